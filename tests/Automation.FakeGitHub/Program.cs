using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Automation.SimulatedTime;
using Automation.Testing.GitHub;
using Automation.Testing.GitHub.Drivers;
using Automation.Testing.GitHub.Webhooks;
using Automation.Testing.GitHub.Workloads;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

// The fake GitHub with a workload, and a second port on which a test makes people act and asks what is to be seen.
//   Automation.FakeGitHub SEED PULLS REPOSITORIES
var number = args.Select(a => int.Parse(a, CultureInfo.InvariantCulture)).ToArray();

// In a simulation of a week the clock is the simulation's, and GitHub signs and sends deliveries by itself, within its hourly limit.
var simulated = SimulatedTimeProvider.FromEnvironment();
var usual = new FakeGitHubOptions { Seed = number[0], ChecksContract = false, RequestsPerHour = int.MaxValue };
await using var gitHub = await FakeGitHub.StartAsync(simulated is null ? usual : usual with
{
    Clock = simulated,
    RequestsPerHour = int.Parse(Environment.GetEnvironmentVariable("AUTOMATION_CALLS_PER_HOUR") ?? "5000", CultureInfo.InvariantCulture),
    LimitsOthers = false,
    DeliveriesAtOnce = 8,
    WebhookSecret = Environment.GetEnvironmentVariable("AUTOMATION_WEBHOOK_SECRET") ?? usual.WebhookSecret,
});
var work = new Workload(gitHub, number[0]) { Closes = true };
var load = new Load(gitHub);
var organisation = new OrganisationTraffic(gitHub, number[0]);
var opened = new Dictionary<string, IReadOnlyList<PullRequestDriver>>(StringComparer.Ordinal);
var turn = new Lock();

// Watching the settings for changes would watch the working directory: a wake-up for every file that a test writes below it.
var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = ["--hostBuilder:reloadConfigOnChange=false"] });
builder.Logging.ClearProviders();
builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
await using var control = builder.Build();
control.MapPost("/open", () => Deliveries(() => work.Open(number[1], number[2])));
control.MapPost("/act", (int times) => Deliveries(() => [.. Enumerable.Range(0, times).Select(_ => work.Act())]));
control.MapGet("/deliveries", (int after) => Deliveries(() => gitHub.Deliveries.Skip(after)));
control.MapGet(
    "/mistakes",
    (string marker) => Results.Text(new JsonArray([.. work.Mistakes(marker).Select(m => JsonValue.Create(m))]).ToJsonString(), "application/json"));
control.MapGet("/counts", () => Results.Text(Counts().ToJsonString(), "application/json"));
control.MapPost("/attack", (string kind) => Deliveries(() => [Attack.Open(gitHub, kind).Opened]));
control.MapGet("/checks", (string kind) => Results.Text(Checks($"acme/{kind}").ToJsonString(), "application/json"));
control.MapPost("/load/open", (string name, int pulls, int repositories, int files) => { opened[name] = load.Open(name, pulls, repositories, files); });
control.MapPost("/load/run", async (string name, Uri receiver, int atOnce, bool inRounds, CancellationToken cancel) =>
    Results.Text(Milliseconds(await load.RunAsync(opened[name], receiver, atOnce, inRounds, cancel)).ToJsonString(), "application/json"));
control.MapPost("/organisation/found", (int repositories) => InTurn(() => organisation.Found(repositories)));
control.MapPost("/organisation/act", (int times) => InTurn(() => Enumerable.Range(0, times).ToList().ForEach(_ => organisation.Act())));
control.MapPost("/organisation/open", () => InTurn(organisation.Open));
control.MapPost("/organisation/push", () => InTurn(organisation.PushToDefaultBranch));
control.MapPost("/organisation/push-to-pull-request", () => InTurn(organisation.PushToPullRequest));
control.MapPost("/faults", (string kind, int percent) => { gitHub.Faults.Sometimes(percent / 100.0, NamedFault.Of(kind)); });
control.MapPost("/faults/clear", () => gitHub.Faults.Clear());
control.MapGet("/requests", () => $"{gitHub.Requests.Count}");
control.MapGet("/writes", () => $"{gitHub.Requests.Count(r => r.IsWrite)}");
control.MapGet("/completions", (int after) => Results.Text(Completions.Since(gitHub, after).ToJsonString(), "application/json"));
control.MapGet("/token", (string? organisation) => gitHub.OtherApp("auditor", organisation ?? "acme"));
control.MapGet("/key", () => gitHub.App.PrivateKey);
WeekEndpoints.Map(control, gitHub, organisation, turn);
await control.StartAsync();
Console.WriteLine($"GitHub at {gitHub.Url.AbsoluteUri}, control at {control.Urls.Single()}");
await control.WaitForShutdownAsync();

IResult Deliveries(Func<IEnumerable<Delivery>> of)
{
    lock (turn)
    {
        return Results.Text(
            new JsonArray([
                .. of().Select(d => new JsonObject { ["id"] = d.Guid.ToString(), ["event"] = d.Event, ["body"] = Convert.ToBase64String(d.Body) }),
            ]).ToJsonString(),
            "application/json");
    }
}

void InTurn(Action act)
{
    lock (turn)
    {
        act();
    }
}

// The check runs of a repository, and the calls that were made about it: tokens do not count.
JsonObject Checks(string repository) => new()
{
    ["runs"] = new JsonArray([
        .. gitHub.Repository(repository).CheckRuns.Select(r => new JsonObject { ["conclusion"] = r.Conclusion, ["title"] = r.Title, ["summary"] = r.Summary }),
    ]),
    ["calls"] = gitHub.Requests.Count(
        r =>
            r.Path.StartsWith($"/repos/{repository}/", StringComparison.Ordinal)
                || (r.Path == "/graphql" && r.Body.Contains($"\"{repository.Split('/')[1]}\"", StringComparison.Ordinal))),
};

JsonObject Counts() => new()
{
    ["requests"] = gitHub.Requests.Count,
    ["writes"] = gitHub.Requests.Count(r => r.IsWrite),
    ["pulls"] = work.Pulls.Count,
    ["open"] = work.Pulls.Count(p => p.Driver.Pull.ClosedAt is null),
    ["checkRuns"] = work.Pulls.Select(p => p.Driver.Pull.Repository).Distinct().Sum(r => r.CheckRuns.Length),
    ["comments"] = work.Pulls.Sum(p => p.Driver.Comments.Count(c => c.App == gitHub.App)),
    ["suggestions"] = work.Pulls.Sum(p => p.Driver.ReviewComments.Count),
};

static JsonArray Milliseconds(IEnumerable<TimeSpan> times) => [.. times.Select(t => JsonValue.Create(t.TotalMilliseconds))];
