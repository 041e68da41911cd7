using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.GitOps.Manifests;
using Automation.GitOps.Tests.Reading;
using Automation.GitOps.Validation;

namespace Automation.GitOps.Tests.Validation;

/// <summary>A file with values that is missing in the repository of the manifests is found, and nothing else is guessed.</summary>
public sealed class ValueFileCheckTests
{
    private const string Own = "repoURL: https://github.com/acme/gitops.git, path: charts/orders";

    private static readonly FileTree Tree = InMemoryTree.Of(
        ("charts/orders/Chart.yaml", "name: orders"), ("charts/orders/values.yaml", ""), ("envs/staging.yaml", ""), ("apps/a.yaml", ""));

    [Theory]
    [InlineData(Own, "values.yaml", null)]
    [InlineData(Own, "values-prod.yaml", "charts/orders/values-prod.yaml")]
    [InlineData(Own, "../../envs/staging.yaml", null)]
    [InlineData(Own, "/envs/staging.yaml", null)]
    [InlineData(Own, "/envs/prod.yaml", "envs/prod.yaml")]
    [InlineData(Own + ", targetRevision: HEAD", "values-prod.yaml", "charts/orders/values-prod.yaml")]
    [InlineData(Own + ", targetRevision: v1.2", "values-prod.yaml", null)]
    [InlineData(Own, "https://example.com/values.yaml", null)]
    [InlineData(Own, "values-*.yaml", null)]
    [InlineData(Own, "values-$ARGOCD_APP_NAME.yaml", null)]
    [InlineData("repoURL: https://github.com/acme/charts, path: charts/orders", "values-prod.yaml", null)]
    [InlineData("repoURL: https://github.com/acme/gitops, path: charts/nowhere", "values-prod.yaml", null)]
    [InlineData("repoURL: https://github.com/acme/gitops, path: apps", "values-prod.yaml", null)]
    public void A_value_file_has_to_exist(string source, string file, string? missing) =>
        Messages($"source: {{ {source}, helm: {{ valueFiles: ['{file}'] }} }}")
            .ShouldBe(missing is null ? [] : [$"There is no file '{missing}' in this repository, so Argo CD cannot render the chart. "
                + "Correct the name, add the file, or set 'ignoreMissingValueFiles'."]);

    [Theory]
    [InlineData("$values/envs/staging.yaml", false)]
    [InlineData("$values/envs/prod.yaml", true)]
    [InlineData("$other/envs/prod.yaml", false)]
    public void A_file_of_another_source_is_looked_up_from_its_root(string file, bool isFound) =>
        Messages($$"""
            sources:
                - { repoURL: https://charts.example.com, chart: orders, targetRevision: 1.0.0, helm: { valueFiles: ['{{file}}'] } }
                - { repoURL: "git@github.com:acme/gitops.git", ref: values }
                - { repoURL: https://github.com/acme/other, ref: other }
            """).Count().ShouldBe(isFound ? 1 : 0);

    [Fact]
    public void A_file_that_may_be_missing_is_none() =>
        Messages($"source: {{ {Own}, helm: {{ ignoreMissingValueFiles: true, valueFiles: [nowhere.yaml] }} }}").ShouldBeEmpty();

    [Theory]
    [InlineData("", 1)]
    [InlineData("templatePatch: 'spec: {}'", 0)]
    [InlineData("generators: [{ list: { elements: [], template: {} } }]", 0)]
    [InlineData("generators: [{ matrix: { generators: [{ git: { template: {} } }] } }]", 0)]
    public void What_a_patch_or_a_generator_may_replace_is_not_looked_up(string more, int missing) =>
        Of($$"""
            apiVersion: argoproj.io/v1alpha1
            kind: ApplicationSet
            metadata: { name: orders }
            spec:
              {{more}}
              template: { spec: { source: { {{Own}}, helm: { valueFiles: [values-prod.yaml] } } } }
            """, Tree).Count().ShouldBe(missing);

    [Fact]
    public void A_file_below_a_link_to_a_folder_may_be_there()
    {
        var tree = new LinkedFilesTree(("charts/orders/Chart.yaml", "name: orders"), ("envs/prod", "-> ../shared"), ("shared/a.yaml", ""));

        Messages($"source: {{ {Own}, helm: {{ valueFiles: [/envs/prod/a.yaml, /envs/b.yaml] }} }}", tree).ShouldHaveSingleItem().ShouldContain("envs/b.yaml");
    }

    private static IEnumerable<string> Messages(string sources, FileTree? tree = null) =>
        Of($"apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {{ name: orders }}\nspec:\n  {sources}\n", tree ?? Tree);

    private static IEnumerable<string> Of(string text, FileTree tree) =>
        new ValueFileCheck(tree, "github.com/acme/gitops").Run(ManifestFile.Read(SourceText.Of("a.yaml", text)).Documents[0].Manifest!).Select(f => f.Message);
}
