namespace Automation.Descriptors.Tests.Advice;

public sealed class MisplacedAnnotationTests
{
    [Theory]
    [InlineData("annotations:\n  backstage.io/techdocs-ref: dir:.", "backstage.io/techdocs-ref", "'metadata.annotations'.")]
    [InlineData("annotations: {}\n  github.com/project-slug: acme/orders", "github.com/project-slug", "'metadata.annotations'.")]
    [InlineData("example.com/tier: gold", "example.com/tier", "'metadata.annotations' or 'metadata.labels'.")]
    public void An_annotation_one_level_too_high_is_a_warning(string metadata, string key, string where)
    {
        var document = Validated.File(Component(metadata)).Documents.ShouldHaveSingleItem();

        document.IsValid.ShouldBeTrue();
        var finding = document.Findings.ShouldHaveSingleItem();
        finding.Rule.Id.ShouldBe("catalog/misplaced-annotation");
        finding.Message.ShouldContain(key);
        finding.Message.ShouldEndWith(where);
    }

    [Theory]
    [InlineData("annotations:\n    backstage.io/techdocs-ref: dir:.")]
    [InlineData("labels:\n    example.com/tier: gold")]
    [InlineData("generation: 1")]
    [InlineData("a/b/c: 1")]
    [InlineData("/a: 1")]
    public void Other_keys_are_not(string metadata) =>
        Validated.File(Component(metadata)).Documents.ShouldHaveSingleItem().Findings.ShouldNotContain(f => f.Rule.Id == "catalog/misplaced-annotation");

    private static string Component(string metadata) =>
        $"apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: orders\n  {metadata}\nspec:\n  type: service\n  lifecycle: production\n  "
        + "owner: payments\n";
}
