using System.Security.Cryptography;
using Automation.Cli.Hosting;
using Automation.Git.Branches;
using Automation.Git.Repositories;
using Automation.Jobs.Publishing;

namespace Automation.Cli.Options;

/// <summary>The branch that a command publishes to, in a repository of this machine or of a server.</summary>
internal static class PublishedBranch
{
    private static readonly Uri GitHub = new("https://github.com");

    /// <summary>Waits between lost races.</summary>
    public static Backoff Backoff() => new(TimeProvider.System, new Random(RandomNumberGenerator.GetInt32(int.MaxValue)));

    /// <summary>Rejects a name that is not valid for a branch, before anything is read.</summary>
    /// <exception cref="UsageException">It is not valid.</exception>
    public static void Check(string? name)
    {
        if (name is not null && !WritableBranches.IsName(name))
        {
            throw new UsageException($"'{name}' is not the name of a branch.");
        }
    }

    /// <summary>Opens it.</summary>
    /// <param name="terminal">Finds paths and variables.</param>
    /// <param name="repository">A bare repository's path, a working copy, or an address.</param>
    /// <param name="name">The branch; null for the repository's default one.</param>
    /// <param name="token">A token to write to the repository; null for none.</param>
    public static WritableBranch Open(Terminal terminal, string repository, string? name, string? token) =>
        WritableBranches.Open(Place(terminal, repository), name, new FetchAccess(Server(terminal), token));

    // A file: address is a path on this machine: there the branch can be updated under git's own lock.
    private static string Place(Terminal terminal, string repository) =>
        Uri.TryCreate(repository, UriKind.Absolute, out var url) && url.IsFile && WritableBranches.IsAddress(repository) ? url.LocalPath
        : WritableBranches.IsAddress(repository) ? repository
        : terminal.FullPath(repository);

    private static Uri Server(Terminal terminal) => Uri.TryCreate(terminal.Variable("GITHUB_SERVER_URL"), UriKind.Absolute, out var url) ? url : GitHub;
}
