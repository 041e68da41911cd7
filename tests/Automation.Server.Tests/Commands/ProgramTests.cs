using System.Text.Json;
using Automation.Server.Commands;
using Automation.Server.Ledger;
using Automation.Server.Tests.Driving;
using Automation.Server.Work;
using Automation.Testing;

namespace Automation.Server.Tests.Commands;

public sealed class ProgramTests
{
    [Fact]
    public void Without_a_secret_it_refuses_to_start_and_reports_why()
    {
        using var folder = new TemporaryFolder();

        var (exitCode, output) = ServerProcess.Run(["--data", folder.Path]);

        exitCode.ShouldBe(2);
        output.ShouldBe("automation-server: GitHub__WebhookSecret is not set: the server refuses to start, because it could not verify that deliveries come "
            + "from GitHub. Set it to the secret of the webhook.\n");
    }

    [Theory]
    [InlineData("GitHub__AppId", "mine", "GitHub__AppId must be a whole number")]
    [InlineData("GitHub__PreviousWebhookSecret", "canary-previous\n", "GitHub__PreviousWebhookSecret begins or ends with")]
    [InlineData("GitHub__PrivateKeyPath", "gone.pem", "GitHub__PrivateKeyPath names a file that does not exist")]
    [InlineData("GitHub__ApiUrl", "github", "GitHub__ApiUrl is not an address")]
    [InlineData("Ledger__Provider", "oracle", "Ledger__Provider is 'oracle'")]
    [InlineData("Work__Parallelism", "0", "Work__Parallelism must be a whole number from 1 to 64")]
    public void What_is_wrong_with_a_setting_is_reported_at_the_start(string name, string value, string message)
    {
        using var folder = new TemporaryFolder();

        var (exitCode, output) = ServerProcess.Run(["--data", folder.Path], ("GitHub__WebhookSecret", "canary-secret"), (name, value));

        exitCode.ShouldBe(2);
        output.ShouldContain(message);
        output.ShouldNotContain("canary");
    }

    [Fact]
    public async Task No_secret_reaches_the_log_whatever_is_sent()
    {
        using var folder = new TemporaryFolder();
        var (process, address) = await ServerProcess.StartAsync(
            folder.Path, ("GitHub__WebhookSecret", RunningServer.Secret), ("Logging__LogLevel__Default", "Trace"));
        using (process)
        {
            using var client = new HttpClient { BaseAddress = address };
            using var request = RunningServer.Request("check_run", System.Text.Encoding.UTF8.GetBytes($$"""{"action":"{{RunningServer.Secret}}"}"""), "a-1");
            (await client.SendAsync(request, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
            using var odd = new HttpRequestMessage(HttpMethod.Post, $"/github/webhooks?secret={Uri.EscapeDataString(RunningServer.Secret)}");
            await client.SendAsync(odd, TestContext.Current.CancellationToken);
            await RunningServer.UntilAsync(() => process.Log.Contains("a-1", StringComparison.Ordinal), () => process.Log);

            process.Log.ShouldNotContain(RunningServer.Secret);
            process.Log.ShouldNotContain(Uri.EscapeDataString(RunningServer.Secret));
        }
    }

    [Fact]
    public async Task Deliveries_are_listed_shown_and_replayed_beside_the_running_server_and_without_it()
    {
        using var folder = new TemporaryFolder();
        await using (var server = await RunningServer.StartAsync(data: folder.Path))
        {
            await server.DeliverAsync("ping", Payloads.Sample("ping"), "a-1");
            await server.DeliverAsync("pull_request", Payloads.Sample("pull_request.opened"), "a-2");
            await server.UntilAsync("a-1", DeliveryState.Ignored);
            await server.UntilAsync("a-2", DeliveryState.NotActed);

            (await RunAsync("deliveries", "list", "--data", folder.Path)).ShouldContain("not-acted");
            (await RunAsync("deliveries", "show", "a-2", "--data", folder.Path)).ShouldContain("GitHub__AppId and GitHub__PrivateKeyPath are not set");
            var before = server.Find("a-2")!.Finished;
            (await RunAsync("deliveries", "replay", "--state", "not-acted", "--data", folder.Path)).ShouldBe("1 delivery will be processed again.\n");
            await RunningServer.UntilAsync(
                () => server.Find("a-2") is { State: DeliveryState.NotActed } row && row.Finished > before, () => "it is not analysed again");
        }

        (await RunAsync("deliveries", "replay", "a-2", "--data", folder.Path)).ShouldBe("1 delivery will be processed again.\n");
        using var json = JsonDocument.Parse(await RunAsync("deliveries", "list", "--state", "received", "--format", "json", "--data", folder.Path));
        json.RootElement.EnumerateArray().Single().GetProperty("id").GetString().ShouldBe("a-2");

        await using var next = await RunningServer.StartAsync((_, _) => Task.FromResult<WorkOutcome>(new WorkOutcome.Done("checked")), data: folder.Path);
        (await next.UntilAsync("a-2", DeliveryState.Done)).Outcome.ShouldBe("checked");
    }

    [Theory]
    [InlineData("There is no ledger at", "deliveries", "list")]
    [InlineData("Specify deliveries by id", "deliveries", "replay")]
    [InlineData(", not 'odd'", "deliveries", "list", "--state", "odd")]
    [InlineData("--format takes text or json", "deliveries", "list", "--format", "xml")]
    public async Task Wrong_usage_ends_with_2_and_a_hint(string message, params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        using var output = new StringWriter();
        using var error = new StringWriter();

        (await ServerProgram.InvokeAsync([.. arguments, "--data", folder.Path], output, error)).ShouldBe(2);

        error.ToString().ShouldContain(message);
    }

    [Fact]
    public async Task Health_checks_report_alive_and_ready()
    {
        await using var server = await RunningServer.StartAsync();

        (await server.Client.GetStringAsync("/healthz", TestContext.Current.CancellationToken)).ShouldBe("alive\n");
        (await server.Client.GetStringAsync("/readyz", TestContext.Current.CancellationToken)).ShouldBe("ready\n");
        (await server.Client.GetStringAsync("/metrics", TestContext.Current.CancellationToken)).ShouldContain("automation_queue_depth");
    }

    private static async Task<string> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        (await ServerProgram.InvokeAsync(arguments, output, error)).ShouldBe(0, error.ToString());
        return output.ToString();
    }
}
