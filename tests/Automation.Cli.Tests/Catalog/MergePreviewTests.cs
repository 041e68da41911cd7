using System.Text.Json;
using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests.Catalog;

/// <summary><c>check --base</c>: what merging the change does to the catalog of all repositories.</summary>
public sealed class MergePreviewTests : IDisposable
{
    private readonly GitSandbox _git = GitSandbox.Create();
    private readonly AcmeCopy _acme = new();

    public MergePreviewTests()
    {
        var orders = Path.Combine(_acme.Root, "orders");
        foreach (var file in Directory.EnumerateFiles(orders, "*", SearchOption.AllDirectories))
        {
            _git.With(Path.GetRelativePath(orders, file), File.ReadAllText(file));
        }

        _git.Commit();
        _git.Git("checkout", "--quiet", "-b", "change");
        _acme.Build(_git.Beside("catalog"));
    }

    private string Stitched => _git.Beside("catalog");

    [Fact]
    public void Removing_an_api_names_its_consumers_and_their_owners()
    {
        RemoveApi();

        Snapshot.Match(Check("--catalog", Stitched).Output, "merge.txt");
        Snapshot.Match(Check("--catalog", Stitched, "--format", "markdown").Output, "merge.md");
    }

    [Fact]
    public void People_that_the_catalog_does_not_take_from_the_repository_are_a_warning()
    {
        var sources = _git.Beside("catalog-sources.yml");
        File.WriteAllText(sources, $"sources:\n  - git: {_git.Path}\n    revision: main\n    repository: acme/orders\n    people: false\n");
        Run.Automation("catalog", "build", "--sources", sources, "--out", _git.Beside("without-people")).Go().Ends(0);
        _git.With("org.yaml", "apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata:\n  name: intruders\nspec:\n  type: team\n  children: []\n").Commit();

        Check("--catalog", _git.Beside("without-people")).Output.ShouldContain(
            "warning[catalog/people-not-taken]: The catalog ignores Users and Groups of this repository");
        Texts(Diff("--catalog", _git.Beside("without-people")).GetProperty("added"), "ref").ShouldBeEmpty();
    }

    [Fact]
    public void The_same_is_in_the_machine_format()
    {
        RemoveApi();

        var diff = Diff("--catalog", Stitched);

        Texts(diff.GetProperty("removed"), "ref").ShouldBe(["api:default/orders-api"]);
        Broken(diff).ShouldBe(["component:default/back-office group:default/customer-care", "component:default/help-centre group:default/customer-care"]);
        diff.GetProperty("before").GetProperty("entities").GetInt32().ShouldBe(diff.GetProperty("after").GetProperty("entities").GetInt32() + 1);
    }

    [Fact]
    public void A_folder_of_repositories_shows_the_same_consumers()
    {
        RemoveApi();

        Broken(Diff("--catalog", _acme.Root)).ShouldBe([
            "component:default/back-office group:default/customer-care",
            "component:default/help-centre group:default/customer-care",
        ]);
    }

    [Fact]
    public void Without_a_catalog_the_repository_itself_is_compared()
    {
        RemoveApi();

        var diff = Diff();

        Texts(diff.GetProperty("removed"), "ref").ShouldBe(["api:default/orders-api"]);
        Texts(diff.GetProperty("changed"), "ref").ShouldBe(["component:default/orders"]);
        diff.GetProperty("relations").EnumerateArray().ShouldAllBe(r => r.GetProperty("after").GetString() != "dangles");
    }

    [Fact]
    public void Without_a_catalog_a_new_reference_is_not_reported_as_leading_nowhere()
    {
        _git.With(
            "catalog-info.yaml", File.ReadAllText(_git.At("catalog-info.yaml")).Replace("    - stock-api\n", "    - other-api\n", StringComparison.Ordinal))
            .Commit();

        Check().Ends(0).Output.ShouldContain("Merging this will change 1 entity.\n");
    }

    [Fact]
    public void Without_a_base_there_is_no_difference() =>
        Run.Automation("check", "--format", "json").In(_git.Path).Go().Ends(0).Json.GetProperty("catalogDiff").ValueKind.ShouldBe(JsonValueKind.Null);

    [Fact]
    public void A_change_of_nothing_else_changes_nothing_in_the_catalog()
    {
        _git.With("README.md", "x").Commit();

        Check("--catalog", Stitched).Output.ShouldContain("Merging this changes nothing in the catalog.\n");
    }

    [Fact]
    public void Nothing_of_the_catalog_on_disk_is_touched()
    {
        RemoveApi();
        var before = Directory.EnumerateFiles(Stitched, "*", SearchOption.AllDirectories).ToDictionary(f => f, File.GetLastWriteTimeUtc);

        Check("--catalog", Stitched);

        Directory.EnumerateFiles(Stitched, "*", SearchOption.AllDirectories).ToDictionary(f => f, File.GetLastWriteTimeUtc).ShouldBe(before);
    }

    [Fact]
    public void A_catalog_that_is_behind_the_base_shows_the_change_alone()
    {
        _git.Git("checkout", "--quiet", "main");
        _git.With("catalog-info.yaml", File.ReadAllText(_git.At("catalog-info.yaml")).Replace("title: Orders\n", "title: Ordering\n", StringComparison.Ordinal))
            .Commit();
        _git.Git("checkout", "--quiet", "-B", "change");
        RemoveApi();

        var diff = Diff("--catalog", Stitched);

        diff.GetProperty("changed")
            .EnumerateArray()
            .ShouldHaveSingleItem()
            .GetProperty("fields")
            .EnumerateArray()
            .Select(f => f.Text("pointer"))
            .ShouldBe(["/spec/providesApis"]);
    }

    [Fact]
    public void A_second_definition_that_would_count_instead_is_reported()
    {
        _git.With("more/catalog-info.yaml", Descriptors.Component("payments")).Commit();

        var diff = Diff("--catalog", Stitched);

        diff.GetProperty("added").GetArrayLength().ShouldBe(0);
        var winner = diff.GetProperty("winners").EnumerateArray().ShouldHaveSingleItem();
        (winner.GetProperty("from").Text("file"), winner.GetProperty("to").Text("file")).ShouldBe(
            ("payments/catalog-info.yaml", "orders/more/catalog-info.yaml"));
    }

    [Fact]
    public void A_stitched_catalog_knows_what_references_lead_to()
    {
        _git.With(
            "catalog-info.yaml", File.ReadAllText(_git.At("catalog-info.yaml")).Replace("    - stock-api\n", "    - stock-apis\n", StringComparison.Ordinal))
            .Commit();

        var outcome = Run.Automation("check", "--catalog", Stitched, "--repository", "acme/orders", "--format", "json").In(_git.Path).Go().Ends(1);

        outcome.Rules.ShouldBe(["reference/unknown-api"]);
        outcome.Findings[0].Text("message")!.ShouldContain("stock-api");
    }

    [Fact]
    public void Its_groups_are_the_teams_in_their_annotations()
    {
        var plain = Run.Automation("check", "--catalog", _acme.Root, "--repository", "acme/orders", "--format", "json").In(_git.Path).Go().Ends(0);
        var stitched = Run.Automation("check", "--catalog", Stitched, "--repository", "acme/orders", "--format", "json").In(_git.Path).Go().Ends(0);

        stitched.Output.ShouldBe(plain.Output);
    }

    [Fact]
    public void Other_repositories_entities_are_duplicates_as_before()
    {
        _git.With("more/catalog-info.yaml", Descriptors.Component("payments")).Commit();

        var outcome = Run.Automation("check", "--catalog", Stitched, "--repository", "acme/orders", "--format", "json").In(_git.Path).Go().Ends(1);

        outcome.Findings.Single(f => f.Text("rule") == "reference/duplicate").Text("message")!.ShouldContain("acme/payments/catalog-info.yaml");
    }

    [Fact]
    public void A_catalog_json_of_another_program_makes_no_stitched_catalog()
    {
        File.WriteAllText(Path.Combine(_acme.Root, "catalog.json"), "[1]");

        Run.Automation("check", "--catalog", _acme.Root, "--repository", "acme/orders").In(_git.Path).Go().Ends(0);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _git.Dispose();
        _acme.Dispose();
    }

    private void RemoveApi()
    {
        AcmeCopy.RemoveOrdersApi(_git.At("catalog-info.yaml"));
        _git.Commit();
    }

    private Outcome Check(params string[] arguments) =>
        Run.Automation(["check", "--base", "main", "--repository", "acme/orders", .. arguments]).In(_git.Path).Go();

    private JsonElement Diff(params string[] arguments) => Check([.. arguments, "--format", "json"]).Json.GetProperty("catalogDiff");

    private static IEnumerable<string?> Texts(JsonElement list, string member) => list.EnumerateArray().Select(e => e.Text(member));

    private static IEnumerable<string> Broken(JsonElement diff) =>
        diff.GetProperty("relations")
            .EnumerateArray()
            .Where(r => r.Text("after") == "dangles" && r.Text("before") == "leads")
            .Select(r => $"{r.Text("ref")} {r.Text("owner")}");
}
