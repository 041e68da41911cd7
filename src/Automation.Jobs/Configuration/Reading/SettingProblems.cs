using Automation.Core.Findings;
using Automation.Core.Text;

namespace Automation.Jobs.Configuration.Reading;

/// <summary>Collects the problems of one configuration file.</summary>
internal sealed class SettingProblems(SourceText source, IReadOnlyList<Rule> rules)
{
    private readonly List<Finding> _all = [];
    private readonly string[] _ruleIds = [.. rules.Select(r => r.Id)];

    public SourceText Source => source;

    /// <summary>The rules that exist.</summary>
    public IReadOnlyList<Rule> Rules => rules;

    public IReadOnlyList<string> RuleIds => _ruleIds;

    public IReadOnlyList<Finding> All => _all;

    public void Add(Rule rule, int start, int end, string pointer, string message, Fix? fix = null) =>
        _all.Add(new Finding(rule, message, source.Path, source.SpanBetween(start, FirstLineEnd(start, end))) { Pointer = pointer, Fix = fix });

    private int FirstLineEnd(int start, int end)
    {
        var lineBreak = end > start ? source.Content.AsSpan(start, end - start).IndexOfAny('\r', '\n') : -1;
        return lineBreak < 0 ? end : start + lineBreak;
    }
}
