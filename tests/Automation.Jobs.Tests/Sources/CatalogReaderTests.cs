using Automation.Core.Trees;
using Automation.Jobs.Sources;

namespace Automation.Jobs.Tests.Sources;

/// <summary>A folder of descriptors becomes the entities that are known.</summary>
public sealed class CatalogReaderTests
{
    [Fact]
    public void Every_yaml_file_that_speaks_of_backstage_is_read_whatever_its_name() =>
        Names(
            ("a/catalog-info.yaml", World.Component("a")),
            ("b/deep/x.YML", World.Component("b")),
            ("c.yaml", World.Component("c") + "---\n" + World.Component("d"))).ShouldBe(["a", "b", "c", "d"]);

    [Fact]
    public void Other_files_are_passed_over() =>
        Names(
            ("a.json", World.Component("a")),
            ("deployment.yaml", "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: x}\n"),
            ("b.md", "backstage.io/v1alpha1")).ShouldBeEmpty();

    [Fact]
    public void A_broken_document_does_not_hide_its_siblings() =>
        Names(("a.yaml", World.Component("a") + "---\nb: [\n")).ShouldBe(["a"]);

    private static IEnumerable<string> Names(params (string Path, string Text)[] files) =>
        CatalogReader.Read(InMemoryTree.Of(files), _ => null, TestContext.Current.CancellationToken).All.Select(e => e.Ref.Name).Order(StringComparer.Ordinal);
}
