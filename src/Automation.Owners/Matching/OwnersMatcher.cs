using Automation.Owners.Reading;

namespace Automation.Owners.Matching;

/// <summary>Which lines of a file own which paths. Compiled once, shared by all paths; immutable.</summary>
public sealed class OwnersMatcher
{
    /// <summary>Compiles the lines that take effect.</summary>
    public OwnersMatcher(CodeownersFile file)
    {
        File = file;
        Names = new SegmentNames();
        Sections = SectionRules.Of(file, Names);
    }

    /// <summary>The file whose lines these are.</summary>
    public CodeownersFile File { get; }

    /// <summary>The names in patterns, numbered; one list for all sections.</summary>
    internal SegmentNames Names { get; }

    /// <summary>The sections that have rules; with GitHub, at most one.</summary>
    internal SectionRules[] Sections { get; }

    /// <summary>Starts looking up paths. Neighbours in a sorted list share work.</summary>
    public OwnersWalk Walk() => new(this);
}
