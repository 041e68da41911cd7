using System.Text.Json.Nodes;
using Automation.Testing.GitHub;
using Automation.Testing.GitHub.Drivers;
using Automation.Testing.GitHub.Workloads;
using Microsoft.Extensions.Time.Testing;

namespace Automation.Testing.Tests.GitHub;

public sealed class OrganisationHistoryTests
{
    private const string Path = "/repos/acme/orders/check-runs";

    private readonly FakeTimeProvider _clock = new(DateTimeOffset.Parse("2026-01-02T03:04:05Z"));

    [Fact]
    public async Task A_later_update_of_a_check_run_does_not_move_its_delay()
    {
        await using var gitHub = await FakeGitHub.StartAsync(new() { Clock = _clock });
        var history = new OrganisationHistory(gitHub);
        var head = Open(gitHub, history).HeadSha;
        using var api = new Api(gitHub);

        var run = await BeginAsync(api, head, "main", after: 2);
        await ConcludeAsync(api, run, "failure", after: 3);
        await ConcludeAsync(api, run, "success", after: 600);
        await ConcludeAsync(api, run, "cancelled", after: 600);

        Delays(history).ShouldBe([(head, "main", 5)]);
    }

    [Fact]
    public async Task A_run_that_ends_without_a_result_is_none_and_GitHubs_clock_counts()
    {
        await using var gitHub = await FakeGitHub.StartAsync(new() { Clock = _clock });
        var history = new OrganisationHistory(gitHub);
        var head = Open(gitHub, history).HeadSha;
        using var api = new Api(gitHub);

        await ConcludeAsync(api, await BeginAsync(api, head, "main", after: 1), "cancelled", after: 1);
        Delays(history).ShouldBeEmpty();
        var second = await BeginAsync(api, head, "main", after: 0);
        await ConcludeAsync(api, second, "success", after: 5, completedAt: "2026-01-02T09:00:00Z");

        Delays(history).ShouldBe([(head, "main", 7)]);
    }

    [Fact]
    public async Task Another_base_branch_is_another_check()
    {
        await using var gitHub = await FakeGitHub.StartAsync(new() { Clock = _clock });
        var history = new OrganisationHistory(gitHub);
        var pull = Open(gitHub, history);
        var head = pull.HeadSha;
        using var api = new Api(gitHub);
        await ConcludeAsync(api, await BeginAsync(api, head, "main", after: 1), "success", after: 1);

        _clock.Advance(TimeSpan.FromMinutes(10));
        pull.ChangeBase("release");
        history.Note();
        Delays(history).ShouldBe([(head, "main", 2)]);
        await ConcludeAsync(api, await BeginAsync(api, head, "release", after: 3), "failure", after: 4);

        Delays(history).ShouldBe([(head, "main", 2), (head, "release", 7)]);
    }

    private static PullRequestDriver Open(FakeGitHub gitHub, OrganisationHistory history)
    {
        var repository = gitHub.Repository("acme/orders");
        var first = repository.Commit("main", "First", ("a", "1"));
        repository.SetBranch("release", first);
        repository.Commit("change", "A change", ("a", "2"));
        var pull = repository.OpenPullRequest("change");
        history.Note();
        return pull;
    }

    private async Task<long> BeginAsync(Api api, string head, string target, int after)
    {
        _clock.Advance(TimeSpan.FromSeconds(after));
        return (long)(await api.Post(Path, new JsonObject { ["name"] = $"automation: {target}", ["head_sha"] = head, ["status"] = "in_progress" }))["id"];
    }

    private async Task ConcludeAsync(Api api, long run, string conclusion, int after, string? completedAt = null)
    {
        _clock.Advance(TimeSpan.FromSeconds(after));
        var body = new JsonObject { ["status"] = "completed", ["conclusion"] = conclusion };
        if (completedAt is not null)
        {
            body["completed_at"] = completedAt;
        }

        (await api.Patch($"{Path}/{run}", body)).Status.ShouldBe(200);
    }

    private static IEnumerable<(string Head, string Base, double Seconds)> Delays(OrganisationHistory history) =>
        history.Delays().Select(d => ((string)d!["head"]!, (string)d["base"]!, (double)d["seconds"]!));
}
