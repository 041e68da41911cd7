using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests.Templates;

/// <summary>A change of a template reaches a service through the command, and what the service did stays.</summary>
public sealed class TemplateUpdateTests : IDisposable
{
    private const string Template = """
        apiVersion: scaffolder.backstage.io/v1beta3
        kind: Template
        metadata: { name: service }
        spec:
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
        """;

    private readonly GitSandbox _template = GitSandbox.Create();
    private readonly GitSandbox _service = GitSandbox.Create();

    public void Dispose()
    {
        _template.Dispose();
        _service.Dispose();
    }

    [Fact]
    public void An_update_takes_what_changed_and_keeps_what_the_service_did()
    {
        Scaffold();
        Edit("README.md", t => t.Replace("# orders", "# Orders", StringComparison.Ordinal));
        _service.Without("docs.md");
        _service.Commit();
        _template.With("skeleton/README.md", "# ${{ values.name }}\n\na\nb\nc\n\nHow to run it.\n")
            .With("skeleton/docs.md", "New documents of ${{ values.name }}\n")
            .With("skeleton/new.txt", "${{ values.name }}\n").Commit();

        var outcome = Update().Ends(0);

        Snapshot.Match(outcome.Output, "update.txt");
        Read("README.md").ShouldBe("# Orders\n\na\nb\nc\n\nHow to run it.\n");
        Read("new.txt").ShouldBe("orders\n");
        File.Exists(_service.At("docs.md")).ShouldBeFalse();
    }

    [Fact]
    public void A_second_update_changes_nothing()
    {
        Scaffold();
        _template.With("skeleton/new.txt", "x\n").Commit();
        Update().Ends(0);
        _service.Commit();

        Update().Ends(0).Output.ShouldContain("The service already has ");
    }

    [Fact]
    public void A_conflict_keeps_the_services_file_and_ends_with_1()
    {
        Scaffold();
        Edit("README.md", t => t.Replace("\nb\n", "\nours\n", StringComparison.Ordinal));
        _service.Commit();
        _template.With("skeleton/README.md", "# ${{ values.name }}\n\na\ntheirs\nc\n").Commit();

        Update().Ends(1).Output.ShouldContain("conflict       README.md");

        Read("README.md").ShouldContain("ours");
    }

    [Fact]
    public void A_new_parameter_without_default_has_to_be_given()
    {
        Scaffold();
        _template.With("template.yaml", Template.Replace("required: [name]", "required: [name, team]", StringComparison.Ordinal)
            .Replace("name: { type: string }", "name: { type: string }\n      team: { type: string }", StringComparison.Ordinal)).Commit();

        Update().Ends(1).Output.ShouldContain("--values");
        File.WriteAllText(_service.Beside("values.yaml"), "team: a\n");
        Update("--values", _service.Beside("values.yaml")).Ends(0);
    }

    [Fact]
    public void A_record_that_was_edited_by_hand_overwrites_nothing()
    {
        Scaffold();
        Edit(".automation/scaffold.yml", t => t.Replace("name: orders", "name: payments", StringComparison.Ordinal));
        _service.Commit();
        _template.With("skeleton/new.txt", "x\n").Commit();

        Update().Ends(1).Output.ShouldContain("Nothing was updated");
    }

    [Fact]
    public void Changes_that_are_not_committed_are_an_error_of_usage()
    {
        Scaffold();
        Edit("README.md", t => t + "x");

        Update().Ends(2).Errors.ShouldContain("not committed");
    }

    [Fact]
    public void A_dry_run_writes_nothing()
    {
        Scaffold();
        _template.With("skeleton/new.txt", "x\n").Commit();

        Update("--dry-run").Ends(0).Output.ShouldContain("added");

        File.Exists(_service.At("new.txt")).ShouldBeFalse();
    }

    [Fact]
    public void A_secret_is_not_recorded()
    {
        _template.With("template.yaml", Template.Replace("name: ${{ parameters.name }}", "name: ${{ secrets.TOKEN }}", StringComparison.Ordinal))
            .With("skeleton/README.md", "${{ values.name }}\n").Commit();

        Scaffolded("--secret", "TOKEN=MINE").Everything.ShouldNotContain("s3cr3t-value");

        Read("README.md").ShouldBe("s3cr3t-value\n");
        Read(".automation/scaffold.yml").ShouldNotContain("s3cr3t-value");
    }

    [Fact]
    public void The_value_of_a_password_field_is_not_recorded()
    {
        _template.With("template.yaml", Template.Replace("name: { type: string }", "name: { type: string, 'ui:widget': password }", StringComparison.Ordinal))
            .With("skeleton/README.md", "${{ values.name }}\n").Commit();

        Scaffolded();

        Read("README.md").ShouldBe("orders\n");
        Read(".automation/scaffold.yml").ShouldNotContain("orders");
    }

    private void Scaffold()
    {
        _template.With("template.yaml", Template)
            .With("skeleton/README.md", "# ${{ values.name }}\n\na\nb\nc\n")
            .With("skeleton/docs.md", "Documents of ${{ values.name }}\n").Commit();
        Scaffolded();
        _service.Commit();
    }

    private Outcome Scaffolded(params string[] more)
    {
        var made = _service.Beside("made");
        var outcome = Run.Automation(["template", "run", "template.yaml", "--values", "-", "--out", made, .. more])
            .With("MINE", "s3cr3t-value").Reading("name: orders").In(_template.Path).Go().Ends(0);
        foreach (var file in Directory.EnumerateFiles(made, "*", SearchOption.AllDirectories))
        {
            _service.With(Path.GetRelativePath(made, file), File.ReadAllText(file));
        }

        return outcome;
    }

    private Outcome Update(params string[] more) =>
        Run.Automation(["template", "update", _service.Path, "--template", _template.Path, .. more]).In(_service.Path).Go();

    private void Edit(string path, Func<string, string> edit) => _service.With(path, edit(Read(path)));

    private string Read(string path) => File.ReadAllText(_service.At(path));
}
