using System.Text.Json;
using System.Text.Json.Nodes;
using Automation.Testing.GitHub.Git;
using Automation.Testing.GitHub.Model;
using Automation.Testing.GitHub.State;

namespace Automation.Testing.GitHub.Json;

/// <summary>Refs, commits, trees and differences as GitHub writes them.</summary>
internal static class GitJson
{
    public static JsonObject Ref(Urls urls, HostedRepository repository, string name, string sha)
    {
        var type = repository.Objects.TypeOf(sha) ?? "commit";
        return new JsonObject
        {
            ["ref"] = name,
            ["node_id"] = $"REF_{repository.Id}_{name}",
            ["url"] = $"{urls.Of(repository)}/git/{name}",
            ["object"] = new JsonObject { ["sha"] = sha, ["type"] = type, ["url"] = $"{urls.Of(repository)}/git/{type}s/{sha}" },
        };
    }

    /// <summary>A commit as git sees it.</summary>
    public static JsonObject GitCommit(Urls urls, HostedRepository repository, string sha)
    {
        var commit = repository.Objects.Commit(sha)!;
        return new JsonObject
        {
            ["sha"] = sha,
            ["node_id"] = $"C_{repository.Id}_{sha}",
            ["url"] = $"{urls.Of(repository)}/git/commits/{sha}",
            ["html_url"] = $"{urls.Page(repository)}/commit/{sha}",
            ["author"] = Signature(commit.Author),
            ["committer"] = Signature(commit.Committer),
            ["tree"] = TreeLink(urls, repository, commit.Tree),
            ["message"] = commit.Message.TrimEnd('\n'),
            ["parents"] = Parents(urls, repository, commit, "/git/commits"),
            ["verification"] = Unsigned(),
        };
    }

    /// <summary>A commit as the repository shows it.</summary>
    public static JsonObject Commit(FakeGitHubState state, HostedRepository repository, string sha)
    {
        var (urls, commit) = (state.Urls, repository.Objects.Commit(sha)!);
        return new JsonObject
        {
            ["sha"] = sha,
            ["node_id"] = $"C_{repository.Id}_{sha}",
            ["commit"] = new JsonObject
            {
                ["author"] = Signature(commit.Author),
                ["committer"] = Signature(commit.Committer),
                ["message"] = commit.Message.TrimEnd('\n'),
                ["tree"] = TreeLink(urls, repository, commit.Tree),
                ["url"] = $"{urls.Of(repository)}/git/commits/{sha}",
                ["comment_count"] = 0,
                ["verification"] = Unsigned(),
            },
            ["url"] = $"{urls.Of(repository)}/commits/{sha}",
            ["html_url"] = $"{urls.Page(repository)}/commit/{sha}",
            ["comments_url"] = $"{urls.Of(repository)}/commits/{sha}/comments",
            ["author"] = AuthorOf(state, commit.Author),
            ["committer"] = AuthorOf(state, commit.Committer),
            ["parents"] = Parents(urls, repository, commit, "/commits"),
        };
    }

    /// <summary>A commit as events carry it.</summary>
    public static JsonObject SimpleCommit(HostedRepository repository, string sha)
    {
        var commit = repository.Objects.Commit(sha)!;
        return new JsonObject
        {
            ["id"] = sha,
            ["tree_id"] = commit.Tree,
            ["message"] = commit.Message.TrimEnd('\n'),
            ["timestamp"] = Time.Text(commit.Committer.When),
            ["author"] = new JsonObject { ["name"] = commit.Author.Name, ["email"] = commit.Author.Email },
            ["committer"] = new JsonObject { ["name"] = commit.Committer.Name, ["email"] = commit.Committer.Email },
        };
    }

    /// <summary>A file of a comparison, a commit or a pull request.</summary>
    public static JsonObject File(Urls urls, HostedRepository repository, string head, GitFileChange change)
    {
        var path = string.Join('/', change.Path.Split('/').Select(Uri.EscapeDataString));
        var json = new JsonObject
        {
            ["sha"] = change.Sha,
            ["filename"] = change.Path,
            ["status"] = change.Status,
            ["additions"] = change.Additions,
            ["deletions"] = change.Deletions,
            ["changes"] = change.Additions + change.Deletions,
            ["blob_url"] = $"{urls.Page(repository)}/blob/{head}/{path}",
            ["raw_url"] = $"{urls.Page(repository)}/raw/{head}/{path}",
            ["contents_url"] = $"{urls.Of(repository)}/contents/{path}?ref={head}",
        };
        if (change.Patch is not null)
        {
            json["patch"] = change.Patch;
        }

        if (change.PreviousPath is not null)
        {
            json["previous_filename"] = change.PreviousPath;
        }

        return json;
    }

    public static JsonObject TreeEntry(Urls urls, HostedRepository repository, string path, GitTreeEntry entry)
    {
        var json = new JsonObject { ["path"] = path, ["mode"] = entry.SixDigitMode, ["type"] = entry.Type, ["sha"] = entry.Sha };
        if (repository.Objects.Blob(entry.Sha) is { } content)
        {
            json["size"] = content.Length;
        }

        if (entry.Type != "commit")
        {
            json["url"] = $"{urls.Of(repository)}/git/{entry.Type}s/{entry.Sha}";
        }

        return json;
    }

    /// <summary>The same, without an object for each of thousands of entries.</summary>
    public static void WriteTreeEntry(Utf8JsonWriter json, Urls urls, HostedRepository repository, string path, GitTreeEntry entry)
    {
        json.WriteStartObject();
        json.WriteString("path", path);
        json.WriteString("mode", entry.SixDigitMode);
        json.WriteString("type", entry.Type);
        json.WriteString("sha", entry.Sha);
        if (repository.Objects.Blob(entry.Sha) is { } content)
        {
            json.WriteNumber("size", content.Length);
        }

        if (entry.Type != "commit")
        {
            json.WriteString("url", $"{urls.Of(repository)}/git/{entry.Type}s/{entry.Sha}");
        }

        json.WriteEndObject();
    }

    private static JsonObject Signature(GitSignature signature) =>
        new() { ["name"] = signature.Name, ["email"] = signature.Email, ["date"] = Time.Text(signature.When) };

    private static JsonObject TreeLink(Urls urls, HostedRepository repository, string tree) =>
        new() { ["sha"] = tree, ["url"] = $"{urls.Of(repository)}/git/trees/{tree}" };

    private static JsonArray Parents(Urls urls, HostedRepository repository, GitCommit commit, string path) =>
        [
            .. commit.Parents.Select(
                p => new JsonObject { ["sha"] = p, ["url"] = $"{urls.Of(repository)}{path}/{p}", ["html_url"] = $"{urls.Page(repository)}/commit/{p}" }),
        ];

    private static JsonObject Unsigned() =>
        new() { ["verified"] = false, ["reason"] = "unsigned", ["signature"] = null, ["payload"] = null, ["verified_at"] = null };

    private static JsonObject? AuthorOf(FakeGitHubState state, GitSignature signature) =>
        signature.Email.Split('@')[0].Split('+')[^1] is var name
            && signature.Email.EndsWith("@users.noreply.github.com", StringComparison.Ordinal)
            && state.Accounts.TryGetValue(name, out var account)
            ? AccountJson.Simple(state.Urls, account)
            : null;
}
