using System.Net;
using System.Text;
using Automation.Core.Trees;
using Automation.GitHub.Access;
using Octokit;

namespace Automation.GitHub.Commits;

/// <summary>
/// A branch on GitHub that commits are put on, without a clone (REST: "Git database"). It moves only from the commit that it is expected to be at. GitHub signs
/// the commits, which are the App's.
/// </summary>
/// <param name="name">The branch, without <c>refs/heads/</c>.</param>
public sealed class GitHubBranch(RepositoryAccess access, string name)
{
    /// <summary>The size of one call: GitHub ends a call after ten seconds, and creates an object for each file.</summary>
    private const int MostFiles = 400;

    private const long MostBytes = 2 << 20;

    private string Owner => access.Repository.Owner;

    private string Repository => access.Repository.Name;

    /// <summary>The name of a repository's default branch.</summary>
    public static async Task<string> DefaultAsync(RepositoryAccess access) =>
        (await access.Client.Repository.Get(access.Repository.Owner, access.Repository.Name)).DefaultBranch;

    /// <summary>The commit of the branch; null if it does not exist.</summary>
    public async Task<string?> TipAsync()
    {
        try
        {
            return (await access.Client.Git.Reference.Get(Owner, Repository, $"heads/{name}")).Object.Sha;
        }
        catch (Exception e) when (e is NotFoundException or ApiException { StatusCode: HttpStatusCode.Conflict })
        {
            return null;
        }
    }

    /// <summary>Writes a commit that differs from its parent by some files of UTF-8 text. No branch leads to it yet.</summary>
    /// <param name="parent">The parent; null for the first commit of a branch.</param>
    /// <param name="changes">The files that differ.</param>
    public async Task<string> CommitAsync(string? parent, IReadOnlyList<TreeChange> changes, string message, CancellationToken cancellationToken)
    {
        var tree = parent is null ? null : (await access.Client.Git.Commit.Get(Owner, Repository, parent)).Tree.Sha;
        foreach (var part in Parts(changes))
        {
            cancellationToken.ThrowIfCancellationRequested();
            tree = await TreeAsync(tree, part);
        }

        var commit = parent is null ? new NewCommit(message, tree!) : new NewCommit(message, tree!, parent);
        return (await access.Client.Git.Commit.Create(Owner, Repository, commit)).Sha;
    }

    /// <summary>Creates the branch; false if another writer did it in the meantime.</summary>
    public async Task<bool> CreateAsync(string first)
    {
        try
        {
            await access.Client.Git.Reference.Create(Owner, Repository, new NewReference($"refs/heads/{name}", first));
            return true;
        }
        catch (ApiValidationException e) when (e.Message.Contains("already exists", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }
    }

    /// <summary>Moves the branch to a commit whose parent is its expected head; false if another writer moved it in the meantime.</summary>
    public async Task<bool> MoveAsync(string next)
    {
        try
        {
            await access.Client.Git.Reference.Update(Owner, Repository, $"heads/{name}", new ReferenceUpdate(next, force: false));
            return true;
        }
        catch (ApiValidationException e) when (e.Message.Contains("fast forward", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }
    }

    private async Task<string> TreeAsync(string? baseTree, IReadOnlyList<TreeChange> changes)
    {
        var body = new Dictionary<string, object> { ["tree"] = changes.Select(Entry).ToArray<object>() };
        if (baseTree is not null)
        {
            body["base_tree"] = baseTree;
        }

        var answer = await access.Client.Connection.Post<TreeResponse>(
            new Uri($"repos/{Owner}/{Repository}/git/trees", UriKind.Relative), body, "application/json", "application/json");
        return answer.Body.Sha;
    }

    // A deleted file has a sha of null, which the library's own type cannot express.
    private static Dictionary<string, object?> Entry(TreeChange change)
    {
        var entry = new Dictionary<string, object?> { ["path"] = change.Path, ["mode"] = "100644", ["type"] = "blob" };
        if (change.Content is { } content)
        {
            entry["content"] = Encoding.UTF8.GetString(content.Span);
        }
        else
        {
            entry["sha"] = null;
        }

        return entry;
    }

    private static IEnumerable<List<TreeChange>> Parts(IReadOnlyList<TreeChange> changes)
    {
        var (part, bytes) = (new List<TreeChange>(), 0L);
        foreach (var change in changes)
        {
            if (part.Count == MostFiles || (part.Count > 0 && bytes + (change.Content?.Length ?? 0) > MostBytes))
            {
                yield return part;
                (part, bytes) = ([], 0);
            }

            part.Add(change);
            bytes += change.Content?.Length ?? 0;
        }

        yield return part;
    }
}
