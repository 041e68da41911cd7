using Automation.Owners.Patterns;
using Automation.Owners.Reading;

namespace Automation.Jobs.Ownership;

/// <summary>The owners of one path in CODEOWNERS.</summary>
/// <param name="Owners">The owners; can be empty.</param>
/// <param name="Rule">The line that decides, of several sections, the last with owners; null if there is none.</param>
internal sealed record OwnersOfPath(OwnerSet Owners, OwnershipRule? Rule)
{
    public static OwnersOfPath Unmatched { get; } = new(OwnerSet.Nobody, null);

    /// <summary>The number of the line that decides; null if none does.</summary>
    public int? Line => Rule?.Line;

    public bool IsOwned => Owners.All.Count > 0;

    /// <summary>Whether the deciding line is about only this file.</summary>
    public bool IsAbout(string path) => Rule is not null && Rule.Pattern.Reach != PatternReach.Below
        && string.Join('/', Rule.Pattern.Segments.Select(s => s is PatternSegment.Literal(var name) ? name : "*")) == path;
}
