using System.Buffers;

namespace Automation.Health.Objects;

/// <summary>A selector of labels as <c>kubectl -l</c> reads it: <c>app=orders,tier!=test,env in (a, b),!legacy</c>. All requirements have to hold.</summary>
public sealed class LabelSelector
{
    private const int LongestText = 4096;

    private static readonly SearchValues<char> Signs = SearchValues.Create(" ()=!,");

    private readonly List<LabelRequirement> _requirements;

    private LabelSelector(List<LabelRequirement> requirements) => _requirements = requirements;

    /// <summary>Reads a selector; null if it is none.</summary>
    public static LabelSelector? Parse(string text)
    {
        var requirements = new List<LabelRequirement>();
        foreach (var part in text.Length > LongestText ? [""] : Parts(text))
        {
            if (Read(part.Trim()) is not { } requirement)
            {
                return null;
            }

            requirements.Add(requirement);
        }

        return new LabelSelector(requirements);
    }

    /// <summary>The selector for one label.</summary>
    public static LabelSelector Equal(string label, string value) => new([new LabelRequirement(label, [value], IsNegated: false)]);

    /// <summary>Whether labels have what is required.</summary>
    /// <param name="labels">The labels: a map of texts.</param>
    public bool Matches(ResourceField labels) => _requirements.TrueForAll(r => r.Holds(labels));

    // At commas outside of parentheses.
    private static IEnumerable<string> Parts(string text)
    {
        var (start, depth) = (0, 0);
        for (var i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || (text[i] == ',' && depth == 0))
            {
                yield return text[start..i];
                start = i + 1;
            }
            else
            {
                depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
            }
        }
    }

    private static LabelRequirement? Read(string part)
    {
        foreach (var (sign, isNegated) in (ReadOnlySpan<(string, bool)>)[("!=", true), ("==", false), ("=", false)])
        {
            if (part.IndexOf(sign, StringComparison.Ordinal) is > 0 and var at)
            {
                return Named(part[..at], [part[(at + sign.Length)..].Trim()], isNegated);
            }
        }

        if (part.EndsWith(')') && part.IndexOf('(', StringComparison.Ordinal) is > 0 and var open)
        {
            var words = part[..open].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            string[] values = [.. part[(open + 1)..^1].Split(',').Select(v => v.Trim())];
            return words is [var label, "in" or "notin"] ? Named(label, values, words[1] == "notin") : null;
        }

        return part.StartsWith('!') ? Named(part[1..], null, isNegated: true) : Named(part, null, isNegated: false);
    }

    private static LabelRequirement? Named(string label, string[]? values, bool isNegated) =>
        label.Trim() is { Length: > 0 } name && !name.AsSpan().ContainsAny(Signs) && values?.Any(v => v.AsSpan().ContainsAny(Signs)) != true
            ? new LabelRequirement(name, values, isNegated)
            : null;

    // Without values: that the label exists. A label that does not exist is unequal to every value.
    private sealed record LabelRequirement(string Label, string[]? Values, bool IsNegated)
    {
        public bool Holds(ResourceField labels) =>
            (labels[Label].Text is { } value && (Values is null || Values.Contains(value, StringComparer.Ordinal))) != IsNegated;
    }
}
