using System.Text.Json;
using Automation.Cli.Action;
using Automation.Cli.Tests.Action;

namespace Automation.Cli.Tests.Onboard;

/// <summary><c>automation action onboard</c>, as a job of GitHub Actions runs it.</summary>
public sealed class OnboardActionTests
{
    [Fact]
    public async Task The_action_opens_pull_requests_and_writes_outputs_and_a_summary()
    {
        await using var acme = await Organisation.StartAsync();
        acme.Service("orders");
        acme.Service("sandbox-1");
        acme.Service("other").Block();
        acme.Repository("described", ("catalog-info.yaml", Descriptors.Sound));
        var (output, summary) = (Path.Combine(acme.Folder, "output"), Path.Combine(acme.Folder, "summary"));

        var outcome = acme.Command("action", "onboard")
            .With("INPUT_ORGANIZATION", "acme").With("INPUT_EXCLUDE", "sandbox-*\n").With("INPUT_MAX-OPEN", "5").With("INPUT_TOKEN", acme.Token)
            .With("GITHUB_ACTIONS", "true").With("GITHUB_OUTPUT", output).With("GITHUB_STEP_SUMMARY", summary).Go().Ends(1);

        var outputs = (await File.ReadAllLinesAsync(output, TestContext.Current.CancellationToken))
            .Select(l => l.Split('=', 2)).ToDictionary(l => l[0], l => l[1]);
        outputs.Keys.ShouldBe(DeclaredAction.Named("onboard").Outputs);
        OnboardInputs.Names.ShouldBe(DeclaredAction.Named("onboard").Inputs);
        (outputs["conclusion"], outputs["opened"], outputs["described"], outputs["failed"]).ShouldBe(("failure", "1", "1", "1"));
        JsonDocument.Parse(outputs["repositories"]).RootElement.GetProperty("leftOut")[0].GetProperty("reason").GetString().ShouldBe("excluded");
        (await File.ReadAllTextAsync(summary, TestContext.Current.CancellationToken)).ShouldContain("| `acme/orders` | [opened](");
        outcome.Output.Split('\n').Where(l => l.StartsWith("::error", StringComparison.Ordinal)).ShouldHaveSingleItem()
            .ShouldContain("acme/other: unreachable.");
        outcome.Everything.ShouldNotContain(acme.Token);
    }

    [Fact]
    public async Task A_run_that_githubs_limit_ended_has_a_warning()
    {
        await using var acme = await Organisation.StartAsync(new() { RequestsPerHour = 20 });
        acme.Service("orders");
        acme.Service("other");

        var outcome = acme.Command("action", "onboard").With("INPUT_ORGANIZATION", "acme").With("INPUT_TOKEN", acme.Token)
            .With("GITHUB_ACTIONS", "true").Go().Ends(0);

        outcome.Output.Split('\n').Where(l => l.StartsWith("::warning", StringComparison.Ordinal)).ShouldHaveSingleItem()
            .ShouldContain("The rest waits");
    }
}
