namespace Automation.Templates.Workspaces;

/// <summary>The files that a template fetches: relative to the template, or at an address.</summary>
public interface ITemplateFiles
{
    /// <summary>Everything below a folder: paths from the folder with <c>/</c>, folders before what they contain.</summary>
    /// <exception cref="StepException">There is no such folder, or it cannot be read.</exception>
    Task<IReadOnlyList<FetchedEntry>> FolderAsync(string url, CancellationToken cancellationToken);

    /// <exception cref="StepException">There is no such file, or it cannot be read.</exception>
    Task<WorkspaceEntry.File> FileAsync(string url, CancellationToken cancellationToken);
}

/// <summary>An entry of a fetched folder. Its content is read when it is needed.</summary>
/// <param name="Path">The path from the folder.</param>
/// <param name="Read">Reads it.</param>
public sealed record FetchedEntry(string Path, Func<WorkspaceEntry> Read)
{
    public bool IsFolder { get; init; }
}
