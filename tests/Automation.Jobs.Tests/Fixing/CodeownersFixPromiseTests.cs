using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Jobs.Checks;
using Automation.Jobs.Configuration;
using Automation.Jobs.Descriptors;
using Automation.Jobs.Fixing;
using Automation.Owners;
using Automation.Owners.Matching;
using Automation.Owners.Reading;
using Automation.Reporting.Model;

namespace Automation.Jobs.Tests.Fixing;

/// <summary>No fix of CODEOWNERS takes a path from its owner, except to give it to those whom the fixed line names.</summary>
public sealed class CodeownersFixPromiseTests
{
    private static readonly string[] Files =
    [
        "README.md",
        "docs/guide.md",
        "package.json",
        "src/app/[id]/page.tsx",
        "src/main.js",
        "src/web/index.js",
        "vendor/libfoo",
        "vendor/libfoo2/a.c",
        "foo/bar",
        "bar/baz",
    ];

    [Fact]
    public void No_fix_of_a_mutated_file_breaks_its_promise()
    {
        var (fixes, broken) = (0, new List<string>());
        for (var seed = 0; seed < Mutants.Count && broken.Count < 20; seed++)
        {
            var text = Mutants.CodeownersFile(seed);
            var report = Lint(text);
            var fixable = Fixes.ByFile(report).SelectMany(f => f).ToList();
            fixes += fixable.Count;
            broken.AddRange(fixable.Select(f => new List<Finding> { f }).Append(fixable).Where(f => f.Count > 0).SelectMany(f => Problems(text, report, f)));
        }

        broken.Take(5).ShouldBeEmpty();
        fixes.ShouldBeGreaterThan(Mutants.Count / 50);
    }

    private static IEnumerable<string> Problems(string before, Report report, List<Finding> findings)
    {
        var after = TextEdit.Apply(before, findings.SelectMany(f => f.Fix!.Edits).Select(e => e.Edit)).Text;
        var again = Lint(after);
        var (was, @is) = (Counts(report), Counts(again));
        var problems = new List<string>();
        if (@is.Any(n => n.Key.IsError && n.Value > was.GetValueOrDefault(n.Key)))
        {
            problems.Add("an error is new");
        }

        if (findings.CountBy(KeyOf).Any(f => @is.GetValueOrDefault(f.Key) > was[f.Key] - f.Value))
        {
            problems.Add("a finding is still there");
        }

        problems.AddRange(Files.Where(path => ChangesHands(path, before, after)).Select(path => $"{path} changes hands"));
        problems.AddRange(report.Findings.Where(
            f => f.Fix is not null && f.Fix.Edits.Any(e => TemplateExpression.IsIn(before.Split('\n')[e.Span.Start.Line - 1])))
            .Select(_ => "a template expression was edited"));
        return problems.Select(p => $"{p}: {string.Join("; ", findings.Select(f => $"{f.Rule.Id} {f.Fix!.Title}"))}\n{before}\n--->\n{after}");
    }

    // A line that was skipped, or whose words were not separated, may take what it names; then every name that was written on it is its owner.
    private static bool ChangesHands(string path, string before, string after)
    {
        var (old, @new) = (Read(before), Read(after));
        var (was, @is) = (RuleOf(old, path), RuleOf(@new, path));
        if (Owners(was).SetEquals(Owners(@is)))
        {
            return false;
        }

        var line = @is is null ? "" : @new.Source.Line(@is.Line).ToString();
        var isRevived = old.Problems.Any(p => @is?.Owners.All(o => old.Source.Line(p.Line).Contains(o.Text, StringComparison.Ordinal)) == true);
        var isSeparated = before.Split('\n').Any(l => l.TrimEnd('\r') != line && Squeezed(l) == Squeezed(line));
        return @is is null || @is.Owners.Count == 0 || !(isRevived || isSeparated);
    }

    // Commas separate owners as blanks do, before an '@' and at the end of a word that has one.
    private static string Squeezed(string line) => string.Concat(line.Split([' ', '\t', '\r']).Select(WithoutCommas));

    private static string WithoutCommas(string word) => !word.Contains('@', StringComparison.Ordinal) ? word
        : word.TrimEnd(',', ';').Replace(",@", "@", StringComparison.Ordinal).Replace(";@", "@", StringComparison.Ordinal);

    private static HashSet<string> Owners(OwnershipRule? rule) => (rule?.Owners ?? []).Select(o => o.Text).ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static CodeownersFile Read(string text) => CodeownersReader.Read(SourceText.Of("CODEOWNERS", text));

    private static OwnershipRule? RuleOf(CodeownersFile file, string path) => new OwnersMatcher(file).Walk().RuleOf(path);

    private static Dictionary<(string, string, bool IsError), int> Counts(Report report) => report.Findings.CountBy(KeyOf).ToDictionary();

    private static (string Rule, string About, bool IsError) KeyOf(Finding finding) =>
        (finding.Rule.Id, finding.Identity ?? finding.Message, finding.Severity == Severity.Error);

    private static Report Lint(string text) => new LintCodeowners(AutomationSettings.Default, Baseline.Empty, Dialect.GitHub)
        .Run(new RepositorySnapshot(InMemoryTree.Of([("CODEOWNERS", text), .. Files.Select(f => (f, ""))]), "", null), TestContext.Current.CancellationToken);
}
