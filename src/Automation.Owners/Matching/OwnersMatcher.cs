using Automation.Owners.Reading;

namespace Automation.Owners.Matching;

/// <summary>Which lines of a file own which paths. Compiled once, shared by all paths; immutable.</summary>
public sealed class OwnersMatcher(CodeownersFile file)
{
    /// <summary>The file whose lines these are.</summary>
    public CodeownersFile File { get; } = file;

    /// <summary>Begins to look paths up. Neighbours in a sorted list share work.</summary>
    public OwnersWalk Walk() => new(this);
}
