using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.GitOps.Manifests;
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
            .ShouldBe(missing is null ? [] : [$"There is no file '{missing}' in this repository, so Argo CD cannot render the chart."]);

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

    private static IEnumerable<string> Messages(string sources)
    {
        var text = $"apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {{ name: orders }}\nspec:\n  {sources}\n";
        return new ValueFileCheck(Tree, "github.com/acme/gitops").Run(ManifestFile.Read(SourceText.Of("a.yaml", text)).Documents[0].Manifest!).Select(f => f.Message);
    }
}
