using Automation.Core.Findings;
using Automation.Core.Trees;
using Automation.Jobs.Checks;
using Automation.Jobs.Configuration;
using Automation.Jobs.Descriptors;
using Automation.Jobs.Fixing;
using Automation.Owners;
using Automation.Testing;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.Tests.Fixing;

/// <summary>The guide lists the fixes that the code makes.</summary>
public sealed class FixReferenceTests
{
    private const string Start = "<!-- fixes: written from the code; run the tests with UPDATE_SNAPSHOTS=1 -->\n\n";
    private const string End = "\n<!-- end of fixes -->";

    /// <summary>Where a line of the table stands in a document.</summary>
    private static readonly Dictionary<string, (string Sound, string Mistaken)> Places = new()
    {
        ["catalog/yaml-syntax"] = ("  name: orders\n", "  name: orders\n  {0}\n"),
        ["catalog/envelope"] = ("apiVersion: backstage.io/v1alpha1\n", "{0}\n"),
        ["catalog/unknown-root-field"] = ("spec:\n", "{0}\n"),
        ["catalog/field-missing"] = ("  lifecycle: production\n", "  {0}\n"),
        ["catalog/field-type"] = ("  name: orders\n", "  name: orders\n  annotations:\n    {0}\n"),
        ["catalog/field-null"] = ("  name: orders\n", "  name: orders\n  {0}\n"),
        ["catalog/kind-unrecognized"] = ("apiVersion: backstage.io/v1alpha1\n", "{0}\n"),
        ["catalog/label-value-format"] = ("  name: orders\n", "  name: orders\n  labels:\n    {0}\n"),
        ["catalog/tag-format"] = ("  name: orders\n", "  name: orders\n  {0}\n"),
        ["catalog/link-url"] = ("  name: orders\n", "  name: orders\n  links:\n    - {0}\n"),
        ["catalog/link-text-blank"] = ("  name: orders\n", "  name: orders\n  links:\n    - url: https://example.com\n      {0}\n"),
        ["catalog/misspelt-key"] = ("  owner: team-a\n", "  owner: team-a\n  {0}\n"),
        ["catalog/blank-text"] = ("  name: orders\n", "  name: orders\n  {0}\n"),
        ["catalog/annotation-overwritten"] = ("  name: orders\n", "  name: orders\n  annotations:\n    a.b/c: d\n    {0}\n"),
        ["suppression/unused"] = ("metadata:\n", "{0}\nmetadata:\n"),
        ["suppression/unknown-rule"] = ("  name: orders\n", "  name: orders\n  {0}\n  title: ' '\n"),
    };

    public static TheoryData<string, string, string> Rows { get; } =
        [
            .. FixReference.All.Where(k => k.Before.Length > 0 && (Places.ContainsKey(k.Rule) || k.Rule.StartsWith("owners/", StringComparison.Ordinal)))
                .Select(k => new TheoryDataRow<string, string, string>(k.Rule, k.Before, k.After)),
        ];

    [Fact]
    public void The_guide_lists_every_fix()
    {
        var path = Path.Combine(Repository.Root, "docs", "guide", "fixes.md");
        var page = File.ReadAllText(path);
        var (start, end) = (page.IndexOf(Start, StringComparison.Ordinal) + Start.Length, page.IndexOf(End, StringComparison.Ordinal));
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(path, page[..start] + FixReference.Write() + page[end..]);
            return;
        }

        page[start..end].ShouldBe(FixReference.Write(), "docs/guide/fixes.md is out of date: run the tests with UPDATE_SNAPSHOTS=1.");
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_line_of_the_table_is_fixed_as_described(string rule, string before, string after)
    {
        var text = rule.StartsWith("owners/", StringComparison.Ordinal) ? $"{before}\n/api/ @acme/api\n"
            : World.Component("orders")
                .Replace(
                    Places[rule].Sound,
                    string.Format(null, Places[rule].Mistaken, before).Replace("  →", "\t", StringComparison.Ordinal),
                    StringComparison.Ordinal);
        var findings = rule.StartsWith("owners/", StringComparison.Ordinal) ? Lint(text) : Validate(text);

        findings.ShouldContain(f => f.Rule.Id == rule && f.Fix != null);
        var lines = FixPlan.Of(findings.Where(f => f.Rule.Id == rule)).ApplyTo(text).Split('\n').Select(l => l.Trim()).ToList();
        lines.Count(l => l == before || l == $"- {before}").ShouldBe(rule == "owners/duplicate-pattern" ? 1 : 0);
        lines.ShouldContain(l => after.Length == 0 || l == after.Trim() || l == $"- {after}");
    }

    private static IReadOnlyList<Finding> Validate(string text)
    {
        var input = new DescriptorInput("a.yaml", "a.yaml", InMemoryTree.Of(("a.yaml", text)), null, YamlLimits.Descriptor);
        return new ValidateDescriptors(AutomationSettings.Default, Baseline.Empty, null).Run([input], TestContext.Current.CancellationToken).Findings;
    }

    private static IReadOnlyList<Finding> Lint(string text) => new LintCodeowners(AutomationSettings.Default, Baseline.Empty, Dialect.GitHub)
        .Run(
            new RepositorySnapshot(InMemoryTree.Of(("CODEOWNERS", text), ("docs/a", ""), ("api/a", ""), ("app/[id]/page.tsx", "")), "", null),
            TestContext.Current.CancellationToken).Findings;
}
