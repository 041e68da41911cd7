using Automation.Cli.Action;
using Automation.Cli.Tests.Action;
using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests.GitOps;

/// <summary><c>actions/propose-gitops</c>, in this process or in its image (tests/container/run.sh).</summary>
public sealed class ProposeActionTests
{
    [Fact]
    public async Task It_proposes_and_writes_outputs_and_a_summary()
    {
        await using var world = (await GitOpsWorld.StartAsync()).With("orders");
        using var folder = new TemporaryFolder();

        var outcome = Propose(world, folder);

        var outputs = File.ReadAllLines(Path.Combine(folder.Path, "output")).Select(l => l.Split('=', 2)).ToDictionary(l => l[0], l => l[1]);
        outputs.Keys.ShouldBe(DeclaredAction.Named("propose-gitops").Outputs);
        ProposeInputs.Names.ShouldBe(DeclaredAction.Named("propose-gitops").Inputs);
        (outputs["conclusion"], outputs["opened"]).ShouldBe(("success", "1"));
        File.ReadAllText(Path.Combine(folder.Path, "summary")).ShouldContain("| `component:default/orders` |");
        outcome.Everything.ShouldNotContain(world.Token);
    }

    [Fact]
    public async Task Its_image_renders_what_the_proposal_deploys()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("AUTOMATION_HAS_TOOLS") is null, "only the image has kubectl and helm (AUTOMATION_HAS_TOOLS)");
        await using var world = (await GitOpsWorld.StartAsync()).With("orders");
        using var folder = new TemporaryFolder();

        Propose(world, folder);

        var body = world.Pull("orders").Pull.Body!;
        body.ShouldContain("Rendered with kustomize v");
        body.ShouldContain("kind: Deployment");
        body.ShouldNotContain("Not rendered");
    }

    [Fact]
    public void The_check_of_a_GitOps_repository_has_the_inputs_and_outputs_of_every_check()
    {
        var (action, check) = (DeclaredAction.Named("check-gitops"), DeclaredAction.Named("check"));

        action.Inputs.ShouldBe(check.Inputs);
        action.Outputs.ShouldBe(check.Outputs);
        action.Arguments.ShouldBe(["action", "check"]);
    }

    private static Outcome Propose(GitOpsWorld world, TemporaryFolder folder) =>
        Run.Automation("action", "propose-gitops").In(folder.Path)
            .With("INPUT_REPOSITORY", "acme/gitops").With("INPUT_CATALOG", world.Catalog).With("INPUT_TOKEN", world.Token)
            .With("GITHUB_API_URL", world.GitHub.Url.AbsoluteUri).With("GITHUB_ACTIONS", "true")
            .With("GITHUB_OUTPUT", Path.Combine(folder.Path, "output")).With("GITHUB_STEP_SUMMARY", Path.Combine(folder.Path, "summary")).Go().Ends(0);
}
