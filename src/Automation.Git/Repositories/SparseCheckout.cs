using LibGit2Sharp;

namespace Automation.Git.Repositories;

/// <summary>Finds out whether only part of the files is checked out.</summary>
internal static class SparseCheckout
{
    /// <summary>Whether it is. <c>git sparse-checkout</c> writes it to a configuration of the worktree, which the library does not read.</summary>
    public static bool IsOn(Repository repository) =>
        repository.Config.GetValueOrDefault("core.sparseCheckout", false)
        || (SmallFile.Read(Path.Join(repository.Info.Path, "config.worktree"), GitConfig.Longest) is { } config
            && GitConfig.Read(config).Any(setting => setting is { Section: "core", Key: "sparsecheckout", Value: "true" }));
}
