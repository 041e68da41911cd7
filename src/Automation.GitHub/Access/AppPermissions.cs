namespace Automation.GitHub.Access;

/// <summary>All permissions of the App. The manifest, the guide and the tokens are tested against them.</summary>
public static class AppPermissions
{
    /// <summary>The permissions, in the order of the guide.</summary>
    public static IReadOnlyList<AppPermission> All { get; } =
    [
        new("metadata", "read", "GitHub grants it to every App; it also shows who may write to a repository", "nothing works"),
        new(
            "contents",
            "write",
            "reads descriptors, CODEOWNERS and configuration; commits for the button *Fix it*, the catalog and proposals. Tokens for anything else request "
            + "`read`",
            "with `read`, the button fails and the catalog is not written, but everything else works; without either, nothing can be checked"),
        new("checks", "write", "the check run with its annotations and its button, and the events of *Re-run* and *Fix it*", "there is no check to require"),
        new(
            "pull_requests",
            "write",
            "reads pull requests; writes the comment, suggestions and replies, and the pull requests of proposals",
            "nothing can be checked"),
        new(
            "members",
            "read",
            "reads the organisation's people and teams for the catalog, and whether the owners in CODEOWNERS exist with write access; the events of teams and "
            + "members",
            "Groups and Users do not follow GitHub, and teams in CODEOWNERS are not looked up; each check reports that"),
        new(
            "issues",
            "read",
            "GitHub sends comments on pull requests as `issue_comment`, and only to Apps that may read issues; no token requests it",
            "commands in comments are not received, and GitHub rejects the manifest") { OnlyForEvent = "issue_comment" },
        new(
            "merge_queues",
            "read",
            "GitHub sends `merge_group` only to Apps that may read merge queues; no token requests it",
            "a merge queue never gets its required check, and GitHub rejects the manifest") { OnlyForEvent = "merge_group" },
    ];

    /// <summary>
    /// What the App needs in addition where people ask for services in issues. The manifest does not request it: an owner of the organisation adds what the
    /// templates need.
    /// </summary>
    public static IReadOnlyList<AppPermission> ForTemplates { get; } =
    [
        new("issues", "write", "the comment with the result, and `github:issues:create` and `github:issues:label`", "no template runs"),
        new("administration", "write", "creates repositories, with their settings and branch protection", "`publish:github` and `github:repo:create` fail"),
        new("workflows", "write", "commits files below `.github/workflows`", "templates that publish do not run"),
        new("secrets", "write", "sets the `secrets` of a repository", "templates with them do not run"),
        new("actions_variables", "write", "sets `repoVariables`", "templates with them do not run"),
        new("environments", "write", "creates environments with their variables and secrets", "`github:environment:create` fails"),
        new("actions", "write", "starts workflows", "`github:actions:dispatch` fails"),
        new("repository_hooks", "write", "creates webhooks", "`github:webhook` fails"),
    ];

    /// <summary>
    /// What the App needs in addition where the server shows deployments. The manifest does not request it: an owner of the organisation adds it.
    /// </summary>
    public static IReadOnlyList<AppPermission> ForHealth { get; } =
    [
        new("deployments", "write", "shows what runs where as deployments of the repositories", "each report notes that deployments cannot be written"),
    ];

    /// <summary>What a token may do, by GitHub's names.</summary>
    public static Dictionary<string, string> Of(TokenPermissions permissions) => permissions switch
    {
        TokenPermissions.ReadFiles => new() { ["contents"] = "read", ["metadata"] = "read" },
        TokenPermissions.ReadPeople => new() { ["members"] = "read", ["metadata"] = "read" },
        TokenPermissions.CommentOnIssue => new() { ["issues"] = "write", ["metadata"] = "read" },
        TokenPermissions.CommentOnMerged => new() { ["contents"] = "read", ["metadata"] = "read", ["pull_requests"] = "write" },
        TokenPermissions.ShowDeployments => new() { ["deployments"] = "write", ["metadata"] = "read" },
        TokenPermissions.ProposeChanges => new() { ["contents"] = "write", ["metadata"] = "read", ["pull_requests"] = "write" },
        TokenPermissions.WriteFiles => new() { ["contents"] = "write", ["metadata"] = "read" },
        TokenPermissions.ReportOnPullRequest => new() { ["contents"] = "read", ["metadata"] = "read", ["checks"] = "write", ["pull_requests"] = "write" },
        _ => new() { ["contents"] = "write", ["metadata"] = "read", ["checks"] = "write", ["pull_requests"] = "write" },
    };
}

/// <summary>A permission that the App requests.</summary>
/// <param name="Name">The name, as GitHub's API writes it.</param>
/// <param name="Level"><c>read</c> or <c>write</c>.</param>
/// <param name="Reason">What it is for.</param>
/// <param name="Without">What stops working without it.</param>
public sealed record AppPermission(string Name, string Level, string Reason, string Without)
{
    /// <summary>The event that GitHub sends only with this permission; null if calls need it, too.</summary>
    public string? OnlyForEvent { get; init; }
}
