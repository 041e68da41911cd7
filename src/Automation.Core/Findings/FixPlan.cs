using Automation.Core.Text;

namespace Automation.Core.Findings;

/// <summary>The fixes of one text that can be applied together; if two touch the same place, only the first.</summary>
/// <param name="Findings">The findings whose fixes are applied completely.</param>
/// <param name="Edits">The edits, each once, in the order of the text.</param>
public sealed record FixPlan(IReadOnlyList<Finding> Findings, IReadOnlyList<TextEdit> Edits)
{
    /// <summary>Selects fixes from findings, in their order; findings without a fix are skipped.</summary>
    public static FixPlan Of(IEnumerable<Finding> findings)
    {
        var chosen = new List<Finding>();
        var edits = new SortedSet<TextEdit>(Comparer<TextEdit>.Create(InOrder));
        foreach (var finding in findings)
        {
            if (finding.Fix is { } fix && fix.Edits.All(e => edits.Contains(e.Edit) || !edits.Any(other => Touch(other, e.Edit))))
            {
                chosen.Add(finding);
                edits.UnionWith(fix.Edits.Select(e => e.Edit));
            }
        }

        return new FixPlan(chosen, [.. edits]);
    }

    /// <summary>The text with every edit applied.</summary>
    public string ApplyTo(string text) => TextEdit.Apply(text, Edits).Text;

    // Two insertions at one place would depend on their order.
    private static bool Touch(TextEdit x, TextEdit y) =>
        (x.Start < y.End && y.Start < x.End)
        || ((x.Start == y.Start || x.End == y.End) && (x.Start == x.End || y.Start == y.End));

    private static int InOrder(TextEdit? x, TextEdit? y) =>
        x!.Start.CompareTo(y!.Start) is not 0 and var start ? start
        : x.End.CompareTo(y.End) is not 0 and var end ? end
        : string.CompareOrdinal(x.NewText, y.NewText);
}
