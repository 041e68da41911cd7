using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests.Check;

/// <summary>A check validates the software templates of a repository: it lints them, and runs them with their example values.</summary>
public sealed class TemplateTests : IDisposable
{
    private const string Example = "name: orders\n";

    private readonly GitSandbox _git = GitSandbox.Create();

    [Fact]
    public void The_templates_of_the_samples_run_with_their_examples() =>
        Run.Automation("check", "samples/acme/templates", "--catalog", "samples/acme", "--format", "json").In(Repository.Root).Go().Ends(0)
            .Rules.Where(r => r.StartsWith("template/", StringComparison.Ordinal)).ShouldBeEmpty();

    [Fact]
    public void What_is_wrong_with_templates_reads_well()
    {
        Sound("lint").With("lint/skeleton/README.md", "${{ values.name | slug }}\n").With("lint/template.yaml", Template("""
                - id: name
                  action: debug:log
                  input:
                    message: ${{ parameters.nome }}
            """));
        Sound("values").With("values/example.yaml", "name: 7\n");
        Sound("step").With("step/skeleton/README.md", "${{ values.name | lower }} ${{ values.port | lower }}\n")
            .With("step/template.yaml", Template().Replace("name: ${{ parameters.name }}", "name: ${{ parameters.name }}\n          port: 80", StringComparison.Ordinal));
        _git.Commit();

        Snapshot.Match(Check().Ends(1).Output, "templates.txt");
    }

    [Fact]
    public void A_filter_of_ones_own_Backstage_in_a_skeleton_fails_no_check()
    {
        Sound("service").With("service/skeleton/README.md", "${{ values.name | slug }}\n").Commit();

        var output = Check().Ends(0).Output;

        output.ShouldContain("warning[template/filter]: Rendering fails when it reaches this: there is no filter 'slug'.");
        output.ShouldContain("not checked: the dry run of service/template.yaml, because service/skeleton/README.md uses a filter that is not available here");
    }

    [Fact]
    public void A_misspelt_input_is_a_choice_also_beside_an_expression()
    {
        Sound("service").With("service/template.yaml", Template("""
                - id: name
                  action: debug:log
                  input: { mesage: "${{ parameters.name }}" }
            """)).Commit();

        Check().Ends(1).Output.ShouldContain("+       input: { message: \"${{ parameters.name }}\" }");
    }

    [Fact]
    public void Without_an_example_a_template_is_only_linted()
    {
        Sound("service").With("service/skeleton/README.md", "${{ values.name.length | lower }}\n").Without("service/example.yaml").Commit();

        Found().ShouldBeEmpty();
        _git.With("service/example.yaml", Example);
        Found().ShouldBe(["template/dry-run"]);
    }

    [Fact]
    public void Each_of_several_templates_of_a_folder_has_its_own_example()
    {
        Sound("service").With("service/worker-template.yaml", Template()).With("service/example.yaml", "name: 7\n").Commit();
        Found().ShouldBeEmpty("an example of either");

        _git.With("service/worker-template.example.yaml", "name: 7\n");

        Check("--format", "json").Findings.Where(f => f.Text("rule") == "template/dry-run").Select(f => f.Text("file"))
            .ShouldBe(["service/worker-template.example.yaml"]);
    }

    [Fact]
    public void What_is_outside_of_the_repository_is_not_fetched_and_not_checked()
    {
        Sound("service").With("service/template.yaml", Template("""
                - id: base
                  action: fetch:plain
                  input:
                    url: https://github.com/acme/base/tree/main
                - id: move
                  action: fs:rename
                  input:
                    files: [{ from: of-the-base.txt, to: here.txt }]
            """)).Commit();

        var outcome = Check().Ends(0);

        outcome.Output.ShouldContain("not checked: the dry run of service/template.yaml, because its step 'base' fetches https://github.com/acme/base/tree/main");
        Found().ShouldBeEmpty();
    }

    [Fact]
    public void An_action_that_only_Backstage_has_is_a_warning_and_an_error_of_lint()
    {
        Sound("service").With("service/template.yaml", Template("""
                - id: publish
                  action: publish:gitlab
                  input: { repoUrl: 'gitlab.com?owner=a&repo=b' }
            """)).Commit();

        Check("--format", "json").Ends(0).Findings.ShouldContain(f => f.Text("rule") == "template/action" && f.Text("severity") == "warning");
        Check().Output.ShouldContain("because its step 'publish' uses the action publish:gitlab, which is not available here");
        Run.Automation("template", "lint").In(_git.Path).Go().Ends(1);
    }

    [Fact]
    public void A_template_that_needs_secrets_and_a_person_runs_without_them()
    {
        Sound("service").With("service/template.yaml", Template("""
                - id: log
                  action: debug:log
                  input:
                    message: ${{ user.entity.spec.profile.email }} ${{ secrets.TOKEN }}
            """).Replace(
                "    properties:\n",
                "    properties:\n      password: { type: string, ui:field: Secret, minLength: 5 }\n"
                    + "      repoUrl: { type: string, default: 'github.com?owner=a&repo=b', ui:field: RepoUrlPicker,"
                    + " ui:options: { requestUserCredentials: { secretsKey: TOKEN } } }\n",
                StringComparison.Ordinal)
            .Replace("required: [name]", "required: [name, password]", StringComparison.Ordinal)).Commit();

        Found().ShouldBeEmpty();
    }

    [Fact]
    public void A_template_that_is_a_descriptor_has_each_finding_once()
    {
        _git.With("catalog-info.yaml", Template().Replace("  type: service\n", "", StringComparison.Ordinal)).With("skeleton/README.md", "x").Commit();

        Check("--format", "json").Ends(1).Rules.Where(r => r != "catalog/kind-needs-allow-rule").Distinct().ShouldBe(["catalog/field-missing"]);
    }

    [Fact]
    public void Comments_and_the_baseline_accept_its_findings_also_in_skeletons()
    {
        Sound("service").With("service/skeleton/ci.yaml", "token: ${{ secrets.A }} # automation: accept template/workflow-expression (filled in by hand)\n")
            .With("service/skeleton/Dockerfile", "FROM ${{ github.ref }}\n").Commit();
        Check().Output.ShouldContain("1 finding is suppressed");

        Check("--write-baseline", "baseline.json").Ends(0);
        _git.With("automation.yml", "baseline: baseline.json\nrules:\n  template/workflow-expression: error\n");

        Check().Ends(0).Output.ShouldContain("2 findings are suppressed");
        _git.With("service/skeleton/Dockerfile", "FROM ${{ github.sha }}\n");
        Check().Ends(1);
    }

    [Fact]
    public void A_comment_that_accepts_nothing_is_reported()
    {
        Sound("service").With("service/template.yaml", Template().Replace(
            "kind: Template", "kind: Template # automation: accept template/expression (old)", StringComparison.Ordinal)).Commit();

        Found("suppression/").ShouldBe(["suppression/unused"]);
        Run.Automation("validate", "service/template.yaml", "--format", "json").In(_git.Path).Go().Rules.ShouldNotContain("suppression/unused");
    }

    [Fact]
    public void A_change_is_checked_for_the_templates_that_it_touches()
    {
        Sound("old").With("old/skeleton/README.md", "${{ values.name | lower |  }}\n");
        Sound("new").Commit();
        var first = _git.Git("rev-parse", "HEAD").Trim();
        _git.With("README.md", "x").Commit();

        Found(arguments: ["--base", first]).ShouldBeEmpty("none is touched");

        _git.With("new/skeleton/README.md", "${{ values.name | lower }}\n${{ nothing | }}\n").Commit();
        Check("--base", first, "--format", "json").Ends(1).Findings.Where(f => f.Text("rule") == "template/skeleton-error").Select(f => f.Text("file"))
            .ShouldBe(["new/skeleton/README.md"]);

        _git.With("old/skeleton/LICENSE", "x").With("new/skeleton/README.md", "x").Commit();
        Check("--base", first).Ends(0).Output.ShouldContain("1 error is pre-existing");
    }

    [Fact]
    public void A_template_within_a_skeleton_is_part_of_it()
    {
        Sound("service").With("service/skeleton/template.yaml", Template("    - action: ${{ values.name }}\n")).Commit();

        Found().ShouldBeEmpty();
    }

    [Fact]
    public void A_repository_with_templates_alone_is_checked()
    {
        Sound("service").Commit();

        Check().Ends(0).Output.ShouldNotContain("No descriptor was found");
    }

    /// <inheritdoc/>
    public void Dispose() => _git.Dispose();

    private GitSandbox Sound(string folder) => _git.With($"{folder}/template.yaml", Template()).With($"{folder}/example.yaml", Example)
        .With($"{folder}/skeleton/README.md", "# ${{ values.name }}\n");

    private static string Template(string steps = "") => $$$"""
        apiVersion: scaffolder.backstage.io/v1beta3
        kind: Template
        metadata:
          name: service
        spec:
          owner: group:default/platform
          type: service
          parameters:
            required: [name]
            properties:
              name: { type: string }
          steps:
            - id: render
              action: fetch:template
              input:
                url: ./skeleton
                values:
                  name: ${{ parameters.name }}

        """ + steps;

    private Outcome Check(params string[] more) => Run.Automation(["check", .. more]).In(_git.Path).Go();

    private IEnumerable<string> Found(string group = "template/", params string[] arguments) =>
        Check(["--format", "json", .. arguments]).Rules.Where(r => r.StartsWith(group, StringComparison.Ordinal));
}
