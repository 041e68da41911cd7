using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Automation.Testing.GitHub.Git;
using Automation.Testing.GitHub.Http;
using Automation.Testing.GitHub.Json;
using Automation.Testing.GitHub.State;

namespace Automation.Testing.GitHub.Endpoints;

/// <summary>Files and folders by their paths.</summary>
internal static class ContentEndpoints
{
    // GitHub's documentation: up to 1 MB with its content, up to 100 MB raw; a folder names 1,000 files.
    private const int LargestInline = 1024 * 1024;
    private const int MostInFolder = 1000;
    private const int Base64Line = 60;

    public static ImmutableList<Route> Routes { get; } =
    [
        new("GET", "/repos/{owner}/{repo}/contents", "contents:read", Get) { DescribedAs = "/repos/{owner}/{repo}/contents/{path}" },
        new("GET", "/repos/{owner}/{repo}/contents/", "contents:read", Get) { DescribedAs = "/repos/{owner}/{repo}/contents/{path}" },
        new("GET", "/repos/{owner}/{repo}/contents/{path}", "contents:read", Get),
        new("PUT", "/repos/{owner}/{repo}/contents/{path}", "contents:write", Put),
    ];

    /// <summary>Base64 in lines, as GitHub writes it.</summary>
    public static string Base64(byte[] content)
    {
        var text = Convert.ToBase64String(content);
        var lines = new StringBuilder();
        for (var at = 0; at < text.Length; at += Base64Line)
        {
            lines.Append(text.AsSpan(at, Math.Min(Base64Line, text.Length - at))).Append('\n');
        }

        return lines.ToString();
    }

    private static Answer Get(ApiCall call)
    {
        var asked = call.Asked("ref");
        var (objects, path) = (call.Repository.Objects, call.Values.GetValueOrDefault("path", "").Trim('/'));
        if (Revisions.Find(call.State, call.Repository, asked ?? "HEAD") is not { } commit)
        {
            throw asked is null ? new ApiProblem(404, "This repository is empty.") : new ApiProblem(404, $"No commit found for the ref {asked}");
        }

        if (GitTree.Find(objects, objects.Commit(commit)!.Tree, path) is not { } entry)
        {
            throw ApiProblem.NotFound();
        }

        if (entry.Type == "tree")
        {
            return Answer.Ok(new JsonArray([
                .. objects.Tree(entry.Sha)!.Take(MostInFolder).Select(e => Json(call, path.Length == 0 ? e.Name : $"{path}/{e.Name}", e, asked)),
            ]));
        }

        var content = objects.Blob(entry.Sha) ?? [];
        if (call.WantsRaw)
        {
            return new Answer(200) { Raw = [content] };
        }

        var json = Json(call, path, entry with { Name = path.Split('/')[^1] }, asked);
        switch (entry.Mode)
        {
            case GitTreeEntry.LinkMode:
                json["target"] = Encoding.UTF8.GetString(content);
                break;
            case GitTreeEntry.SubmoduleMode:
                json["submodule_git_url"] = "git://git.example/module.git";
                break;
            default:
                json["content"] = content.Length > LargestInline ? "" : Base64(content);
                json["encoding"] = content.Length > LargestInline ? "none" : "base64";
                break;
        }

        return Answer.Ok(json);
    }

    private static Answer Put(ApiCall call)
    {
        var (repository, path) = (call.Repository, call.Values["path"]);
        var branch = call.Text("branch") ?? repository.DefaultBranch;
        if (repository.Refs.Count > 0 && !repository.Refs.ContainsKey($"refs/heads/{branch}"))
        {
            throw new ApiProblem(404, $"Branch {branch} not found");
        }

        var tree = repository.Refs.TryGetValue($"refs/heads/{branch}", out var tip) ? repository.Objects.Commit(tip)!.Tree : null;
        var existing = tree is null ? null : GitTree.Find(repository.Objects, tree, path);
        if (existing is not null && call.Text("sha") != existing.Sha)
        {
            throw new ApiProblem(call.Text("sha") is null ? 422 : 409, $"{path} does not match");
        }

        var files = new Dictionary<string, byte[]?> { [path] = Convert.FromBase64String(call.RequiredText("content")) };
        var sha = Revisions.Commit(call.State, repository, branch, files, call.RequiredText("message"), call.Actor);
        RefChanges.Move(call.State, repository, $"refs/heads/{branch}", sha, call.Actor);
        var entry = GitTree.Find(repository.Objects, repository.Objects.Commit(sha)!.Tree, path)!;
        return new Answer(existing is null ? 201 : 200, new JsonObject
        {
            ["content"] = Json(call, path, entry with { Name = path.Split('/')[^1] }, branch),
            ["commit"] = GitJson.GitCommit(call.Urls, repository, sha),
        });
    }

    private static JsonObject Json(ApiCall call, string path, GitTreeEntry entry, string? revision)
    {
        var escaped = string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
        var at = revision ?? call.Repository.DefaultBranch;
        var url = $"{call.Urls.Of(call.Repository)}/contents/{escaped}?ref={Uri.EscapeDataString(at)}";
        var type = entry.Mode switch
        {
            GitTreeEntry.LinkMode => "symlink",
            GitTreeEntry.SubmoduleMode => "submodule",
            GitTreeEntry.FolderMode => "dir",
            _ => "file",
        };
        var page = $"{call.Urls.Page(call.Repository)}/{(type == "dir" ? "tree" : "blob")}/{at}/{escaped}";
        var git = $"{call.Urls.Of(call.Repository)}/git/{entry.Type}s/{entry.Sha}";
        return new JsonObject
        {
            ["name"] = entry.Name,
            ["path"] = path,
            ["sha"] = entry.Sha,
            ["size"] = call.Repository.Objects.Blob(entry.Sha)?.Length ?? 0,
            ["url"] = url,
            ["html_url"] = page,
            ["git_url"] = git,
            ["download_url"] = type is "file" or "symlink" ? $"{call.Urls.Page(call.Repository)}/raw/{at}/{escaped}" : null,
            ["type"] = type,
            ["_links"] = new JsonObject { ["self"] = url, ["git"] = git, ["html"] = page },
        };
    }
}
