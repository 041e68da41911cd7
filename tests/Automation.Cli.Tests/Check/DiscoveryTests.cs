using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests.Check;

/// <summary>Which files are descriptors, for every entry point.</summary>
public sealed class DiscoveryTests : IDisposable
{
    private const string Unfilled =
        "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: ${{ values.name | dump }}\nspec:\n  owner: ${{ values.owner }}\n";
    private const string Template =
        "apiVersion: scaffolder.backstage.io/v1beta3\nkind: Template\nmetadata:\n  name: new-service\nspec:\n  type: service\n  steps:\n    - action: "
        + "fetch:template\n      input: {url: ./skeleton}\n";

    private readonly GitSandbox _git = GitSandbox.Create();

    [Fact]
    public void A_broken_org_yaml_fails_the_check()
    {
        _git.With("org.yaml", Descriptors.Group("team-a")).Commit();
        _git.Git("checkout", "--quiet", "-b", "change");
        _git.With("org.yaml", Descriptors.Group("team-a").Replace("  children: []\n", "", StringComparison.Ordinal)).Commit();

        Go("check", "--base", "main", "--format", "json").Ends(1).Rules.ShouldContain("catalog/field-missing");
        Go("validate", "--format", "jsonl").Ends(1).Rules.ShouldContain("catalog/field-missing");
    }

    [Theory]
    [InlineData(".github/workflows/catalog-info.yml")]
    [InlineData("vendor/github.com/acme/x/catalog-info.yaml")]
    [InlineData("web/node_modules/x/catalog-info.yaml")]
    [InlineData("internal/parser/testdata/catalog-info.yaml")]
    [InlineData("infra/.terraform/modules/x/org.yaml")]
    public void Files_of_others_and_of_other_systems_are_no_descriptors(string path)
    {
        _git.With(path, "on: push\n").With("catalog-info.yaml", Descriptors.Sound);

        Go("check").Ends(0).Output.ShouldNotContain(path);
        Go("validate", "--format", "jsonl").Ends(0).Lines.Count.ShouldBe(1);
        Go("catalog", "build", "--source", ".", "--out", _git.Beside("catalog"), "--format", "json").Ends(0).Lines[^1]
            .GetProperty("findings")
            .GetInt32()
            .ShouldBe(1);
    }

    [Fact]
    public void Skeletons_are_left_out_and_one_line_reports_how_many()
    {
        WithSkeletons();

        Go("check").Ends(0).Output.ShouldContain("2 template files left out.\n");
        Go("check", "-v").Ends(0).Output.ShouldContain("2 template files left out:\n  go/skeleton/catalog-info.yaml\n  java/catalog-info.yaml\n");
        Go("check", "--format", "json").Ends(0).Json.GetProperty("skeletons").GetArrayLength().ShouldBe(2);
        Go("check", "--format", "github").Ends(0).Output.ShouldContain("2 template files left out.\n");
        Go("check", "--format", "markdown").Ends(0).Output.ShouldContain("2 template files left out</sub>");
        Go("validate").Ends(0).Output.ShouldContain("2 template files left out.\n");
        Go("catalog", "build", "--source", ".", "--out", _git.Beside("catalog"), "-v")
            .Ends(0).Output
            .ShouldContain("2 template files left out:\n  repository/go/skeleton/catalog-info.yaml\n");
    }

    [Fact]
    public void A_PATH_that_is_named_is_validated_with_a_note_and_never_fixed()
    {
        WithSkeletons();
        var before = File.ReadAllText(_git.At("java/catalog-info.yaml"));

        Go("validate", "java", "--format", "jsonl").Ends(1).Lines.ShouldHaveSingleItem().GetProperty("valid").GetBoolean().ShouldBeFalse();
        Go("validate", "go/skeleton/catalog-info.yaml")
            .Ends(1).Output
            .ShouldContain("1 file looks like a template skeleton; 'automation check' leaves it out.\n");
        Go("validate", "go/skeleton").Ends(1).Output.ShouldContain("1 file looks like a template skeleton; 'automation check' leaves it out.\n");
        Go("validate", "java/catalog-info.yaml").Ends(1).Output.ShouldContain("1 file looks like a template skeleton; 'automation check' leaves it out.\n");
        Go("validate", "--fix", "java", "go").Ends(1).Output.ShouldContain("Fixed: 0 edits in 0 files.");
        File.ReadAllText(_git.At("java/catalog-info.yaml")).ShouldBe(before);
        File.ReadAllText(_git.At("go/skeleton/catalog-info.yaml")).ShouldBe(Descriptors.Refused);
    }

    [Fact]
    public void A_hook_that_passes_every_file_validates_the_descriptors_among_them()
    {
        WithSkeletons();
        _git.With("deploy.yaml", "a: [\n").With("orders/catalog-info.yaml", Descriptors.Refused);

        var outcome = Go(
            "validate",
            "--only-descriptors",
            "--format",
            "jsonl",
            "--",
            "deploy.yaml",
            "java/catalog-info.yaml",
            "go/skeleton/catalog-info.yaml",
            "orders/catalog-info.yaml").Ends(
            1);

        outcome.Lines.ShouldHaveSingleItem().Text("file").ShouldBe("orders/catalog-info.yaml");
        Go("validate", "--only-descriptors", "--", "deploy.yaml").Ends(0).Output.ShouldNotContain("not checked");
    }

    [Theory]
    [InlineData("orders/catalog-info.yaml", Unfilled)]
    [InlineData("orders/template.yaml", "apiVersion: scaffolder.backstage.io/v1beta3\nkind: Template\nmetadata:\n  name: t\nspec:\n  type: service\n  "
        + "steps:\n    - action: fetch:plain\n      input: {url: ../services}\n")]
    public void A_descriptor_that_becomes_a_skeleton_is_an_error(string path, string text)
    {
        _git.With("orders/catalog-info.yaml", Descriptors.Component("orders")).With("services/catalog-info.yaml", Descriptors.Component("services")).Commit();
        _git.Git("checkout", "--quiet", "-b", "change");
        _git.With(path, text).Commit();

        var outcome = Go("check", "--base", "main", "--format", "json").Ends(1);

        outcome.Rules.ShouldBe(["catalog/turned-skeleton"]);
        var change = outcome.Json.GetProperty("catalogDiff");
        (change.GetProperty("removed").GetArrayLength(), change.GetProperty("stale").GetArrayLength()).ShouldBe((0, 1));
    }

    [Fact]
    public void A_skeleton_that_is_new_or_was_one_before_is_no_error()
    {
        WithSkeletons().Commit();
        _git.Git("checkout", "--quiet", "-b", "change");
        _git.With("python/catalog-info.yaml", Unfilled).With("java/catalog-info.yaml", Unfilled + "# more\n").Commit();

        Go("check", "--base", "main", "--format", "json").Ends(0).Findings.ShouldBeEmpty();
    }

    [Fact]
    public void Where_there_is_no_descriptor_files_that_look_like_entities_are_named_with_their_line_of_configuration()
    {
        _git.With("services.yaml", Descriptors.Sound)
            .With("data/databases.yml", Descriptors.Resource("db"))
            .With("deploy.yaml", "apiVersion: apps/v1\nkind: Deployment\n")
            .With("java/service.yaml", Unfilled);

        const string Line = "descriptors: [services.yaml, data/databases.yml]";
        Go("check").Ends(0).Output
            .ShouldContain($"These files look like entities: services.yaml, data/databases.yml. Include them in .github/automation.yml with '{Line}'");
        Go("validate").Ends(0).Output.ShouldContain(Line);

        _git.With(".github/automation.yml", Line + "\n");
        Go("check").Ends(0).Output.ShouldNotContain("not checked: any descriptor");
        Go("validate", "--format", "jsonl").Ends(0).Lines.Count.ShouldBe(2);
    }

    [Fact]
    public void Files_of_one_name_are_included_by_that_name()
    {
        foreach (var name in (ReadOnlySpan<string>)["a", "b", "c", "d", "e", "f"])
        {
            _git.With($"services/{name}/service.yaml", Descriptors.Component(name));
        }

        Go("check").Ends(0).Output
            .ShouldContain("services/e/service.yaml and 1 more. Include them in .github/automation.yml with 'descriptors: ['**/service.yaml']'");
    }

    public void Dispose() => _git.Dispose();

    private GitSandbox WithSkeletons() =>
        _git.With("catalog-info.yaml", Descriptors.Sound)
            .With("go/template.yaml", Template)
            .With("go/skeleton/catalog-info.yaml", Descriptors.Refused)
            .With("java/catalog-info.yaml", Unfilled);

    private Outcome Go(params string[] arguments) => Run.Automation(arguments).In(_git.Path).Go();
}
