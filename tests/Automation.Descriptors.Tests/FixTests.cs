using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Descriptors.Tests.Positions;

namespace Automation.Descriptors.Tests;

/// <summary>A fix does what its finding asks for, and no harm.</summary>
public sealed class FixTests
{
    private static readonly string[] Values =
    [
        "", "~", "17", "-0x1f", "1.50", "true", ".nan", "\"\"", "''", "\" \"", "'it''s'", "\"a\\tb\"", "A B", "ÄÖ", "a_b", "-a", "@acme", "`x`", "%x",
            "{a: b}", "[a, b]", "[17]", "{a: }",
        "&x a", "!!str 17", "!!int 17", "*none", "|\n      text", ">-\n      17", "a: b", "\"open", "https://", "example.com/x", "name/", ":name", "url",
            "Url", "opitonal", "2024-01-01",
    ];

    private static readonly string[] Endings = ["", " # why", "   "];

    [Fact]
    public void A_fix_removes_its_finding_and_adds_none()
    {
        var fixes = Texts().Distinct(StringComparer.Ordinal)
            .SelectMany(text => Findings(text).Where(f => f.Fix is not null).Select(f => (Text: text, Finding: f)))
            .ToList();

        fixes.Count.ShouldBeGreaterThan(1_000);
        fixes.Select(f => Harm(f.Text, f.Finding)).OfType<string>().ShouldBeEmpty();
    }

    private static string? Harm(string text, Finding finding)
    {
        var (mended, applied) = TextEdit.Apply(text, finding.Fix!.Edits.Select(e => e.Edit));
        var (before, after) = (Findings(text), Findings(mended));
        var isGone = after.All(
            f => f.Rule.Id != finding.Rule.Id || f.Pointer != finding.Pointer || (finding.Pointer.Length == 0 && f.Span.Start != finding.Span.Start));

        // A document that can be read after all shows what could not be seen before.
        var showsMore = IsSyntax(finding) || finding.Rule.Id == "catalog/envelope";
        var isWorse = (Rejecting(after) > Rejecting(before) && !showsMore) || (after.Any(IsSyntax) && !before.Any(IsSyntax));
        return applied.Count > 0 && isGone && !isWorse
            ? null
            : $"{finding.Rule.Id} {finding.Pointer} {finding.Fix.Title}: "
                + $"{finding.Message}\n{text}\n--->\n{mended}\n{string.Join('\n', after.Select(f => f.Message))}";
    }

    private static int Rejecting(IReadOnlyList<Finding> findings) => findings.Count(f => f.Rule.Consequence != Consequence.Accepted);

    private static bool IsSyntax(Finding finding) => finding.Rule.Id is "catalog/yaml-syntax" or "catalog/duplicate-key";

    private static List<Finding> Findings(string text) => [.. Validated.File(text).Documents.SelectMany(d => d.Findings)];

    /// <summary>Every value of every sound document replaced by every odd value, with what may follow it and with both line endings.</summary>
    private static IEnumerable<string> Texts()
    {
        foreach (var mistake in RejectionPositionTests.All)
        {
            yield return mistake.Text;
        }

        var number = 0;
        foreach (var lines in SoundDocuments.All.Select(d => d.Text.Split('\n')))
        {
            for (var i = 0; i < lines.Length; i++)
            {
                var line = lines[i];
                var value = line.IndexOf(": ", StringComparison.Ordinal) is >= 0 and var colon ? colon + 2
                    : line.IndexOf("- ", StringComparison.Ordinal) is >= 0 and var dash ? dash + 2
                    : -1;
                if (value < 0)
                {
                    continue;
                }

                foreach (var odd in Values)
                {
                    var text = string.Join('\n', [.. lines[..i], line[..value] + odd + Endings[++number % Endings.Length], .. lines[(i + 1)..]]);
                    yield return number % 2 == 0 ? text : text.ReplaceLineEndings("\r\n");
                }
            }
        }
    }
}
