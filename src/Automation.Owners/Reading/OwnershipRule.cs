using Automation.Owners.Naming;
using Automation.Owners.Patterns;

namespace Automation.Owners.Reading;

/// <summary>A line that is in force.</summary>
/// <param name="Line">Its number, from 1.</param>
/// <param name="Start">The offset of the pattern in the file.</param>
/// <param name="Owners">Its owners; none means that what it matches has no owner, on purpose.</param>
/// <param name="Section">The index of its section.</param>
public sealed record OwnershipRule(int Line, PathPattern Pattern, int Start, IReadOnlyList<Owner> Owners, int Section)
{
    /// <summary>The offset after the pattern.</summary>
    public int End => Start + Pattern.Text.Length;
}
