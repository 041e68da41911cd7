using System.Text.Json;
using Automation.Cli.Action;
using Automation.Cli.Tests.Action;
using Automation.Cli.Tests.Driving;

namespace Automation.Cli.Tests.Templates;

/// <summary><c>automation action update-baseline</c>, as a job of GitHub Actions runs it.</summary>
public sealed class UpdateActionTests : ServicesOfATemplate
{
    [Fact]
    public void The_action_brings_it_and_writes_outputs_and_a_summary()
    {
        Scaffold(["orders"], "production");
        Scaffold(["trial"], "experimental");
        Commit("trial", "Dockerfile", t => t.Replace("node:20", "node:20-alpine", StringComparison.Ordinal));
        Change();

        var outcome = Run.Automation("action", "update-baseline").In(Repository.Path)
            .With("INPUT_TEMPLATE", "template.yaml").With("INPUT_CATALOG", At("catalog")).With("INPUT_WAVES", "lifecycle=experimental\n")
            .With("INPUT_TRACKING", "acme/templates").With("INPUT_TOKEN", Token).With("GITHUB_API_URL", GitHub.Url.AbsoluteUri).With("GITHUB_ACTIONS", "true")
            .With("GITHUB_OUTPUT", At("output")).With("GITHUB_STEP_SUMMARY", At("summary")).Go().Ends(1);

        var outputs = File.ReadAllLines(At("output")).Select(l => l.Split('=', 2)).ToDictionary(l => l[0], l => l[1]);
        outputs.Keys.ShouldBe(DeclaredAction.Named("update-baseline").Outputs);
        UpdateInputs.Names.ShouldBe(DeclaredAction.Named("update-baseline").Inputs);
        (outputs["conclusion"], outputs["conflicted"], outputs["waiting"], outputs["open"]).ShouldBe(("failure", "1", "1", "0"));
        JsonDocument.Parse(outputs["waves"]).RootElement.GetProperty("waves").GetArrayLength().ShouldBe(2);
        File.ReadAllText(At("summary")).ShouldContain("| `component:default/trial` | team-a | [conflicted](");
        outcome.Output.ShouldContain("::error");
        outcome.Everything.ShouldNotContain(Token);
    }
}
