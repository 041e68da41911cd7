using System.Text.Json.Nodes;
using Automation.Cli.Action;
using Automation.Cli.Tests.Driving;
using Automation.Testing;
using Automation.Testing.GitHub;
using Automation.Testing.GitHub.Drivers;

namespace Automation.Cli.Tests.Action;

/// <summary><c>automation action scaffold-service</c>, as a job of GitHub Actions runs it.</summary>
public sealed class ScaffoldActionTests : IAsyncLifetime
{
    // What a person would see of it is text.
    private static readonly string Template = PlatformTeam.Template.Replace("Create the repository", "Create the | repository", StringComparison.Ordinal)
        + "      - { title: \"::error::[x](https://evil.example) @acme/team\", entityRef: '${{ steps.register.output.entityRef }}' }\n";

    private readonly TemporaryFolder _folder = new();
    private PlatformTeam _team = null!;

    private FakeGitHub GitHub => _team.GitHub;

    private string Token => _team.Token;

    public async ValueTask InitializeAsync()
    {
        PlatformTeam.Write(_folder, "templates/", Template);
        _folder.With("output", "").With("summary", "");
        _team = await PlatformTeam.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _team.DisposeAsync();
        _folder.Dispose();
    }

    private Outcome Scaffold(params (string Name, string Value)[] inputs)
    {
        var run = Run.Automation("action", "scaffold-service").In(_folder.Path)
            .With("GITHUB_ACTIONS", "true").With("GITHUB_ACTOR", "ada").With("GITHUB_API_URL", GitHub.Url.AbsoluteUri).With("HOME", _folder.Path)
            .With("GITHUB_OUTPUT", Path.Combine(_folder.Path, "output")).With("GITHUB_STEP_SUMMARY", Path.Combine(_folder.Path, "summary"))
            .With("INPUT_TEMPLATE", "templates/template.yaml").With("INPUT_TOKEN", Token);
        foreach (var (name, value) in inputs)
        {
            run.With($"INPUT_{name}", value);
        }

        return run.Go();
    }

    private string Written(string name) => _team.Shown(File.ReadAllText(Path.Combine(_folder.Path, name)));

    private Dictionary<string, string> Outputs() =>
        Written("output").TrimEnd('\n').Split('\n').Select(l => l.Split('=', 2)).ToDictionary(l => l[0], l => l[1], StringComparer.Ordinal);

    [Fact]
    public void A_job_creates_a_service_and_says_where_it_is()
    {
        var outcome = Scaffold(("VALUES", "name: orders"), ("CATALOG-REPOSITORY", "acme/catalog")).Ends(0);

        var outputs = Outputs();
        outputs["conclusion"].ShouldBe("success");
        outputs["repository"].ShouldBe("acme/orders");
        outputs["pull-request"].ShouldStartWith("https://github.example/acme/catalog/pull/");
        outputs["catalog-entity"].ShouldBe("component:default/orders");
        JsonNode.Parse(outputs["created"])!.AsArray().Select(c => c!["kind"]!.ToString()).ShouldBe(["repository", "pull request"]);
        JsonNode.Parse(outputs["output"])!["links"]!.AsArray().Count.ShouldBe(2);
        Snapshot.Match(Written("summary"), "scaffold-summary.md");
        outcome.Output.ShouldStartWith("::stop-commands::");
        outcome.Everything.ShouldNotContain(Token);
    }

    [Fact]
    public void A_failure_is_annotated_and_names_what_was_created()
    {
        GitHub.Faults.Next("PATCH *", new Fault.Refused(403));

        var outcome = Scaffold(("VALUES", """{"name":"orders"}""")).Ends(1);

        Outputs()["conclusion"].ShouldBe("failure");
        Outputs()["repository"].ShouldBe("acme/orders");
        Snapshot.Match(Written("summary"), "scaffold-failed.md");
        outcome.Output.Split('\n').Count(l => l.StartsWith("::error", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public void A_dry_run_needs_no_token_and_has_no_repository()
    {
        _folder.With("values.yaml", "name: orders");

        Scaffold(("VALUES-FILE", "values.yaml"), ("DRY-RUN", "true"), ("TOKEN", "")).Ends(0);

        Outputs()["repository"].ShouldBeEmpty();
        Written("summary").ShouldContain("- Repository: known after the run\n");
        GitHub.Requests.ShouldBeEmpty();
    }

    [Fact]
    public void The_policy_binds_a_job()
    {
        _folder.With("organisation.yml", "scaffold: { allow: [{ into: [acme-labs] }] }");

        Scaffold(("VALUES", "name: orders"), ("CONFIG", "organisation.yml")).Ends(1).Output.ShouldContain("::error");

        Written("summary").ShouldContain("name a repository of acme-labs");
        GitHub.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("TEMPLATE", "", "The input 'template' is empty")]
    [InlineData("TEMPLATE", "none.yaml", "There is no template 'none.yaml'")]
    [InlineData("VALUES", "[1]", "The input 'values' must be one map")]
    [InlineData("VALUES-FILE", "none.yaml", "There is no file of values")]
    [InlineData("INPUTS", "{}", "use one of them")]
    [InlineData("SECRETS", "TOKEN", "The input 'secrets' must be one map")]
    [InlineData("CATALOG-REPOSITORY", "catalog", "write OWNER/REPO")]
    [InlineData("DRY-RUN", "perhaps", "write true or false")]
    public void An_input_that_cannot_be_meant_ends_with_2(string name, string value, string message)
    {
        (string, string)[] inputs = [("VALUES", "name: orders"), (name, value)];

        Scaffold(name == "VALUES-FILE" ? [(name, value)] : inputs).Ends(2).Errors.ShouldContain(message);

        GitHub.Requests.ShouldBeEmpty();
    }

    [Fact]
    public void The_action_declares_the_inputs_and_outputs_that_the_program_has_and_the_guide_explains_them()
    {
        Scaffold(("VALUES", "name: orders"), ("DRY-RUN", "true")).Ends(0);

        var action = DeclaredAction.Named("scaffold-service");
        var guide = File.ReadAllText(Path.Combine(Repository.Root, "docs/guide/action.md"));
        guide = guide[guide.IndexOf("\n## A new service\n", StringComparison.Ordinal)..];

        action.Inputs.ShouldBe(ScaffoldInputs.Names);
        action.Outputs.ShouldBe(Outputs().Keys);
        action.Arguments.ShouldBe(["action", "scaffold-service"]);
        foreach (var name in ScaffoldInputs.Names.Concat(Outputs().Keys))
        {
            guide.ShouldContain($"`{name}`");
        }
    }
}
