using Automation.Core.Findings;
using Automation.Core.Text;

namespace Automation.Owners.Linting;

/// <summary>The findings of one file: a limited number for each rule, then the number of the others.</summary>
internal sealed class LintFindings(SourceText source)
{
    /// <summary>Further findings of one rule are counted and not listed.</summary>
    public const int MostOfARule = 1_000;

    private readonly List<Finding> _findings = [];
    private readonly Dictionary<Rule, (int Count, int FirstLeftOut)> _counts = [];

    /// <summary>Adds a finding about the characters between two offsets; it is created only below the limit.</summary>
    public void Add(Rule rule, int start, int end, Func<string> message, Func<Finding, Finding>? with = null)
    {
        var (count, firstLeftOut) = _counts.GetValueOrDefault(rule);
        _counts[rule] = (count + 1, count == MostOfARule ? start : firstLeftOut);
        if (count < MostOfARule)
        {
            var finding = new Finding(rule, message(), source.Path, source.SpanBetween(start, end));
            _findings.Add(with is null ? finding : with(finding));
        }
    }

    public IReadOnlyList<Finding> InOrder()
    {
        foreach (var (rule, (count, at)) in _counts.Where(c => c.Value.Count > MostOfARule))
        {
            _findings.Add(new Finding(
                rule, $"{count - MostOfARule:N0} more findings of this rule, from this line on, are not listed.", source.Path, source.SpanBetween(at, at))
            {
                Identity = "more",
            });
        }

        _findings.Sort((x, y) => x.Span.Start.CompareTo(y.Span.Start) is not 0 and var place ? place
            : string.CompareOrdinal(x.Rule.Id, y.Rule.Id) is not 0 and var rule ? rule
            : string.CompareOrdinal(x.Message, y.Message));
        return _findings;
    }
}
