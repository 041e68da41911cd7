namespace Automation.Jobs.Review;

/// <summary>A comment that accepts findings: <c># automation: accept RULE, RULE (reason)</c>.</summary>
/// <param name="Start">The offset of its <c>#</c>.</param>
/// <param name="End">The offset after the last character of its line.</param>
/// <param name="IsAlone">Whether nothing else is on its line.</param>
/// <param name="TargetLine">The line whose findings it accepts.</param>
/// <param name="Rules">The rules it names, in order.</param>
/// <param name="Reason">The reason; empty if none is given.</param>
internal sealed record AcceptComment(int Start, int End, bool IsAlone, int TargetLine, IReadOnlyList<NamedRule> Rules, string Reason);

/// <param name="Id">The id as written.</param>
/// <param name="Start">The offset of its first character.</param>
internal readonly record struct NamedRule(string Id, int Start)
{
    public int End => Start + Id.Length;
}
