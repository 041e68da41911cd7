namespace Automation.Git.Repositories;

/// <summary>
/// A bare repository of its own with fetched commits, in a temporary folder that is deleted with it. The clone it was fetched for stays as it
/// was: a container runs as a different user from the steps around it, which could neither fetch into the folder nor remove the files that it left there.
/// </summary>
public sealed class FetchedHistory : IDisposable
{
    private FetchedHistory(string folder) => Folder = folder;

    public string Folder { get; }

    internal static FetchedHistory InTemporaryFolder() => new(Directory.CreateTempSubdirectory("automation-").FullName);

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Directory.Delete(Folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is a temporary folder: the system removes the rest.
        }
    }
}
