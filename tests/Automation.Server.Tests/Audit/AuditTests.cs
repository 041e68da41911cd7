using System.Text.Json;
using Automation.Server.Commands;
using Automation.Server.Ledger;
using Automation.Server.Tests.Driving;
using Automation.Server.Tests.PullRequests;
using Automation.Testing.GitHub;

namespace Automation.Server.Tests.Audit;

/// <summary>Writes to GitHub are recorded: what, why, for which deliveries, and the result.</summary>
public sealed class AuditTests
{
    private const string Bad =
        "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: orders\nspec:\n  type: service\n  lifecyle: production\n  owner: team-a\n";

    [Fact]
    public async Task Each_write_is_recorded_with_place_reason_and_result()
    {
        await using var app = await InstalledApp.StartAsync();
        app.GitHub.Repository("acme/orders").Commit("main", "First", ("README.md", "Orders"));
        app.GitHub.Repository("acme/orders").Commit("change", "Second", ("catalog-info.yaml", Bad));
        var pull = app.GitHub.OpenPullRequest("acme/orders", "change");
        app.GitHub.Faults.Next(1, "POST /repos/acme/orders/check-runs", new Fault.ServerError(500));

        await app.SettleAsync(pull.Opened);

        var entries = app.Server.Read(l => AuditLog.After(l, 0, "ACME/orders", null, 100));
        entries.Select(e => (e.Kind, e.Result))
            .ShouldBe([("check-run", "failed"), ("check-run", "done"), ("check-run", "done"), ("comment", "done"), ("review", "done")]);
        entries[0].Reason.ShouldNotBeNull();
        foreach (var entry in entries)
        {
            (entry.Repository, entry.Key, entry.Who).ShouldBe(("acme/orders", "acme/orders#1", null));
            entry.Deliveries.ShouldBe([pull.Opened.Guid.ToString()]);
            entry.Ended.ShouldNotBeNull();
        }

        entries[1].Ref.ShouldBe(pull.HeadSha);
        entries[3].Number.ShouldBe(1);
        app.Server.Read(l => AuditLog.List(l, "acme/other", null, 100)).ShouldBeEmpty();
    }

    [Fact]
    public async Task It_is_listed_and_exported_beside_the_running_server()
    {
        await using var server = await RunningServer.StartAsync();
        await server.DeliverAsync("ping", Payloads.Sample("ping"), "a-1");
        await server.UntilAsync("a-1", DeliveryState.Ignored);
        await RunAsync("deliveries", "replay", "a-1", "--data", server.Data);

        (await RunAsync("audit", "list", "--data", server.Data)).ShouldContain("replay a delivery  by command line");
        (await RunAsync("audit", "list", "--since", "2999-01-01", "--data", server.Data)).ShouldBe("No entries.\n");
        var line = (await RunAsync("audit", "export", "--data", server.Data)).Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldHaveSingleItem();
        using var json = JsonDocument.Parse(line);
        json.RootElement.GetProperty("kind").GetString().ShouldBe("replay");
        json.RootElement.GetProperty("who").GetString().ShouldBe("command line");
        json.RootElement.GetProperty("deliveries")[0].GetString().ShouldBe("a-1");
        json.RootElement.GetProperty("result").GetString().ShouldBe("done");
    }

    private static async Task<string> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        (await ServerProgram.InvokeAsync(arguments, output, error)).ShouldBe(0, error.ToString());
        return output.ToString();
    }
}
