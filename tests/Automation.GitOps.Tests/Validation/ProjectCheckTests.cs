using Automation.Core.Text;
using Automation.GitOps.Manifests;
using Automation.GitOps.Reading;
using Automation.GitOps.Validation;
using CsCheck;

namespace Automation.GitOps.Tests.Validation;

/// <summary>An application that its project does not permit is found, and what depends on the addresses of clusters is not guessed.</summary>
public sealed class ProjectCheckTests
{
    [Theory]
    [InlineData("https://github.com/acme/gitops", "*", true)]
    [InlineData("https://github.com/acme/gitops", "https://github.com/acme/*", true)]
    [InlineData("https://github.com/acme/gitops.git", "https://github.com/ACME/gitops", true)]
    [InlineData("git@github.com:acme/gitops.git", "git@github.com:acme/*", true)]
    [InlineData("https://github.com/acme/gitops", "https://github.com/*", false)]
    [InlineData("https://github.com/acme/gitops", "https://github.com/**", true)]
    [InlineData("https://github.com/acme/gitops", "https://github.com/other/gitops", false)]
    [InlineData("https://github.com/acme/gitops", "*, '!https://github.com/acme/gitops'", false)]
    [InlineData("https://github.com/acme/gitops", "'!https://github.com/acme/secret', *", true)]
    [InlineData("{{repo}}", "https://github.com/other/*", true)]
    public void A_repository_has_to_be_permitted(string repository, string patterns, bool isPermitted) =>
        Rules($"sourceRepos: [{string.Join(", ", patterns.Split(", ").Select(p => p == "*" ? "'*'" : p))}], destinations: [{{ name: '*', namespace: '*' }}]", repository, "name: a")
            .ShouldBe(isPermitted ? [] : ["gitops/project-source"]);

    [Theory]
    [InlineData("name: staging, namespace: orders", "name: staging, namespace: orders", true)]
    [InlineData("name: staging, namespace: orders", "name: staging, namespace: '*'", true)]
    [InlineData("name: staging, namespace: orders", "name: stag*, namespace: ord*", true)]
    [InlineData("name: staging, namespace: orders", "name: production, namespace: orders", false)]
    [InlineData("name: staging, namespace: orders", "name: staging, namespace: billing", false)]
    [InlineData("name: staging, namespace: orders", "server: https://10.0.0.1, namespace: orders", true)]
    [InlineData("name: staging, namespace: orders", "server: https://10.0.0.1, namespace: billing", false)]
    [InlineData("server: https://kubernetes.default.svc, namespace: orders", "name: in-cluster, namespace: orders", true)]
    [InlineData("name: staging, namespace: kube-system", "name: '*', namespace: '!kube-system'", false)]
    [InlineData("name: staging, namespace: orders", "name: '*', namespace: '!kube-system'", true)]
    public void A_destination_has_to_be_permitted(string destination, string permitted, bool isPermitted) =>
        Rules($"sourceRepos: ['*'], destinations: [{{ {permitted} }}]", "https://github.com/acme/gitops", destination)
            .ShouldBe(isPermitted ? [] : ["gitops/project-destination"]);

    [Fact]
    public void A_project_that_is_elsewhere_is_not_guessed() =>
        new ProjectCheck([]).Run(Application("https://github.com/acme/gitops", "name: a")).ShouldBeEmpty();

    [Fact]
    public void A_pattern_of_the_text_itself_matches_and_stars_match_everything() => Gen.String[Gen.Char["ab/"], 0, 8].Sample(
        text => Wildcard.Matches(text, text, '/') && Wildcard.Matches("**", text, '/') && Wildcard.Matches("*", text, null)
            && Wildcard.Matches("*", text, '/') == !text.Contains('/', StringComparison.Ordinal));

    private static IEnumerable<string> Rules(string project, string repository, string destination)
    {
        var application = Application(repository, destination);
        var defined = Manifest($"apiVersion: argoproj.io/v1alpha1\nkind: AppProject\nmetadata: {{ name: shop }}\nspec: {{ {project} }}\n");
        return new ProjectCheck([defined, application]).Run(application).Select(f => f.Rule.Id);
    }

    private static Manifest Application(string repository, string destination) => Manifest(
        $"apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {{ name: orders }}\nspec:\n  project: shop\n  source: {{ repoURL: '{repository}', path: a }}\n  destination: {{ {destination} }}\n");

    private static Manifest Manifest(string text) => ManifestFile.Read(SourceText.Of("a.yaml", text)).Documents[0].Manifest!;
}
