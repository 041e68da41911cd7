using Automation.Owners.Naming;
using Automation.Owners.Patterns;

namespace Automation.Owners.Reading;

/// <summary>A line that takes effect.</summary>
/// <param name="Line">The number, from 1.</param>
/// <param name="Start">The offset of the pattern in the file.</param>
/// <param name="Owners">The owners; none means that the matching files intentionally have no owner.</param>
/// <param name="Section">The index of its section.</param>
public sealed record OwnershipRule(int Line, PathPattern Pattern, int Start, IReadOnlyList<Owner> Owners, int Section)
{
    public int End => Start + Pattern.Text.Length;
}
