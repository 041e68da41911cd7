using Automation.Testing.GitHub.Model;

namespace Automation.Testing.GitHub.Workloads;

/// <summary>What has to be seen on a pull request when everything is over: as if nothing had gone wrong.</summary>
internal static class EndState
{
    private const string Superseded = "Superseded";

    public static IEnumerable<string> MistakesOf(WatchedPull pull, GitHubApp app, string reportMarker)
    {
        var driver = pull.Driver;
        return driver.Pull.ClosedAt is not null
            ? []
            : CheckRuns(pull, app).Concat(Comments(pull, app, reportMarker))
                .Concat(Suggestions(pull, app))
                .Select(m => $"{driver.Pull.Repository.FullName}#{driver.Number} ({pull.Quality}): {m}");
    }

    private static IEnumerable<string> CheckRuns(WatchedPull pull, GitHubApp app)
    {
        var runs = pull.Driver.Pull.Repository.CheckRuns.Where(
            r => r.Suite.App == app && r.ExternalId?.StartsWith($"pull/{pull.Driver.Number}/", StringComparison.Ordinal) == true)
            .ToList();
        var atHead = runs.Where(r => r.HeadSha == pull.Driver.HeadSha).ToList();
        var concluding = atHead.Where(r => r.Status == "completed" && r.Title?.StartsWith(Superseded, StringComparison.Ordinal) != true).ToList();
        var expected = pull.Quality == Quality.Good ? "success" : "failure";
        if (concluding is not [var only])
        {
            yield return $"{concluding.Count} check runs conclude: {string.Join("; ", atHead.Select(Shown))}";
        }
        else if (only.Conclusion != expected)
        {
            yield return $"the check run says {only.Conclusion}";
        }
        else if (only.Annotations.Distinct().Count() != only.Annotations.Count)
        {
            yield return $"annotations stand twice: {string.Join("; ", only.Annotations.Select(a => a.Title))}";
        }

        foreach (var run in runs.Where(r => r.Status != "completed"))
        {
            yield return $"a check run never ends, at {(run.HeadSha == pull.Driver.HeadSha ? "the head" : "an older commit")}: {Shown(run)}";
        }

        foreach (var run in atHead.Where(
            r => r.Title?.StartsWith(Superseded, StringComparison.Ordinal) == true && r.Conclusion is not "cancelled" && r.Conclusion != expected))
        {
            yield return $"superseded, and counted by GitHub as another result: {Shown(run)}";
        }
    }

    private static IEnumerable<string> Comments(WatchedPull pull, GitHubApp app, string reportMarker)
    {
        var own = pull.Driver.Comments.Where(c => c.App == app).ToList();
        var reports = own.Where(c => c.Body.StartsWith(reportMarker, StringComparison.Ordinal)).ToList();
        if (reports.Count != (pull.Quality == Quality.Good ? 0 : 1))
        {
            yield return $"{reports.Count} comments report";
        }
        else if (reports is [var report] && !report.Body.Contains(pull.Driver.HeadSha, StringComparison.Ordinal))
        {
            yield return "the comment is about an older commit";
        }

        foreach (var question in pull.Questions)
        {
            var answers = own.Count(c => c.Body.StartsWith($"<!-- automation:answer:{question} -->", StringComparison.Ordinal));
            if (answers != 1 && (answers != 0 || !pull.WasClosed))
            {
                yield return $"a question has {answers} answers";
            }
        }
    }

    private static IEnumerable<string> Suggestions(WatchedPull pull, GitHubApp app)
    {
        var made = pull.Driver.ReviewComments.Where(c => c.Author == app.Bot).GroupBy(c => c.Body.Split('\n')[0], StringComparer.Ordinal).ToList();
        if (pull.Quality == Quality.Fixable && made.Count == 0)
        {
            yield return "nothing is suggested";
        }

        foreach (var twins in made.Where(g => g.Count() > 1))
        {
            yield return $"suggested {twins.Count()} times: {twins.Key}";
        }
    }

    private static string Shown(CheckRun run) => $"{run.Id} {run.Status} {run.Conclusion} '{run.Title}' {run.ExternalId}";
}
