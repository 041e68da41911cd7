using System.Text.Json.Nodes;
using Automation.Testing.GitHub;

namespace Automation.Testing.Tests.GitHub;

public sealed class CheckRunTests
{
    private const string Path = "/repos/acme/orders/check-runs";

    [Fact]
    public async Task Annotations_of_updates_are_appended()
    {
        await using var gitHub = await FakeGitHub.StartAsync();
        using var api = Ready(gitHub, out var sha);

        var run = await api.Post(Path, Run(sha, Annotations(50)));
        var updated = await api.Patch($"{Path}/{run["id"]}", new JsonObject { ["conclusion"] = "failure", ["output"] = Output(Annotations(3)) });
        var annotations = await api.Get($"{Path}/{run["id"]}/annotations?per_page=50&page=2");

        (run.Status, (string?)run["status"]).ShouldBe((201, "queued"));
        ((string?)updated["status"], (string?)updated["conclusion"], (int)updated["output"]["annotations_count"]!).ShouldBe(("completed", "failure", 53));
        annotations.Items.Count.ShouldBe(3);
        gitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task More_than_50_annotations_are_refused()
    {
        await using var gitHub = await FakeGitHub.StartAsync();
        using var api = Ready(gitHub, out var sha);

        var run = await api.Post(Path, Run(sha, Annotations(51)));

        (run.Status, run.Message).ShouldBe((422, "Invalid request.\n\nNo more than 50 items are allowed; 51 were supplied."));
    }

    [Theory]
    [InlineData("x", 65_535, null)]
    [InlineData("x", 65_536, "Invalid request.\n\nOnly 65535 characters are allowed; 65536 were supplied.")]
    [InlineData("ä", 32_768, "Validation Failed")]     // 65,536 bytes: the characters would do.
    public async Task Long_texts_are_refused(string letter, int count, string? message)
    {
        await using var gitHub = await FakeGitHub.StartAsync();
        using var api = Ready(gitHub, out var sha);
        var run = Run(sha, []);
        run["output"]!["text"] = string.Concat(Enumerable.Repeat(letter, count));

        var reply = await api.Post(Path, run);

        reply.Status.ShouldBe(message is null ? 201 : 422);
        if (message is not null)
        {
            reply.Message.ShouldBe(message);
        }
    }

    [Theory]
    [InlineData("label", 21)]
    [InlineData("identifier", 21)]
    [InlineData("description", 41)]
    public async Task Long_actions_are_refused(string member, int length)
    {
        await using var gitHub = await FakeGitHub.StartAsync();
        using var api = Ready(gitHub, out var sha);
        var run = Run(sha, []);
        run["actions"] = new JsonArray(new JsonObject
        {
            ["label"] = "Fix",
            ["description"] = "Fix it",
            ["identifier"] = "fix",
            [member] = new string('x', length),
        });

        (await api.Post(Path, run)).Status.ShouldBe(422);
    }

    [Fact]
    public async Task Runs_of_a_commit_are_the_latest_of_each_name_unless_all_are_asked_for()
    {
        await using var gitHub = await FakeGitHub.StartAsync();
        using var api = Ready(gitHub, out var sha);
        await api.Post(Path, Run(sha, []));
        var second = await api.Post(Path, Run(sha, []));

        var latest = await api.Get($"/repos/acme/orders/commits/{sha}/check-runs?check_name=catalog");
        var all = await api.Get($"/repos/acme/orders/commits/main/check-runs?filter=all&app_id={gitHub.App.Id}");
        var suites = await api.Get($"/repos/acme/orders/commits/{sha}/check-suites");

        latest["check_runs"].AsArray().Select(r => (long)r!["id"]!).ShouldBe([(long)second["id"]]);
        ((int)all["total_count"]).ShouldBe(2);
        ((int)suites["total_count"]).ShouldBe(1);
        gitHub.ShouldHonourTheContract();
    }

    [Fact]
    public async Task A_run_belongs_to_the_app_that_made_it()
    {
        await using var gitHub = await FakeGitHub.StartAsync();
        using var api = Ready(gitHub, out var sha);
        using var other = new Api(gitHub, gitHub.OtherApp("ci", "acme"));
        using var person = new Api(gitHub, gitHub.PersonalToken("ada"));
        gitHub.Repository("acme/orders").WithCollaborator("ada");
        var run = await api.Post(Path, Run(sha, []));

        (await other.Patch($"{Path}/{run["id"]}", new JsonObject { ["name"] = "x" })).Message.ShouldContain(
            "can only be modified by the GitHub App that created it");
        (await person.Post(Path, Run(sha, []))).Message.ShouldBe("You must authenticate via a GitHub App.");
        (await api.Post(Path, Run(new string('0', 40), []))).Message.ShouldBe($"No commit found for SHA: {new string('0', 40)}");
    }

    private static Api Ready(FakeGitHub gitHub, out string sha)
    {
        sha = gitHub.Repository("acme/orders").Commit("main", "First", ("a", "1"));
        return new Api(gitHub);
    }

    private static JsonObject Run(string sha, JsonArray annotations) => new() { ["name"] = "catalog", ["head_sha"] = sha, ["output"] = Output(annotations) };

    private static JsonObject Output(JsonArray annotations) => new() { ["title"] = "T", ["summary"] = "S", ["annotations"] = annotations };

    private static JsonArray Annotations(int count) =>
        [
            .. Enumerable.Range(1, count)
                .Select(i => new JsonObject { ["path"] = "a", ["start_line"] = i, ["end_line"] = i, ["annotation_level"] = "warning", ["message"] = "M" }),
        ];
}
