using Automation.Templates.Workspaces;

namespace Automation.Templates.Updating;

/// <summary>What an update does with a file of a service.</summary>
/// <param name="Path">The path in the service.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Result">What the file becomes; null if it is deleted or stays as it is.</param>
/// <param name="Reason">Why, for a person; empty if it needs no explanation.</param>
public sealed record FileDecision(string Path, FileDecisionKind Kind, WorkspaceEntry? Result, string Reason)
{
    /// <summary>The new template's content, if the update does not use it.</summary>
    public WorkspaceEntry? Offered { get; init; }

    /// <summary>The lines that both changed in different ways; none if the files as a whole are the conflict.</summary>
    public IReadOnlyList<LineConflict> Conflicts { get; init; } = [];

    public bool Changes => Kind is FileDecisionKind.Added or FileDecisionKind.Updated or FileDecisionKind.Merged or FileDecisionKind.Deleted;
}

/// <summary>What an update does with a file.</summary>
public enum FileDecisionKind
{
    /// <summary>The template has it newly.</summary>
    Added,

    /// <summary>The service has not changed it: it becomes what the template has.</summary>
    Updated,

    /// <summary>The template and the service changed the file in different places.</summary>
    Merged,

    /// <summary>The template does not have it any more, and the service has not changed it.</summary>
    Deleted,

    /// <summary>Both changed the file in the same place, or the service's changes are not known: the service's file is kept, and a person decides.</summary>
    Conflict,

    /// <summary>The service deleted the file; it stays deleted, although the template changed it.</summary>
    StaysDeleted,

    /// <summary>The service changed the file, and the template no longer has it: it is kept.</summary>
    Dropped,

    /// <summary>The service decided not to take it.</summary>
    Declined,
}
