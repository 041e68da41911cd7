using Automation.Git.Objects;
using LibGit2Sharp;

namespace Automation.Git.Repositories;

/// <summary>A bare clone with all history, in a temporary folder that is deleted with it.</summary>
public sealed class TemporaryClone : IDisposable
{
    private readonly FetchedHistory _folder;

    private TemporaryClone(FetchedHistory folder, GitRepository repository) => (_folder, Repository) = (folder, repository);

    public GitRepository Repository { get; }

    /// <param name="access">The credentials, if the server asks for them.</param>
    /// <exception cref="RepositoryException">It could not be cloned.</exception>
    public static TemporaryClone Of(string url, FetchAccess access, CancellationToken cancellationToken)
    {
        var folder = FetchedHistory.InTemporaryFolder();
        try
        {
            LibGit2.Call($"{access.Cover(url)} could not be cloned", () => Clone(url, folder.Folder, access, cancellationToken));
            return new TemporaryClone(folder, GitRepository.Open(folder.Folder)!);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Repository.Dispose();
        _folder.Dispose();
    }

    private static string Clone(string url, string folder, FetchAccess access, CancellationToken cancellationToken)
    {
        var options = new CloneOptions { IsBare = true };
        options.FetchOptions.CredentialsProvider = access.Once();
        options.FetchOptions.TagFetchMode = TagFetchMode.All;
        options.FetchOptions.OnTransferProgress = _ => !cancellationToken.IsCancellationRequested;
        try
        {
            return LibGit2Sharp.Repository.Clone(url, folder, options);
        }
        catch (LibGit2SharpException e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new RepositoryException($"{access.Cover(url)} could not be cloned: {access.Cover(e.Message.TrimEnd('.'))}");
        }
    }
}
