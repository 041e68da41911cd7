namespace Automation.Core.Findings;

/// <summary>Where a rule comes from: the program or document that a reader can check it against.</summary>
/// <param name="Address">The address: a URL, or the path of a page of this repository; null if there is nothing to open.</param>
public sealed record RuleSource(string Text, string? Address = null)
{
    // The release of Backstage with plugin-catalog-backend 4.0.0, catalog-model 1.10.1, plugin-catalog-node 2.2.5 and integration 2.1.2.
    private const string Release = "1.55.0";
    private const string Repository = "https://github.com/backstage/backstage";
    private const string CodeOwnersPage =
        "https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners";

    /// <summary>A rule that only Automation has.</summary>
    public static RuleSource Own { get; } = new("a rule of Automation");

    /// <summary>A limit that only Automation has.</summary>
    public static RuleSource Limit { get; } = new("a limit of Automation; Backstage has none");

    /// <summary>The JSON Schemas of Backstage's kinds.</summary>
    public static RuleSource BackstageKinds { get; } = new(
        $"Backstage {Release}, JSON Schemas of the kinds", $"{Repository}/tree/v{Release}/packages/catalog-model/src/schema/kinds");

    /// <summary>GitHub's list of errors in a CODEOWNERS file.</summary>
    public static RuleSource CodeOwnersErrors { get; } = new(
        "GitHub REST API, \"List CODEOWNERS errors\"", "https://docs.github.com/en/rest/repos/repos#list-codeowners-errors");

    public static RuleSource GitLabCodeOwners { get; } =
        new("GitLab Docs, \"Code Owners syntax\"", "https://docs.gitlab.com/user/project/codeowners/reference/");

    /// <summary>A file of Backstage's source, at the release that Automation is compared with.</summary>
    public static RuleSource Backstage(string what, string path) => new($"Backstage {Release}, {what}", $"{Repository}/blob/v{Release}/{path}");

    /// <summary>A change of Backstage after that release.</summary>
    public static RuleSource BackstageChange(string what, string path) => new($"Backstage, {what}", $"{Repository}/blob/master/{path}");

    public static RuleSource BackstageIssue(int number) => new($"backstage/backstage#{number}", $"{Repository}/issues/{number}");

    public static RuleSource BackstageDocs(string title, string page) =>
        new($"Backstage Docs, \"{title}\"", $"https://backstage.io/docs/features/software-catalog/{page}");

    /// <summary>GitHub's page about CODEOWNERS.</summary>
    public static RuleSource CodeOwners() => new("GitHub Docs, \"About code owners\"", CodeOwnersPage);

    /// <summary>A section of GitHub's page about CODEOWNERS.</summary>
    public static RuleSource CodeOwners(string section, string anchor) => new($"GitHub Docs, \"{section}\"", $"{CodeOwnersPage}#{anchor}");

    public static RuleSource Guide(string title, string page) => new($"guide, \"{title}\"", $"docs/guide/{page}");
}
