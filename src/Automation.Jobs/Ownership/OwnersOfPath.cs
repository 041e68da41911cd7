using Automation.Owners.Patterns;
using Automation.Owners.Reading;

namespace Automation.Jobs.Ownership;

/// <summary>What CODEOWNERS says about one path.</summary>
/// <param name="Owners">Who owns it; nobody where it is empty.</param>
/// <param name="Rule">The line that decides, of several sections the last that names somebody; null where none does.</param>
internal sealed record OwnersOfPath(OwnerSet Owners, OwnershipRule? Rule)
{
    /// <summary>No line matches.</summary>
    public static OwnersOfPath Unmatched { get; } = new(OwnerSet.Nobody, null);

    /// <summary>The number of the line that decides; null where none does.</summary>
    public int? Line => Rule?.Line;

    /// <summary>Whether anybody owns it.</summary>
    public bool IsOwned => Owners.All.Count > 0;

    /// <summary>Whether the line that decides is about that one file.</summary>
    public bool IsAbout(string path) => Rule is not null && Rule.Pattern.Reach != PatternReach.Below
        && string.Join('/', Rule.Pattern.Segments.Select(s => s is PatternSegment.Literal(var name) ? name : "*")) == path;
}
