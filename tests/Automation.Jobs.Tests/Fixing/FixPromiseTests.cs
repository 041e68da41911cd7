using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Jobs.Checks;
using Automation.Jobs.Configuration;
using Automation.Jobs.Descriptors;
using Automation.Jobs.Fixing;
using Automation.Reporting.Model;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.Tests.Fixing;

/// <summary>Every fix that is offered, applied by itself or with the others of its file, does what it is for and nothing else.</summary>
public sealed class FixPromiseTests
{
    private static readonly string[] Identity = ["/kind", "/metadata/name", "/metadata/namespace"];

    [Fact]
    public void No_fix_of_a_mutated_descriptor_breaks_its_promise()
    {
        const int Chunk = 2_000;
        var (broken, fixes) = (new List<string>(), 0);
        for (var first = 0; first < Mutants.Count && broken.Count < 20; first += Chunk)
        {
            var texts = Enumerable.Range(first, Math.Min(Chunk, Mutants.Count - first)).ToDictionary(seed => $"{seed}.yaml", Mutants.Descriptor);
            var report = Validate(texts);
            var fixable = Fixes.ByFile(report);
            fixes += fixable.Sum(f => f.Count());
            broken.AddRange(Broken(texts, report, fixable));
        }

        broken.Take(5).ShouldBeEmpty();
        fixes.ShouldBeGreaterThan(Mutants.Count / 20);
    }

    [Fact]
    public void Every_rule_whose_findings_offer_fixes_is_in_the_guide() =>
        Validate(Enumerable.Range(0, 2_000).ToDictionary(seed => $"{seed}.yaml", Mutants.Descriptor)).Findings
            .Where(f => f.Fix is not null && !FixReference.Lists(f.Rule.Id))
            .Select(f => f.Rule.Id)
            .Distinct()
            .ShouldBeEmpty();

    private static IEnumerable<string> Broken(Dictionary<string, string> texts, Report before, ILookup<string, Finding> fixable)
    {
        // Each fix by itself, and all of a file at once.
        var tries = fixable.SelectMany(file => file.Select(f => new[] { f }).Concat(file.Count() > 1 ? [file.ToArray()] : Array.Empty<Finding[]>())).ToList();
        var changed = tries.Select(
            (findings, i) => (Name: $"{i}.yaml", Findings: findings, Before: texts[findings[0].File], After: Apply(texts[findings[0].File], findings)))
            .ToList();
        var after = Validate(changed.ToDictionary(c => c.Name, c => c.After));
        var (was, @is) = (before.Documents.ToLookup(d => d.File), after.Documents.ToLookup(d => d.File));
        return changed.SelectMany(c => Problems(c.Findings, c.Before, c.After, [.. was[c.Findings[0].File]], [.. @is[c.Name]])
            .Select(
                problem => $"{problem}: {string.Join("; ", c.Findings.Select(f => $"{f.Rule.Id} {f.Pointer} {f.Fix!.Title}"))}\n{c.Before}\n--->\n{c.After}"));
    }

    private static IEnumerable<string> Problems(Finding[] findings, string before, string after, List<DocumentVerdict> was, List<DocumentVerdict> @is)
    {
        // A file without documents has a verdict only while it has a finding.
        if ((was.Count != @is.Count && was is not [{ Ref: null, Valid: true, FileOk: true }])
            || was.Zip(@is).Any(d => (d.First.Valid && !d.Second.Valid) || (d.First.FileOk && !d.Second.FileOk)))
        {
            yield return "a document is worse";
        }

        var (old, @new) = (Counts(was), Counts(@is));
        if (@new.Any(n => n.Key.IsError && n.Value > old.GetValueOrDefault(n.Key)))
        {
            yield return "an error is new";
        }

        if (findings.Where(f => f.Pointer.Length > 0).CountBy(f => KeyOf(f, was)).Any(f => @new.GetValueOrDefault(f.Key) > old[f.Key] - f.Value))
        {
            yield return "a finding is still there";
        }

        if (findings.SelectMany(f => f.Fix!.Edits)
            .Any(e => before.Split('\n')[(e.Span.Start.Line - 1)..e.Span.End.Line].Any(line => TemplateExpression.IsIn(line))))
        {
            yield return "a template expression was edited";
        }

        if (PlainYaml.Read(before) is { } plain)
        {
            foreach (var problem in PlainYaml.Read(after) is not { } fresh || fresh.Count != plain.Count
                ? ["another reader sees other documents"]
                : plain.Zip(fresh).SelectMany(d => Differences(d.First, d.Second, findings)))
            {
                yield return problem;
            }
        }
    }

    private static IEnumerable<string> Differences(Dictionary<string, string> before, Dictionary<string, string> after, Finding[] findings)
    {
        if (Identity.Any(place => Text(before, place) != Text(after, place)))
        {
            yield return "it is another entity";
        }

        foreach (var place in before.Keys.Concat(after.Keys).Distinct().Where(p => before.GetValueOrDefault(p) != after.GetValueOrDefault(p)))
        {
            var isNamed = findings.Any(f => f.Pointer.Length > 0 && (IsWithin(place, f.Pointer) || IsRenamed(place, f.Pointer, before, after)))
                || (findings.Any(f => f.Pointer.Length == 0) && Text(before, place) == Text(after, place));
            if (!isNamed)
            {
                yield return $"{place} changed";
            }
        }
    }

    private static string? Text(Dictionary<string, string> places, string place) => places.GetValueOrDefault(place)?.Split(' ', 3)[^1];

    private static bool IsWithin(string place, string pointer) => place == pointer || place.StartsWith(pointer + "/", StringComparison.Ordinal);

    // The value that stood below the misspelt key stands below the right one.
    private static bool IsRenamed(string place, string pointer, Dictionary<string, string> before, Dictionary<string, string> after)
    {
        var parent = pointer[..pointer.LastIndexOf('/')];
        var rest = place.StartsWith(parent + "/", StringComparison.Ordinal) && place.IndexOf('/', parent.Length + 1) is >= 0 and var slash
            ? place[slash..]
            : "";
        return place.StartsWith(parent + "/", StringComparison.Ordinal)
            && (before.TryGetValue(place, out var value)
                ? after.GetValueOrDefault(pointer + rest) == value
                : before.GetValueOrDefault(pointer + rest) == after[place]);
    }

    private static Dictionary<(int Document, string Rule, string Pointer, bool IsError), int> Counts(List<DocumentVerdict> documents) =>
        documents.SelectMany(d => d.Findings).CountBy(f => KeyOf(f, documents)).ToDictionary();

    private static (int Document, string Rule, string Pointer, bool IsError) KeyOf(Finding finding, List<DocumentVerdict> documents) =>
        (documents.FindIndex(d => d.Findings.Contains(finding)), finding.Rule.Id, finding.Pointer, finding.Severity == Severity.Error);

    private static string Apply(string text, Finding[] findings) => TextEdit.Apply(text, findings.SelectMany(f => f.Fix!.Edits).Select(e => e.Edit)).Text;

    private static Report Validate(Dictionary<string, string> texts)
    {
        var tree = InMemoryTree.Of([.. texts.Select(t => (t.Key, t.Value))]);
        return new ValidateDescriptors(AutomationSettings.Default, Baseline.Empty, null)
            .Run([.. texts.Keys.Select(f => new DescriptorInput(f, f, tree, null, YamlLimits.Descriptor))], TestContext.Current.CancellationToken);
    }
}
