using Automation.Testing.GitHub.Git;
using Automation.Testing.GitHub.Model;

namespace Automation.Testing.GitHub.State;

/// <summary>What a name of a revision means: a branch, a tag, a ref, a commit.</summary>
internal static class Revisions
{
    private const int ShortestAbbreviation = 7;

    /// <summary>The commit; null where there is none of this name.</summary>
    public static string? Find(FakeGitHubState state, HostedRepository repository, string name)
    {
        // owner:branch is a branch of a fork.
        if (name.Split(':', 2) is [var owner, var branch])
        {
            return state.Repositories.Find(r => string.Equals(r.Owner.Login, owner,
                StringComparison.OrdinalIgnoreCase) && r.Objects == repository.Objects) is { } fork
                ? Find(state, fork, branch)
                : null;
        }

        string[] refs = name == "HEAD" ? [$"refs/heads/{repository.DefaultBranch}"] : [name, $"refs/heads/{name}", $"refs/tags/{name}", $"refs/{name}"];
        if (Array.Find(refs, repository.Refs.ContainsKey) is { } found)
        {
            return repository.Refs[found];
        }

        if (repository.Objects.Commit(name) is not null)
        {
            return name;
        }

        return name.Length >= ShortestAbbreviation && name.All(char.IsAsciiHexDigitLower)
            ? repository.Objects.StartingWith(name).FirstOrDefault(s => repository.Objects.Commit(s) is not null)
            : null;
    }

    /// <summary>Commits files onto a branch, which is made if it does not exist: with null a file is deleted.</summary>
    public static string Commit(
        FakeGitHubState state,
        HostedRepository repository,
        string branch,
        IReadOnlyDictionary<string, byte[]?> files,
        string message,
        Account author)
    {
        var objects = repository.Objects;
        var parent = repository.Refs.GetValueOrDefault($"refs/heads/{branch}") ?? repository.Refs.GetValueOrDefault($"refs/heads/{repository.DefaultBranch}");
        var tree = parent is null ? [] : GitTree.Flatten(objects, objects.Commit(parent)!.Tree);
        foreach (var (path, content) in files)
        {
            if (content is null)
            {
                tree.Remove(path);
            }
            else
            {
                tree[path] = new GitTreeEntry(tree.GetValueOrDefault(path)?.Mode ?? GitTreeEntry.FileMode, path.Split('/')[^1], objects.AddBlob(content));
            }
        }

        var signature = SignatureOf(state, author);
        return objects.AddCommit(new GitCommit(GitTree.Build(objects, tree), parent is null ? [] : [parent], signature, signature, message));
    }

    /// <summary>How commits name an account.</summary>
    public static GitSignature SignatureOf(FakeGitHubState state, Account author) =>
        new(author.Login, $"{author.Id}+{author.Login}@users.noreply.github.com", state.Now);
}
