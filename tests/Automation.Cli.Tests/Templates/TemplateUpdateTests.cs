using Automation.Testing;

namespace Automation.Cli.Tests.Templates;

/// <summary>A change of a template reaches a service through the command, and what the service did stays.</summary>
public sealed class TemplateUpdateTests : ServiceOnDisk
{
    [Fact]
    public void An_update_takes_what_changed_and_keeps_what_the_service_did()
    {
        Scaffold();
        Edit("README.md", t => t.Replace("# orders", "# Orders", StringComparison.Ordinal));
        Service.Without("docs.md");
        Service.Commit();
        Source.With("skeleton/README.md", "# ${{ values.name }}\n\na\nb\nc\n\nHow to run it.\n")
            .With("skeleton/docs.md", "New documents of ${{ values.name }}\n")
            .With("skeleton/new.txt", "${{ values.name }}\n").Commit();

        var outcome = Update().Ends(0);

        Snapshot.Match(outcome.Output, "update.txt");
        Read("README.md").ShouldBe("# Orders\n\na\nb\nc\n\nHow to run it.\n");
        Read("new.txt").ShouldBe("orders\n");
        File.Exists(Service.At("docs.md")).ShouldBeFalse();
    }

    [Fact]
    public void A_second_update_changes_nothing()
    {
        Scaffold();
        Source.With("skeleton/new.txt", "x\n").Commit();
        Update().Ends(0);
        Service.Commit();

        Update().Ends(0).Output.ShouldContain("The service already has ");
    }

    [Fact]
    public void A_conflict_keeps_the_services_file_and_ends_with_1()
    {
        Scaffold();
        Edit("README.md", t => t.Replace("\nb\n", "\nours\n", StringComparison.Ordinal));
        Service.Commit();
        Source.With("skeleton/README.md", "# ${{ values.name }}\n\na\ntheirs\nc\n").Commit();

        Update().Ends(1).Output.ShouldContain("conflict       README.md");

        Read("README.md").ShouldContain("ours");
    }

    [Fact]
    public void A_new_parameter_without_default_has_to_be_given()
    {
        Scaffold();
        Source.With("template.yaml", Template.Replace("required: [name]", "required: [name, team]", StringComparison.Ordinal)
            .Replace("name: { type: string }", "name: { type: string }\n      team: { type: string }", StringComparison.Ordinal)).Commit();

        Update().Ends(1).Output.ShouldContain("--values");
        File.WriteAllText(Service.Beside("values.yaml"), "team: a\n");
        Update("--values", Service.Beside("values.yaml")).Ends(0);
    }

    [Fact]
    public void A_record_that_was_edited_by_hand_overwrites_nothing()
    {
        Scaffold();
        Edit(".automation/scaffold.yml", t => t.Replace("name: orders", "name: payments", StringComparison.Ordinal));
        Service.Commit();
        Source.With("skeleton/new.txt", "x\n").Commit();

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
        Source.With("skeleton/new.txt", "x\n").Commit();

        Update("--dry-run").Ends(0).Output.ShouldContain("added");

        File.Exists(Service.At("new.txt")).ShouldBeFalse();
    }

    [Fact]
    public void A_secret_is_not_recorded()
    {
        Scaffold(Template.Replace("parameters.name", "secrets.TOKEN", StringComparison.Ordinal), ("README.md", "${{ values.name }}\n"));

        Read("README.md").ShouldBe($"{Secret}\n");
        Read(".automation/scaffold.yml").ShouldNotContain(Secret);
    }

    [Fact]
    public void The_value_of_a_password_field_is_not_recorded()
    {
        Scaffold(
            Template.Replace("name: { type: string }", "name: { type: string, 'ui:widget': password }", StringComparison.Ordinal),
            ("README.md", "${{ values.name }}\n"));

        Read("README.md").ShouldBe("orders\n");
        Read(".automation/scaffold.yml").ShouldNotContain("orders");
    }

    private void Scaffold() => Scaffold(("README.md", "# ${{ values.name }}\n\na\nb\nc\n"), ("docs.md", "Documents of ${{ values.name }}\n"));
}
