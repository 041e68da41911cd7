using Automation.Core.Trees;
using Automation.GitOps.Schemas;
using Automation.Jobs.GitOps;

namespace Automation.Jobs.Tests.GitOps;

/// <summary>Which files of a folder are validated as manifests.</summary>
public sealed class ValidateManifestsTests
{
    private const string Partial = "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: orders }\nspec: { source: { kustomize: {} } }\n";

    [Theory]
    [InlineData("tests/01-assert.yaml", false, false)]
    [InlineData("tests/02-errors.yaml", false, false)]
    [InlineData("tests/chainsaw-assert.yaml", false, false)]
    [InlineData("tests/01-assert.yaml", true, true)]
    [InlineData("apps/orders.yaml", false, true)]
    public void What_a_test_expects_of_a_cluster_is_no_manifest(string path, bool isNamed, bool isFound) =>
        new ValidateManifests(SchemaSet.BuiltIn)
            .Run([new ManifestInput(path, path, InMemoryTree.Of((path, Partial)), isNamed)], CancellationToken.None).Findings.Any().ShouldBe(isFound);
}
