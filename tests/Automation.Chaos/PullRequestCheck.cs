using System.Text;
using System.Text.Json;

namespace Automation.Chaos;

/// <summary>
/// An open pull request has exactly one concluding check run for its head and base branch, with the conclusion that a file of the head names; none of its
/// heads has one in progress; no older head was concluded after the newest; and there is at most one comment of the App.
/// </summary>
internal sealed class PullRequestCheck(GitHubReader gitHub, Func<string, int, IEnumerable<string>> headsOf)
{
    // As users see them: the title of a run that a newer one replaces, and the App's login.
    private const string Superseded = "Superseded";
    private const string App = "automation";
    private const string Bot = "automation[bot]";

    public async Task<IReadOnlyList<string>> RunAsync(IEnumerable<string> repositories, TextWriter output, CancellationToken cancellationToken)
    {
        var violations = new List<string>();
        var (open, all) = (0, 0);
        foreach (var repository in repositories)
        {
            foreach (var pull in await gitHub.AllAsync($"/repos/{repository}/pulls?state=all", null, cancellationToken))
            {
                var isOpen = pull.GetProperty("state").GetString() == "open";
                (open, all) = (open + (isOpen ? 1 : 0), all + 1);
                var found = await OfAsync(repository, pull, isOpen, cancellationToken);
                violations.AddRange(found.Select(v => $"{repository}#{pull.GetProperty("number")}: {v}"));
            }
        }

        output.WriteLine($"  GitHub: {all} pull requests, {open} of them open");
        return violations;
    }

    private async Task<IReadOnlyList<string>> OfAsync(string repository, JsonElement pull, bool isOpen, CancellationToken cancellationToken)
    {
        var number = pull.GetProperty("number").GetInt32();
        var head = pull.GetProperty("head").GetProperty("sha").GetString()!;
        var branch = pull.GetProperty("head").GetProperty("ref").GetString()!;
        var violations = new List<string>();
        var runs = new List<(string Sha, JsonElement Run)>();
        foreach (var sha in headsOf(repository, number).Append(head).Distinct())
        {
            var found = await gitHub.AllAsync($"/repos/{repository}/commits/{sha}/check-runs?filter=all", "check_runs", cancellationToken);
            runs.AddRange(found.Where(r => r.GetProperty("app").GetProperty("slug").GetString() == App).Select(r => (sha, r)));
        }

        violations.AddRange(runs.Where(r => Text(r.Run, "status") != "completed").Select(r => $"a check run at {r.Sha} is {Text(r.Run, "status")}"));
        var comments = (await gitHub.AllAsync($"/repos/{repository}/issues/{number}/comments", null, cancellationToken))
            .Where(c => c.GetProperty("user").GetProperty("login").GetString() == Bot).Select(c => Text(c, "body")).ToList();
        if (comments.Count > 1)
        {
            violations.Add($"{comments.Count} comments of the App");
        }

        if (isOpen)
        {
            var expected = Encoding.UTF8.GetString(
                await gitHub.ContentAsync(repository, $"services/{branch}/expected-conclusion", head, cancellationToken));
            violations.AddRange(OfHead(runs, head, pull.GetProperty("base").GetProperty("ref").GetString()!, expected));
            violations.AddRange(OfComment(comments, head, expected));
        }

        return violations;
    }

    private static IEnumerable<string> OfHead(List<(string Sha, JsonElement Run)> runs, string head, string baseRef, string expected)
    {
        var concluding = runs.Where(r => IsConcluding(r.Run)).ToList();
        var ofHead = concluding.Where(r => r.Sha == head && Text(r.Run, "name") == $"{App}: {baseRef}").ToList();
        if (ofHead is not [var only])
        {
            yield return $"{ofHead.Count} concluding check runs at {head} for {baseRef}; all at it: "
                + string.Join("; ", runs.Where(r => r.Sha == head).Select(r => Shown(r.Run)));
            yield break;
        }

        if (Text(only.Run, "conclusion") != expected)
        {
            yield return $"the check run at {head} says {Text(only.Run, "conclusion")}, and it has to be {expected}";
        }

        // A run is created for the head that is then the newest: one of an older head is never the younger.
        foreach (var late in concluding.Where(r => r.Sha != head && r.Run.GetProperty("id").GetInt64() > only.Run.GetProperty("id").GetInt64()))
        {
            yield return $"the last concluding check run is of {late.Sha}, not of the newest head {head}";
        }
    }

    private static IEnumerable<string> OfComment(List<string> comments, string head, string expected)
    {
        if (expected == "failure" && comments.Count == 0)
        {
            yield return "the check fails, and no comment says why";
        }

        if (comments is [var comment] && !comment.Contains(head, StringComparison.Ordinal))
        {
            yield return $"the comment is not about the newest head {head}: {comment.Split('\n')[0]}";
        }
    }

    private static bool IsConcluding(JsonElement run) =>
        Text(run, "status") == "completed" && Text(run, "conclusion") is "success" or "failure"
            && !Text(run.GetProperty("output"), "title").StartsWith(Superseded, StringComparison.Ordinal);

    private static string Shown(JsonElement run) =>
        $"{run.GetProperty("id")} '{Text(run, "name")}' {Text(run, "status")} {Text(run, "conclusion")} '{Text(run.GetProperty("output"), "title")}'";

    private static string Text(JsonElement json, string member) =>
        json.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
