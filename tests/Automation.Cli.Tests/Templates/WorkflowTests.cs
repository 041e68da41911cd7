using System.Text.Json.Nodes;
using Automation.Cli.Tests.Catalog;
using Automation.Cli.Tests.Driving;
using Automation.Core.Text;
using Automation.Templates.Documents;
using Automation.Testing;

namespace Automation.Cli.Tests.Templates;

/// <summary><c>automation template workflow</c>.</summary>
public sealed class WorkflowTests : IDisposable
{
    private const string File = ".github/workflows/new-service.yml";

    private const string Service =
        """
        apiVersion: scaffolder.backstage.io/v1beta3
        kind: Template
        metadata:
          name: service
          title: Service
        spec:
          type: service
          parameters:
            required: [name, token]
            properties:
              name: {type: string}
              port: {type: integer, default: 80}
              public: {type: boolean}
              size: {type: integer, enum: [1, 2]}
              zone: {type: string, enum: [a, b]}
              my.note: {type: string}
              kept: {type: string, default: from the template}
              stages: {type: array, items: {type: string}}
              token: {type: string, ui:field: Secret}
          steps:
            - id: render
              action: fetch:template
              input:
                url: ./skeleton
                values:
                  all: ${{ parameters }}
                  length: ${{ secrets.token | length }}
        """;

    private readonly GitSandbox _repository = GitSandbox.Create();
    private readonly TemporaryFolder _workspace = new();

    [Theory]
    [InlineData("dotnet-service")]
    [InlineData("node-service")]
    [InlineData("eks-worker")]
    public void The_templates_of_the_samples_have_a_workflow(string name)
    {
        using var acme = new AcmeCopy();
        var catalog = Path.Combine(_workspace.Path, "catalog");
        acme.Build(catalog);
        _repository.With($"{name}/template.yaml", System.IO.File.ReadAllText(Path.Combine(acme.Root, "templates", name, "template.yaml")));

        var outcome = Workflow($"{name}/template.yaml", "--catalog", catalog).Ends(0);

        outcome.Errors.ShouldBeEmpty();
        Snapshot.Match(outcome.Output, $"workflow-{name}.yml");
    }

    [Fact]
    public void The_file_is_written_with_its_folder_and_is_up_to_date_then()
    {
        With(Service);

        Workflow("service/template.yaml", "--out", File).Ends(0).Output.ShouldBeEmpty();

        Workflow("service/template.yaml", "--check", File).Ends(0).Everything.ShouldBeEmpty();
    }

    [Fact]
    public void A_workflow_that_is_not_up_to_date_is_a_diff_with_the_command_that_updates_it()
    {
        With(Service);
        Workflow("service/template.yaml", "--out", File).Ends(0);
        With(Service.Replace("default: 80", "default: 8080", StringComparison.Ordinal));

        var outcome = Workflow("service/template.yaml", "--check", File).Ends(1);

        Snapshot.Match(outcome.Output, "workflow.diff");
        outcome.Errors.ShouldBe(
            $"automation: '{File}' is not up to date with the template. Update it with: automation template workflow service/template.yaml --out {File}\n");
        System.IO.File.WriteAllText(_repository.At("patch"), outcome.Output);
        _repository.Git("apply", "patch");
        Workflow("service/template.yaml", "--check", File).Ends(0);
    }

    [Fact]
    public void Choices_of_the_catalog_may_differ()
    {
        using var acme = new AcmeCopy();
        var catalog = Path.Combine(_workspace.Path, "catalog");
        acme.Build(catalog);
        With(Service.Replace("name: {type: string}", "name: {type: string}\n      owner: {type: string, ui:field: OwnerPicker}", StringComparison.Ordinal));
        Workflow("service/template.yaml", "--catalog", catalog, "--out", File).Ends(0);
        var text = System.IO.File.ReadAllText(_repository.At(File));
        text.ShouldContain("- group:default/payments\n");

        _repository.With(File, text.Replace("- group:default/payments\n", "- group:default/gone\n", StringComparison.Ordinal));
        Workflow("service/template.yaml", "--check", File).Ends(0);
        _repository.With(File, text.Replace("timeout-minutes: 30", "timeout-minutes: 3", StringComparison.Ordinal));

        Workflow("service/template.yaml", "--check", File).Ends(1).Errors.ShouldEndWith($"--out {File} --catalog DIR\n");
    }

    [Fact]
    public void What_is_wrong_is_reported_with_what_to_do()
    {
        With(Service);

        Workflow("service/template.yaml", "--check", "none.yml").Ends(2).Errors
            .ShouldContain("There is no workflow 'none.yml'. Write it with: automation template workflow service/template.yaml --out none.yml");
        Workflow("service/template.yaml", "--check", "none.yml", "--out", "none.yml").Ends(2).Errors.ShouldContain("--check only compares: leave out --out.");
        With("kind: Template\n");
        Workflow("service/template.yaml").Ends(1).Errors.ShouldContain("service/template.yaml:1:1: apiVersion must be scaffolder.backstage.io/v1beta3");
    }

    [Fact]
    public void A_link_is_not_written_through()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a right there.");
        With(Service).With("target", "kept").WithLink("link.yml", "target");

        Workflow("service/template.yaml", "--out", "link.yml").Ends(2);

        System.IO.File.ReadAllText(_repository.At("target")).ShouldBe("kept");
    }

    [Fact]
    public void The_action_gives_the_template_what_a_person_entered()
    {
        const string Name = "a'b\"c $(id) `id` ${{ x }}\nsecond";
        var result = Run(new JsonObject
        {
            ["name"] = Name,
            ["port"] = "8080",
            ["public"] = true,
            ["size"] = "2",
            ["zone"] = "(none)",
            ["my_note"] = "(none)",
            ["kept"] = "",
            ["values"] = """{"stages":["dev"],"name":"not this"}""",
        });

        result.ExitCode.ShouldBe(0, result.Everything);
        var values = JsonNode.Parse(System.IO.File.ReadAllText(Path.Combine(_workspace.Path, "files/all.json")))!;
        values["name"]!.ToString().ShouldBe(Name);
        values["port"]!.ToJsonString().ShouldBe("8080");
        values["public"]!.ToJsonString().ShouldBe("true");
        values["size"]!.ToJsonString().ShouldBe("2");
        values["my.note"]!.ToString().ShouldBe("(none)");
        values["zone"].ShouldBeNull();
        values["kept"]!.ToString().ShouldBe("from the template");
        values["stages"]!.ToJsonString().ShouldBe("""["dev"]""");
        values["token"]!.ToString().ShouldBe("******");
        System.IO.File.ReadAllText(Path.Combine(_workspace.Path, "files/length.txt")).ShouldBe("6");
        System.IO.File.ReadAllText(Path.Combine(_workspace.Path, "summary")).ShouldContain("✅ **The run succeeded.**");
        result.Everything.ShouldNotContain("s3cret");
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("{")]
    [InlineData("1 2")]
    public void Values_that_are_no_JSON_object_end_the_job_before_the_run(string values)
    {
        var result = Run(new JsonObject { ["name"] = "a", ["values"] = values });

        result.ExitCode.ShouldNotBe(0);
        result.Errors.ShouldContain("The input 'values' is not a JSON object.");
        Directory.Exists(Path.Combine(_workspace.Path, "files")).ShouldBeFalse();
    }

    [Fact]
    public void A_run_that_fails_fails_the_job_and_is_in_its_summary()
    {
        Run(new JsonObject { ["port"] = "many" }).ExitCode.ShouldBe(1);

        System.IO.File.ReadAllText(Path.Combine(_workspace.Path, "summary")).ShouldContain("❌ **The run failed:** ");
    }

    public void Dispose()
    {
        _repository.Dispose();
        _workspace.Dispose();
    }

    private GitSandbox With(string template) => _repository.With("service/template.yaml", template);

    private Outcome Workflow(params string[] arguments) => Driving.Run.Automation(["template", "workflow", .. arguments]).In(_repository.Path).Go();

    [Fact]
    public void The_workflow_to_copy_is_that_of_the_sample()
    {
        Driving.Run.Automation("template", "workflow", "samples/acme/templates/dotnet-service/template.yaml", "--check", "workflows/scaffold-service.yml")
            .In(Repository.Root).Go().Ends(0);
    }

    // The last step of the workflow, with the program in place of its image.
    private Outcome Run(JsonObject inputs)
    {
        With(Service);
        _workspace.With("templates/service/template.yaml", Service)
            .With("templates/service/skeleton/all.json", "${{ values.all | dump }}")
            .With("templates/service/skeleton/length.txt", "${{ values.length }}")
            .With("summary", "");
        var workflow = JsonAsYaml.Read(SourceText.Of("", Workflow("service/template.yaml").Ends(0).Output))!;
        var step = workflow["jobs"]!["scaffold"]!["steps"]!.AsArray()[^1]!;
        var run = Driving.Run.Automation("action", "scaffold-service").In(_workspace.Path)
            .With("GITHUB_ACTIONS", "true")
            .With("GITHUB_STEP_SUMMARY", Path.Combine(_workspace.Path, "summary"))
            .With("SECRET_1", "s3cret");
        foreach (var (name, value) in step["with"]!.AsObject())
        {
            // Expressions that GitHub evaluates: the inputs of the form; no catalog, no token.
            var text = name == "inputs" ? inputs.ToJsonString() : $"{value}";
            run.With($"INPUT_{name.ToUpperInvariant()}", text.StartsWith("${{", StringComparison.Ordinal) ? "" : text);
        }

        return run.Go();
    }
}
