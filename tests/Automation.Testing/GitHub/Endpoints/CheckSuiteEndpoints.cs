using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Automation.Testing.GitHub.Http;
using Automation.Testing.GitHub.Json;
using Automation.Testing.GitHub.Model;

namespace Automation.Testing.GitHub.Endpoints;

/// <summary>Check suites.</summary>
internal static class CheckSuiteEndpoints
{
    public static ImmutableList<Route> Routes { get; } =
    [
        new("GET", "/repos/{owner}/{repo}/check-suites/{check_suite_id}", "checks:read", call => Answer.Ok(CheckJson.Suite(call.Urls, Named(call)))),
        new("GET", "/repos/{owner}/{repo}/check-suites/{check_suite_id}/check-runs", "checks:read", Runs),
        new("GET", "/repos/{owner}/{repo}/commits/{ref}/check-suites", "checks:read", OfCommit),
    ];

    private static CheckSuite Named(ApiCall call) =>
        call.Repository.CheckSuites.Find(s => s.Id == call.Number("check_suite_id")) ?? throw ApiProblem.NotFound();

    private static Answer Runs(ApiCall call)
    {
        var suite = Named(call);
        return call.Page(
            CheckJson.LatestOf(call.Repository.CheckRuns.Where(r => r.Suite.Id == suite.Id)),
            r => CheckJson.Run(call.Urls, r),
            (array, total) => new JsonObject { ["total_count"] = total, ["check_runs"] = array });
    }

    private static Answer OfCommit(ApiCall call)
    {
        var sha = CommitEndpoints.Existing(call, call.Values["ref"]);
        var app = call.Asked("app_id");
        var suites = call.Repository.CheckSuites.Where(s => s.HeadSha == sha && (app is null || $"{s.App.Id}" == app));
        return call.Page(suites, s => CheckJson.Suite(call.Urls, s), (array, total) => new JsonObject { ["total_count"] = total, ["check_suites"] = array });
    }
}
