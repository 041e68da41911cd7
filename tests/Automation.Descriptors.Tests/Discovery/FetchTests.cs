using Automation.Core.Trees;
using Automation.Descriptors.Discovery;

namespace Automation.Descriptors.Tests.Discovery;

/// <summary>What Templates fetch from their own repository.</summary>
public sealed class FetchTests
{
    private static readonly RepositorySlug Repository = RepositorySlug.Parse("acme/templates")!;

    [Theory]
    [InlineData("fetch:template", "./skeleton", "go/skeleton")]
    [InlineData("fetch:plain", "skeleton/", "go/skeleton")]
    [InlineData("fetch:template:file", "./skeleton/catalog-info.yaml", "go/skeleton/catalog-info.yaml")]
    [InlineData("fetch:cookiecutter", "../skeletons/go", "skeletons/go")]
    [InlineData("fetch:template", "https://github.com/acme/templates/tree/main/skeletons/go", "skeletons/go")]
    [InlineData("fetch:template", "../skeletons/${{ parameters.language }}/base", "skeletons")]
    public void A_step_fetches_a_file_or_folder_of_the_repository(string action, string url, string fetched) => Fetched(action, url).ShouldBe([fetched]);

    [Theory]
    [InlineData("fetch:template", ".")]
    [InlineData("fetch:template", "..")]
    [InlineData("fetch:template", "./template.yaml")]
    [InlineData("fetch:template", "../../outside")]
    [InlineData("fetch:template", "./${{ parameters.language }}/skeleton")]
    [InlineData("fetch:template", "https://github.com/acme/other/tree/main/skeleton")]
    [InlineData("publish:github", "./skeleton")]
    public void What_is_elsewhere_or_holds_the_Template_itself_does_not_count(string action, string url) => Fetched(action, url).ShouldBeEmpty();

    [Theory]
    [InlineData("template.yaml", true)]
    [InlineData("go/Service-Template.YML", true)]
    [InlineData("templates/service.yaml", false)]
    [InlineData("vendor/x/template.yaml", false)]
    [InlineData("template.json", false)]
    public void A_Template_that_another_repository_registers_is_known_by_its_name(string path, bool isNamed) => TemplateFetches.IsNamed(path).ShouldBe(isNamed);

    [Fact]
    public void What_is_fetched_is_a_skeleton_and_so_is_what_is_below_it_and_never_a_file_at_the_root()
    {
        var fetched = FetchedPaths.Of(["go/skeleton", "catalog-info.yaml"]);

        new[] { "go/skeleton/catalog-info.yaml", "go/skeleton/a/b.yaml", "go/skeleton", "go/skeletons/x.yaml", "go/catalog-info.yaml", "catalog-info.yaml" }
            .Select(fetched.Contains).ShouldBe([true, true, true, false, false, false]);
    }

    private static IReadOnlyList<string> Fetched(string action, string url)
    {
        var template =
            $"apiVersion: scaffolder.backstage.io/v1beta3\nkind: Template\nmetadata:\n  name: go\nspec:\n  type: service\n  steps:\n    - action: {action}\n  "
            + $"    input:\n        url: {url}\n";
        return TemplateFetches.In(InMemoryTree.Of(("go/template.yaml", template)), "go/template.yaml", Repository, TestContext.Current.CancellationToken);
    }
}
