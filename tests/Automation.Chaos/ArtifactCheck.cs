using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Automation.Fleet;

namespace Automation.Chaos;

/// <summary>
/// The catalog's artifact equals one that <c>automation catalog build</c> makes from nothing: clones are made of the final repositories, with the same
/// commits, and every file of the two is compared. Left out is how a source was read: from GitHub, or from a clone.
/// </summary>
internal sealed class ArtifactCheck(GitHubReader gitHub, string folder, TextWriter output, GitHubReader? partner = null)
{
    private const int Shown = 10;
    private const string People = "acme/people";
    private static readonly string[] OwnFiles = ["README.md", "catalog-sources.yml"];
    private static readonly Dictionary<string, string> Nothing = [];

    public async Task<IReadOnlyList<string>> RunAsync(IReadOnlyList<string> sources, CancellationToken cancellationToken)
    {
        var work = Path.Combine(folder, "rebuild");
        var clones = Path.Combine(work, "clones");
        var rebuilt = Path.Combine(work, "catalog");
        Recreate(rebuilt);
        await Parallel.ForEachAsync(sources, cancellationToken, async (repository, token) =>
            await CloneAsync(repository, Path.Combine(clones, repository), token));
        foreach (var gone in Directory.EnumerateDirectories(clones).SelectMany(Directory.EnumerateDirectories).Where(
            d => !sources.Contains(Path.GetRelativePath(clones, d).Replace('\\', '/'))))
        {
            Directory.Delete(gone, recursive: true);
        }


        // People come first, as they do in the organisation's own list of sources; a pattern stands for the others of an owner.
        var people = $"  - git: ../clones/{People}\n    repository: {People}\n    people: true\n";
        var patterns = sources.Where(s => s != People).Select(s => s.Split('/')).GroupBy(s => (Owner: s[0], Start: s[1].Split('-')[0]))
            .OrderBy(g => g.Key.Owner, StringComparer.Ordinal)
            .Select(g => $"  - git: ../clones/{g.Key.Owner}/{g.Key.Start}-*\n    repository: {g.Key.Owner}/*\n    people: false\n");
        await File.WriteAllTextAsync(Path.Combine(rebuilt, "catalog-sources.yml"), $"sources:\n{people}{string.Concat(patterns)}", cancellationToken);
        var (exitCode, text, errors) = await Command.RunAsync(
            [.. Programs.Automation, "catalog", "build", "--out", rebuilt], Nothing, rebuilt, cancellationToken);
        if (exitCode != 0)
        {
            return [$"'automation catalog build' ends with {exitCode}: {text}{errors}"];
        }

        var wanted = Directory.EnumerateFiles(rebuilt, "*", SearchOption.AllDirectories).ToDictionary(
            f => Path.GetRelativePath(rebuilt, f).Replace('\\', '/'), f => File.ReadAllBytes(f), StringComparer.Ordinal);
        var kept = await ReadAsync(RunningFleet.Catalog, cancellationToken);
        Recreate(Path.Combine(work, "kept"));
        await WriteAsync(kept, Path.Combine(work, "kept"), cancellationToken);
        output.WriteLine($"  catalog: {kept.Count} files on its branch, {wanted.Count} in the one built from nothing");
        var names = wanted.Keys.Union(kept.Keys).Except(OwnFiles).Order(StringComparer.Ordinal);
        var differences = names.Where(n => !wanted.TryGetValue(n, out var w) || !kept.TryGetValue(n, out var k) || Compared(n, w) != Compared(n, k)).ToList();
        return differences.Count == 0
            ? []
            : [$"the catalog differs from one built from nothing in {differences.Count} files, such as {string.Join(", ", differences.Take(Shown))}"];
    }

    // A file without the members that say how its source was read, and without the digests of what contains them.
    private static string Compared(string path, byte[] content)
    {
        if (path != "catalog.json" && !path.StartsWith("sources/", StringComparison.Ordinal))
        {
            return Convert.ToHexString(content);
        }

        var json = JsonNode.Parse(content)!.AsObject();
        if (path == "catalog.json")
        {
            json.Remove("settings");
            json.Remove("root");
            Remove(json["shards"]!.AsObject(), n => n.StartsWith("sources/", StringComparison.Ordinal));
            return json.ToJsonString();
        }

        foreach (var (_, line) in json)
        {
            Remove(line!.AsObject(), n => n is "kind" or "repositoryId" or "settings");
        }

        return json.ToJsonString();
    }

    private static void Recreate(string target)
    {
        if (Directory.Exists(target))
        {
            Directory.Delete(target, recursive: true);
        }

        Directory.CreateDirectory(target);
    }

    private GitHubReader Of(string repository) =>
        partner is not null && !repository.StartsWith(RunningFleet.Catalog.Split('/')[0] + "/", StringComparison.Ordinal) ? partner : gitHub;

    private static void Remove(JsonObject json, Func<string, bool> which)
    {
        foreach (var name in json.Select(m => m.Key).Where(which).ToList())
        {
            json.Remove(name);
        }
    }

    private static async Task WriteAsync(Dictionary<string, byte[]> files, string target, CancellationToken cancellationToken)
    {
        foreach (var (path, content) in files)
        {
            var file = Path.Combine(target, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllBytesAsync(file, content, cancellationToken);
        }
    }

    private async Task<Dictionary<string, byte[]>> ReadAsync(string repository, CancellationToken cancellationToken)
    {
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var (path, sha) in await Of(repository).FilesAsync(repository, "main", cancellationToken))
        {
            files[path] = await Of(repository).BlobAsync(repository, sha, cancellationToken);
        }

        return files;
    }

    // A clone of depth 1: the objects are written with git, and have to get the names that GitHub says.
    private async Task CloneAsync(string repository, string target, CancellationToken cancellationToken)
    {
        var main = await Of(repository).OneAsync($"/repos/{repository}/git/ref/heads/main", cancellationToken);
        var tip = main.GetProperty("object").GetProperty("sha").GetString()!;
        var shallow = Path.Combine(target, ".git", "shallow");
        if (File.Exists(shallow) && (await File.ReadAllTextAsync(shallow, cancellationToken)).Trim() == tip)
        {
            // From an earlier check.
            return;
        }

        Recreate(target);
        await GitAsync(target, ["init", "--quiet", "--initial-branch=main"], null, cancellationToken);
        await WriteAsync(await ReadAsync(repository, cancellationToken), target, cancellationToken);
        await GitAsync(target, ["add", "--all", "--force"], null, cancellationToken);
        await GitAsync(target, ["write-tree"], null, cancellationToken);
        var commit = await Of(repository).OneAsync($"/repos/{repository}/git/commits/{tip}", cancellationToken);
        // The API leaves out whether the message ends with a line break.
        string[] write = ["hash-object", "-w", "-t", "commit", "--stdin"];
        if (await GitAsync(target, write, CommitText(commit), cancellationToken) != tip
            && await GitAsync(target, write, CommitText(commit) + "\n", cancellationToken) != tip)
        {
            throw new FleetException($"{repository}: the commit {tip} cannot be written as GitHub describes it.");
        }

        await GitAsync(target, ["update-ref", "refs/heads/main", tip], null, cancellationToken);
        await File.WriteAllTextAsync(shallow, tip + "\n", cancellationToken);
    }

    private static string CommitText(JsonElement commit)
    {
        var text = new StringBuilder($"tree {commit.GetProperty("tree").GetProperty("sha")}\n");
        foreach (var parent in commit.GetProperty("parents").EnumerateArray())
        {
            text.Append($"parent {parent.GetProperty("sha")}\n");
        }

        foreach (var role in new[] { "author", "committer" })
        {
            var person = commit.GetProperty(role);
            var when = person.GetProperty("date").GetDateTimeOffset().ToUnixTimeSeconds();
            text.Append($"{role} {person.GetProperty("name")} <{person.GetProperty("email")}> {when} +0000\n");
        }

        return text.Append($"\n{commit.GetProperty("message").GetString()}").ToString();
    }

    private static async Task<string> GitAsync(string target, string[] arguments, string? input, CancellationToken cancellationToken)
    {
        var (exitCode, text, errors) = await Command.RunAsync(["git", .. arguments], Nothing, target, cancellationToken, input);
        return exitCode == 0 ? text.Trim() : throw new FleetException($"git {arguments[0]}: {errors}");
    }
}
