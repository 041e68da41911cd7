using Automation.Core;
using Automation.Owners.Naming;
using Automation.Owners.Reading;

namespace Automation.Jobs.Ownership;

/// <summary>How the catalog's owner of an entity and the owners in CODEOWNERS compare.</summary>
internal abstract record Verdict
{
    private Verdict()
    {
    }

    /// <summary>The name of the verdict in machine formats.</summary>
    public abstract string Word { get; }

    /// <summary>The catalog's owner is one of them, or belongs to one.</summary>
    /// <param name="IsFirst">Whether it is the first.</param>
    public sealed record Agree(bool IsFirst) : Verdict
    {
        public override string Word => "agree";
    }

    /// <summary>The catalog's owner is none of them.</summary>
    /// <param name="Instead">The groups and users of the catalog that the owners map to.</param>
    /// <param name="IsCertain">Whether all of them are resolved, and not only matched by name.</param>
    public sealed record Disagree(IReadOnlyList<EntityRef> Instead, bool IsCertain) : Verdict
    {
        public override string Word => "disagree";
    }

    public sealed record Unowned : Verdict
    {
        public override string Word => "unowned";
    }

    /// <summary>One side names a group, the other only users, and no membership connects them.</summary>
    public sealed record KindsDiffer : Verdict
    {
        public override string Word => "kinds-differ";
    }

    public sealed record Unmappable(IReadOnlyList<Owner> Unknown) : Verdict
    {
        public override string Word => "unmappable";
    }

    /// <summary>The line that would decide is invalid, and has its own finding.</summary>
    public sealed record SkippedLine(OwnershipRule Line) : Verdict
    {
        public override string Word => "skipped-line";
    }
}
