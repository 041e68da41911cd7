using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Automation.Testing.GitHub.Git;
using Automation.Testing.GitHub.Http;
using Automation.Testing.GitHub.Json;
using Automation.Testing.GitHub.State;

namespace Automation.Testing.GitHub.Endpoints;

/// <summary>Blobs, trees and commits by their names.</summary>
internal static class GitObjectEndpoints
{
    private const int Large = 1_000;

    private static readonly string[] Modes = ["100644", "100755", "040000", "160000", "120000"];

    public static ImmutableList<Route> Routes { get; } =
    [
        new(
            "GET",
            "/repos/{owner}/{repo}/git/commits/{commit_sha}",
            "contents:read",
            call => Answer.Ok(GitJson.GitCommit(call.Urls, call.Repository, Existing(call, call.Values["commit_sha"])))),
        new("GET", "/repos/{owner}/{repo}/git/trees/{tree_sha}", "contents:read", Tree),
        new("GET", "/repos/{owner}/{repo}/git/blobs/{file_sha}", "contents:read", Blob),
        new("POST", "/repos/{owner}/{repo}/git/blobs", "contents:write", call => AddBlob(NotEmpty(call))),
        new("POST", "/repos/{owner}/{repo}/git/trees", "contents:write", call => AddTree(NotEmpty(call))),
        new("POST", "/repos/{owner}/{repo}/git/commits", "contents:write", call => AddCommit(NotEmpty(call))),
    ];

    // GitHub has no git database for a repository without a commit.
    private static ApiCall NotEmpty(ApiCall call) => call.Repository.Refs.Count > 0 ? call : throw new ApiProblem(409, "Git Repository is empty.");

    private static string Existing(ApiCall call, string sha) => call.Repository.Objects.Commit(sha) is null ? throw ApiProblem.NotFound() : sha;

    private static Answer Tree(ApiCall call)
    {
        var objects = call.Repository.Objects;
        var name = call.Values["tree_sha"];
        var sha = objects.Tree(name) is not null ? name
            : Revisions.Find(call.State, call.Repository, name) is { } commit ? objects.Commit(commit)!.Tree
            : throw ApiProblem.NotFound();
        var most = call.State.Options.MostTreeEntries;
        var isRecursive = call.Query.ContainsKey("recursive");
        var all = isRecursive ? GitTree.Walk(objects, sha) : objects.Tree(sha)!.Select(e => (Path: e.Name, Entry: e));
        var found = all.Take(Math.Min(most, Large) + 1).ToList();
        return found.Count > Large
            ? LargeTree(call, sha, isRecursive)
            : Answer.Ok(TreeJson(
                call, sha, [.. found.Take(most).Select(e => GitJson.TreeEntry(call.Urls, call.Repository, e.Path, e.Entry))], found.Count > most));
    }

    private static Answer LargeTree(ApiCall call, string sha, bool isRecursive)
    {
        var (pieces, isTruncated) = new LargeTree(call.Urls, call.Repository, call.State.Options.MostTreeEntries).Write(sha, isRecursive);
        return new Answer(200)
        {
            Raw =
            [
                Encoding.UTF8.GetBytes($$"""{"sha":"{{sha}}","url":"{{call.Urls.Of(call.Repository)}}/git/trees/{{sha}}","tree":["""),
                .. pieces,
                Encoding.UTF8.GetBytes($$"""],"truncated":{{(isTruncated ? "true" : "false")}}}"""),
            ],
            RawType = "application/json; charset=utf-8",
        };
    }

    private static JsonObject TreeJson(ApiCall call, string sha, JsonArray entries, bool isTruncated) => new()
    {
        ["sha"] = sha,
        ["url"] = $"{call.Urls.Of(call.Repository)}/git/trees/{sha}",
        ["tree"] = entries,
        ["truncated"] = isTruncated,
    };

    private static Answer Blob(ApiCall call)
    {
        var sha = call.Values["file_sha"];
        if (call.Repository.Objects.Blob(sha) is not { } content)
        {
            throw ApiProblem.NotFound();
        }

        return call.WantsRaw
            ? new Answer(200) { Raw = [content] }
            : Answer.Ok(new JsonObject
            {
                ["sha"] = sha,
                ["node_id"] = $"B_{sha}",
                ["size"] = content.Length,
                ["url"] = $"{call.Urls.Of(call.Repository)}/git/blobs/{sha}",
                ["content"] = ContentEndpoints.Base64(content),
                ["encoding"] = "base64",
            });
    }

    private static Answer AddBlob(ApiCall call)
    {
        var (text, encoding) = (call.RequiredText("content"), call.Text("encoding") ?? "utf-8");
        byte[] content;
        try
        {
            content = encoding == "base64" ? Convert.FromBase64String(text) : Encoding.UTF8.GetBytes(text);
        }
        catch (FormatException)
        {
            throw new ApiProblem(422, "content is not valid Base64");
        }

        var sha = call.Repository.Objects.AddBlob(content);
        return Answer.Created(new JsonObject { ["url"] = $"{call.Urls.Of(call.Repository)}/git/blobs/{sha}", ["sha"] = sha });
    }

    private static Answer AddTree(ApiCall call)
    {
        var objects = call.Repository.Objects;
        if (call.Body["tree"] is not JsonArray entries)
        {
            throw ApiProblem.Invalid("\"tree\" wasn't supplied.");
        }

        var files = new SortedDictionary<string, GitTreeEntry>(StringComparer.Ordinal);
        if (call.Text("base_tree") is { } given)
        {
            files = GitTree.Flatten(
                objects,
                objects.Tree(given) is not null ? given : objects.Commit(given)?.Tree ?? throw new ApiProblem(422, "base_tree is not a valid tree oid"));
        }

        foreach (var entry in entries.OfType<JsonObject>())
        {
            Place(objects, files, entry);
        }

        var sha = GitTree.Build(objects, files);
        return Answer.Created(TreeJson(
            call, sha, [.. objects.Tree(sha)!.Select(e => GitJson.TreeEntry(call.Urls, call.Repository, e.Name, e))], isTruncated: false));
    }

    private static void Place(GitObjects objects, SortedDictionary<string, GitTreeEntry> files, JsonObject entry)
    {
        var path = ApiCall.TextOf(entry, "path") ?? throw new ApiProblem(422, "tree.path is missing");
        if (path.Length == 0 || path.StartsWith('/') || path.Split('/').Any(s => s is "" or "." or ".." or ".git"))
        {
            throw new ApiProblem(422, "tree.path contains a malformed path component");
        }

        foreach (var below in files.Keys.Where(k => k == path || k.StartsWith(path + "/", StringComparison.Ordinal)).ToList())
        {
            files.Remove(below);
        }

        var mode = ApiCall.TextOf(entry, "mode") is { } named && Modes.Contains(named) ? named.TrimStart('0') : GitTreeEntry.FileMode;
        if (ApiCall.TextOf(entry, "content") is { } content)
        {
            files[path] = new GitTreeEntry(mode, path.Split('/')[^1], objects.AddBlob(Encoding.UTF8.GetBytes(content)));
        }
        else if (ApiCall.TextOf(entry, "sha") is { } sha)
        {
            if (mode != GitTreeEntry.SubmoduleMode && objects.TypeOf(sha) is null)
            {
                throw new ApiProblem(422, $"tree.sha {sha} is not a valid blob");
            }

            if (mode == GitTreeEntry.FolderMode)
            {
                foreach (var (inner, file) in GitTree.Flatten(objects, sha))
                {
                    files[$"{path}/{inner}"] = file;
                }
            }
            else
            {
                files[path] = new GitTreeEntry(mode, path.Split('/')[^1], sha);
            }
        }
        else if (!entry.ContainsKey("sha"))
        {
            throw new ApiProblem(422, "Must supply either tree.sha or tree.content");
        }
    }

    private static Answer AddCommit(ApiCall call)
    {
        var (message, tree) = (call.RequiredText("message"), call.RequiredText("tree"));
        var objects = call.Repository.Objects;
        if (objects.Tree(tree) is null)
        {
            throw new ApiProblem(422, "Tree SHA does not exist");
        }

        var parents = (call.Body["parents"] as JsonArray)?.Select(p => p!.GetValue<string>()).ToList() ?? [];
        if (parents.Exists(p => objects.Commit(p) is null))
        {
            throw new ApiProblem(422, "Parent SHA does not exist or is not a commit object");
        }

        var author = Signature(call, "author") ?? Revisions.SignatureOf(call.State, call.Actor);
        var sha = objects.AddCommit(new GitCommit(tree, parents, author, Signature(call, "committer") ?? author, message));
        return Answer.Created(GitJson.GitCommit(call.Urls, call.Repository, sha));
    }

    private static GitSignature? Signature(ApiCall call, string name) =>
        call.Body[name] is JsonObject given
            ? new GitSignature(
                ApiCall.TextOf(given, "name") ?? "",
                ApiCall.TextOf(given, "email") ?? "",
                ApiCall.TextOf(given, "date") is { } date && DateTimeOffset.TryParse(date, out var time) ? time : call.State.Now)
            : null;
}
