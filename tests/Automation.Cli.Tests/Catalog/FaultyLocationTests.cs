using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests.Catalog;

/// <summary>One Location with many targets, some of them bad. Backstage takes all of it or none; here each bad target costs itself.</summary>
public sealed class FaultyLocationTests
{
    private const string Component =
        "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: {0}\nspec:\n  type: service\n  lifecycle: production\n  owner: payments\n";

    [Fact]
    public void Every_good_entity_is_kept_and_every_bad_target_is_reported()
    {
        using var folder = new TemporaryFolder();
        folder.With(
            "all.yaml",
            "apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata:\n  name: all\nspec:\n  type: file\n  targets:\n    - ./a/catalog-info.yaml\n    - "
            + "./broken/catalog-info.yaml\n    - ./nameless/catalog-info.yaml\n    - ./unknown/catalog-info.yaml\n    - ./gone/catalog-info.yaml\n    - "
            + "./b/catalog-info.yaml\n")
            .With("a/catalog-info.yaml", Component.Replace("{0}", "a", StringComparison.Ordinal))
            .With("b/catalog-info.yaml", Component.Replace("{0}", "b", StringComparison.Ordinal))
            .With("elsewhere/catalog-info.yaml", Component.Replace("{0}", "elsewhere", StringComparison.Ordinal))
            .With("broken/catalog-info.yaml", "kind: Component\n  spec: [\n")
            .With("nameless/catalog-info.yaml", Component.Replace("  name: {0}\n", "  title: nameless\n", StringComparison.Ordinal))
            .With(
                "unknown/catalog-info.yaml",
                Component.Replace("{0}", "unknown", StringComparison.Ordinal).Replace("Component", "Widget", StringComparison.Ordinal));

        Run.Automation("catalog", "build", "--source", ".", "--location", "all.yaml", "--out", "out").In(folder.Path).Go().Ends(0);

        var refs = Run.Automation("catalog", "search", "--catalog", "out", "namespace:default", "--format", "jsonl")
            .In(folder.Path)
            .Go()
            .Ends(0).Lines
            .Select(l => l.Text("ref"))
            .Order(StringComparer.Ordinal);
        refs.ShouldBe(["component:default/a", "component:default/b", "location:default/all"]);
        var findings = string.Concat(Directory.EnumerateFiles(Path.Combine(folder.Path, "out/findings")).Select(File.ReadAllText));
        foreach (var said in (string[])[
            "broken/catalog-info.yaml",
            "nameless/catalog-info.yaml",
            "unknown/catalog-info.yaml",
            "There is no file 'gone/catalog-info.yaml'",
        ])
        {
            findings.ShouldContain(said);
        }
    }

    [Theory]
    [InlineData("gone.yaml", "There is no Location file 'gone.yaml'")]
    [InlineData("../outside.yaml", "is not in the source")]
    public void A_Location_that_cannot_be_begun_from_is_a_usage_error(string location, string message)
    {
        using var folder = new TemporaryFolder();
        folder.With("source/a.yaml", "").With("outside.yaml", "");

        Run.Automation("catalog", "build", "--source", ".", "--location", location, "--out", "out")
            .In(Path.Combine(folder.Path, "source"))
            .Go()
            .Ends(2).Errors
            .ShouldContain(message);
    }
}
