using Automation.Git.Objects;
using LibGit2Sharp;

namespace Automation.Git.Repositories;

/// <summary>The only way to call the git library: applies its settings first, and converts its exceptions into ours.</summary>
internal static class LibGit2
{
    // Once, and by one thread: the library frees the old list while another thread that opens a repository may be reading it.
    private static readonly Lazy<bool> Settings = new(() =>
    {
        GlobalSettings.SetOwnerValidation(false);
        GlobalSettings.SetExtensions("partialclone", "relativeworktrees");
        return true;
    });

    /// <summary>Opens the working tree's root or bare repository at <paramref name="path"/>; null if it is neither.</summary>
    /// <remarks>
    /// Git refuses repositories of other users, because their configuration may name programs to run. This library runs none, and a
    /// container's workspace always belongs to another user; so the check is off. Two extensions matter only to programs that fetch or
    /// move worktrees, and are therefore accepted.
    /// </remarks>
    public static Repository? Open(string path) => Call($"The repository at {path} could not be opened", () =>
    {
        _ = Settings.Value;
        try
        {
            return new Repository(path);
        }
        catch (RepositoryNotFoundException)
        {
            return null;
        }
    });

    /// <summary>Does <paramref name="work"/>; an error of git gets the message <paramref name="failure"/>.</summary>
    /// <exception cref="RepositoryException">The library, or the system under it, failed.</exception>
    public static T Call<T>(string failure, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (NotFoundException e)
        {
            throw new RepositoryException($"{failure}: this clone does not have an object ({e.Message.TrimEnd('.')}). Clone without --depth and --filter.", e);
        }
        catch (Exception e) when (e is LibGit2SharpException or IOException or UnauthorizedAccessException)
        {
            throw new RepositoryException($"{failure}: {e.Message}", e);
        }
        catch (Exception e) when (e is TypeInitializationException or DllNotFoundException)
        {
            throw new RepositoryException($"{failure}: the git library (libgit2) does not load on this system.", e);
        }
    }
}
