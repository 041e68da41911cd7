using System.Text.Json;
using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests.Catalog;

/// <summary>
/// <c>check --base</c> where a change makes a descriptor invalid: its entities keep their last good version, as in Backstage, whatever catalog there is.
/// </summary>
public sealed class LastGoodVersionTests : IDisposable
{
    private const string Api =
        """
        apiVersion: backstage.io/v1alpha1
        kind: API
        metadata:
          name: orders-api
        spec:
          type: openapi
          lifecycle: production
          owner: group:a
          definition: "{}"

        """;

    private const string Orders =
        """
        apiVersion: backstage.io/v1alpha1
        kind: Component
        metadata:
          name: orders
        spec:
          type: service
          lifecycle: production
          owner: group:a
          providesApis: [orders-api]

        """;

    private const string Shop =
        """
        apiVersion: backstage.io/v1alpha1
        kind: Component
        metadata:
          name: shop
        spec:
          type: website
          lifecycle: production
          owner: group:b
          consumesApis: [orders-api]
          dependsOn: [component:orders]

        """;

    private const string MoreOfLocation = "apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata:\n  name: all\nspec:\n  targets: [./more.yaml]\n";

    private readonly GitSandbox _git = GitSandbox.Create();

    public LastGoodVersionTests()
    {
        _git.Git("remote", "add", "origin", "https://github.com/acme/orders.git");
        _git.With("catalog-info.yaml", $"{Api}---\n{Orders}").Commit();
    }

    public static TheoryData<string> Catalogs => ["none", "folder", "stitched"];

    public static TheoryData<string, string> TurnedInvalid
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var catalog in new[] { "none", "folder", "stitched" })
            {
                data.Add(catalog, "a field is misspelt");
                data.Add(catalog, "one document is not YAML");
                data.Add(catalog, "an envelope is wrong");
                data.Add(catalog, "the file cannot be read");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(TurnedInvalid))]
    public void What_turns_invalid_becomes_stale_and_nothing_is_removed_or_broken(string catalog, string how)
    {
        var arguments = Catalog(catalog);
        _git.Git("checkout", "--quiet", "-b", "change");
        _ = how switch
        {
            "a field is misspelt" => _git.With("catalog-info.yaml", $"{Api}---\n{Orders}".Replace("lifecycle:", "lifecycl:", StringComparison.Ordinal)),
            "one document is not YAML" =>
                _git.With(
                    "catalog-info.yaml",
                    $"{Api.Replace("kind: API", "kind: [API", StringComparison.Ordinal)}---\n{Orders.Replace("kind:", "kind: :", StringComparison.Ordinal)}"),
            "an envelope is wrong" =>
                _git.With("catalog-info.yaml", $"{Api}---\n{Orders}".Replace("apiVersion: backstage.io/v1alpha1", "apiVersion: 1", StringComparison.Ordinal)),
            _ => _git.Without("catalog-info.yaml").WithLink("catalog-info.yaml", "nowhere"),
        };
        _git.Commit();

        var diff = Diff(arguments);

        diff.GetProperty("stale")
            .EnumerateArray()
            .Where(s => s.GetProperty("after").ValueKind != JsonValueKind.Null)
            .Select(s => s.GetProperty("ref").GetString())
            .ShouldBe(["api:default/orders-api", "component:default/orders"]);
        Lists(diff, "removed", "changed", "relations", "owners", "impact", "acting").ShouldBeEmpty();
        var text = Check(arguments).Ends(1).Output;
        text.ShouldContain("Merging this will make 2 entities stale.\n");
        text.ShouldNotContain("Who must act");
        text.ShouldNotContain("reaks");
    }

    [Theory]
    [MemberData(nameof(Catalogs))]
    public void What_a_broken_Location_led_to_stays(string catalog)
    {
        _git.With("catalog-info.yaml", MoreOfLocation).With("more.yaml", Orders).Commit();
        var arguments = Catalog(catalog);
        _git.Git("checkout", "--quiet", "-b", "change");
        _git.With("catalog-info.yaml", MoreOfLocation.Replace("targets: [./more.yaml]", "targets: ./more.yaml", StringComparison.Ordinal)).Commit();

        var diff = Diff(arguments);

        diff.GetProperty("stale").EnumerateArray().Select(s => s.GetProperty("ref").GetString()).ShouldBe(["location:default/all"]);
        Lists(diff, "removed", "changed", "relations").ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Catalogs))]
    public void What_no_Location_leads_to_any_more_is_removed(string catalog)
    {
        _git.With("catalog-info.yaml", MoreOfLocation).With("more.yaml", Orders).With("other.yaml", Api).Commit();
        var arguments = Catalog(catalog);
        _git.Git("checkout", "--quiet", "-b", "change");
        _git.With("catalog-info.yaml", MoreOfLocation.Replace("./more.yaml", "./other.yaml", StringComparison.Ordinal)).Commit();

        var diff = Diff(arguments);

        diff.GetProperty("removed").EnumerateArray().Select(s => s.GetProperty("ref").GetString()).ShouldBe(["component:default/orders"]);
        diff.GetProperty("added").EnumerateArray().Select(s => s.GetProperty("ref").GetString()).ShouldBe(["api:default/orders-api"]);
    }

    [Theory]
    [MemberData(nameof(Catalogs))]
    public void A_document_that_is_taken_out_is_removed_beside_one_that_turns_invalid(string catalog)
    {
        var arguments = Catalog(catalog);
        _git.Git("checkout", "--quiet", "-b", "change");
        _git.With("catalog-info.yaml", Orders.Replace("lifecycle: production", "", StringComparison.Ordinal)).Commit();

        var diff = Diff(arguments);

        diff.GetProperty("removed").EnumerateArray().Select(s => s.GetProperty("ref").GetString()).ShouldBe(["api:default/orders-api"]);
        diff.GetProperty("stale").EnumerateArray().Select(s => s.GetProperty("ref").GetString()).ShouldBe(["component:default/orders"]);
    }

    [Fact]
    public void A_stale_entity_is_not_reported_as_changed_as_the_catalog_itself_keeps_it()
    {
        Run.Automation("catalog", "build", "--source", $"{_git.Path}@HEAD", "--out", _git.Beside("catalog")).Go().Ends(0);
        _git.Git("checkout", "--quiet", "-b", "change");
        _git.With("catalog-info.yaml", $"{Api}---\n{Orders}".Replace("  lifecycle: production\n", "", StringComparison.Ordinal)).Commit();

        Lists(Diff("--catalog", _git.Beside("catalog")), "added", "removed", "changed", "relations").ShouldBeEmpty();
    }

    [Fact]
    public void Repairing_what_the_catalog_keeps_stale_changes_nothing_else()
    {
        Run.Automation("catalog", "build", "--source", $"{_git.Path}@HEAD", "--out", _git.Beside("catalog")).Go().Ends(0);
        _git.With("catalog-info.yaml", $"{Api}---\n{Orders}".Replace("  lifecycle: production\n", "", StringComparison.Ordinal)).Commit();
        Run.Automation("catalog", "build", "--source", $"{_git.Path}@HEAD", "--out", _git.Beside("catalog")).Go().Ends(0);
        _git.Git("checkout", "--quiet", "-b", "change");
        _git.With("catalog-info.yaml", $"{Api}---\n{Orders}").Commit();

        var diff = Diff("--catalog", _git.Beside("catalog"));

        diff.GetProperty("stale").EnumerateArray().Select(s => s.GetProperty("after").ValueKind).ShouldBe([JsonValueKind.Null, JsonValueKind.Null]);
        Lists(diff, "added", "removed", "changed", "relations").ShouldBeEmpty();
    }

    [Fact]
    public void A_new_reference_to_what_a_broken_file_of_the_folder_may_define_does_not_break()
    {
        var arguments = Catalog("folder");
        File.WriteAllText(Path.Combine(_git.Beside("folder"), "shop", "broken.yaml"), "# backstage.io/\nkind: [\nmetadata:\n  name: ledger\n");
        _git.Git("checkout", "--quiet", "-b", "change");
        _git.With("catalog-info.yaml", $"{Api}---\n{Orders}  dependsOn: [component:ledger]\n").Commit();

        Check(arguments).Ends(0).Output.ShouldContain("Merging this will change 1 entity.\n");
    }

    /// <inheritdoc/>
    public void Dispose() => _git.Dispose();

    private string[] Catalog(string kind)
    {
        if (kind == "none")
        {
            return [];
        }

        var folder = _git.Beside("folder");
        foreach (var (path, text) in new[] { ("shop/catalog-info.yaml", Shop), ("shop/org.yaml", $"{Descriptors.Group("a")}---\n{Descriptors.Group("b")}") })
        {
            Directory.CreateDirectory(Path.Combine(folder, Path.GetDirectoryName(path)!));
            File.WriteAllText(Path.Combine(folder, path), text);
        }

        Directory.CreateDirectory(Path.Combine(folder, "orders"));
        foreach (var file in Directory.EnumerateFiles(_git.Path, "*.yaml"))
        {
            File.Copy(file, Path.Combine(folder, "orders", Path.GetFileName(file)));
        }

        if (kind == "folder")
        {
            return ["--catalog", folder];
        }

        Run.Automation("catalog", "build", "--source", Path.Combine(folder, "shop"), "--source", $"{_git.Path}@HEAD", "--out", _git.Beside("stitched"))
            .Go()
            .Ends(0);
        return ["--catalog", _git.Beside("stitched")];
    }

    private Outcome Check(params string[] arguments) => Run.Automation(["check", "--base", "main", .. arguments]).In(_git.Path).Go();

    private JsonElement Diff(params string[] arguments) => Check([.. arguments, "--format", "json"]).Json.GetProperty("catalogDiff");

    private static IEnumerable<string> Lists(JsonElement diff, params string[] names) =>
        names.SelectMany(n => diff.GetProperty(n).EnumerateArray().Select(e => $"{n}: {e}"));
}
