namespace Automation.GitHub.Access;

/// <summary>Everything that the App asks for. The manifest, the guide and the tokens are held against it.</summary>
public static class AppPermissions
{
    /// <summary>The permissions, in the order of the guide.</summary>
    public static IReadOnlyList<AppPermission> All { get; } =
    [
        new("metadata", "read", "GitHub gives it to every App; it also says who may write to a repository", "nothing works"),
        new("contents", "write", "reads descriptors, CODEOWNERS and configuration; the button *Fix it* commits, and the catalog is committed to its repository. Tokens for anything else ask for `read`", "with `read`, the button fails and the catalog is not written, and everything else works; without either nothing can be checked"),
        new("checks", "write", "the check run with its lines and its button, and the events when somebody presses *Re-run* or *Fix it*", "there is no check to require"),
        new("pull_requests", "write", "reads pull requests; writes the comment, suggestions and answers", "nothing can be checked"),
        new("members", "read", "reads the organisation's people and teams for the catalog, and whether the owners in CODEOWNERS exist and may write; the events of teams and members", "Groups and Users do not follow GitHub, and teams in CODEOWNERS are not looked up, which each check then says"),
        new("issues", "read", "GitHub sends comments of pull requests as `issue_comment`, and that event only to Apps that may read issues; no token asks for it", "commands in comments are not heard, and GitHub refuses the manifest") { OnlyForEvent = "issue_comment" },
        new("merge_queues", "read", "GitHub sends `merge_group` only to Apps that may read merge queues; no token asks for it", "a merge queue waits for the required check for ever, and GitHub refuses the manifest") { OnlyForEvent = "merge_group" },
    ];

    /// <summary>What a token may do, by GitHub's names.</summary>
    public static Dictionary<string, string> Of(TokenPermissions permissions) => permissions switch
    {
        TokenPermissions.ReadFiles => new() { ["contents"] = "read", ["metadata"] = "read" },
        TokenPermissions.ReadPeople => new() { ["members"] = "read", ["metadata"] = "read" },
        TokenPermissions.WriteFiles => new() { ["contents"] = "write", ["metadata"] = "read" },
        TokenPermissions.ReportOnPullRequest => new() { ["contents"] = "read", ["metadata"] = "read", ["checks"] = "write", ["pull_requests"] = "write" },
        _ => new() { ["contents"] = "write", ["metadata"] = "read", ["checks"] = "write", ["pull_requests"] = "write" },
    };
}
