using System.Text.Json.Nodes;
using Automation.Templates.Actions;

namespace Automation.Jobs.Scaffolding.Actions;

/// <summary>Inputs that several actions take, with the names and types that Backstage gives them.</summary>
internal static class RepositoryInputs
{
    /// <summary>The repository.</summary>
    public static (string Name, JsonObject Schema) Url => ("repoUrl", ActionSchema.Text("The repository: github.com?owner=acme&repo=orders."));

    /// <summary>The token of the step.</summary>
    public static (string Name, JsonObject Schema) Token => ("token?", ActionSchema.Text("The token to use; that of the run if absent."));

    /// <summary>The output of what publishes.</summary>
    public static JsonObject Published => ActionSchema.Object(
        ("remoteUrl", ActionSchema.Text("The address to clone from.")),
        ("repoContentsUrl", ActionSchema.Text("The page of the repository's root.")),
        ("commitHash", ActionSchema.Text("The commit.")));

    /// <summary>What a new repository is like.</summary>
    public static IEnumerable<(string Name, JsonObject Schema)> Creation =>
    [
        ("description?", ActionSchema.Text("What the repository is for.")),
        ("homepage?", ActionSchema.Text("Its home page.")),
        ("access?", ActionSchema.Text("Who becomes its administrator: a user, or a team as org/team.")),
        ("repoVisibility?", ActionSchema.Choice("Who sees it; private if absent.", "private", "public", "internal")),
        ("deleteBranchOnMerge?", ActionSchema.Switch("Deletes the branch of a merged pull request; false if absent.")),
        ("allowMergeCommit?", ActionSchema.Switch("Allows merge commits; true if absent.")),
        ("allowSquashMerge?", ActionSchema.Switch("Allows squash merges; true if absent.")),
        ("squashMergeCommitTitle?", ActionSchema.Choice("The title of a squash commit; COMMIT_OR_PR_TITLE if absent.", "PR_TITLE", "COMMIT_OR_PR_TITLE")),
        ("squashMergeCommitMessage?", ActionSchema.Choice("The message of a squash commit; COMMIT_MESSAGES if absent.", "PR_BODY", "COMMIT_MESSAGES", "BLANK")),
        ("allowRebaseMerge?", ActionSchema.Switch("Allows rebase merges; true if absent.")),
        ("allowAutoMerge?", ActionSchema.Switch("Allows merging when all requirements are met; false if absent.")),
        ("allowUpdateBranch?", ActionSchema.Switch("Offers to update branches of pull requests; false if absent.")),
        ("collaborators?", ActionSchema.List(
            new JsonObject { ["anyOf"] = new JsonArray(Collaborator("user"), Collaborator("team")) },
            "Users and teams with their permissions. A failure is a note.")),
        ("hasProjects?", ActionSchema.Switch("Whether it has projects.")),
        ("hasWiki?", ActionSchema.Switch("Whether it has a wiki.")),
        ("hasIssues?", ActionSchema.Switch("Whether it has issues.")),
        ("topics?", ActionSchema.Texts("Its topics. A failure is a note.")),
        ("repoVariables?", ActionSchema.MapOf(Plain("string"), "Variables of its workflows.")),
        ("secrets?", ActionSchema.MapOf(Plain("string"), "Secrets of its workflows. They are encrypted before they are sent.")),
        ("oidcCustomization?", Described(
            ActionSchema.Object(
                ("useDefault?", ActionSchema.Switch("Whether the default claims are used.")),
                ("includeClaimKeys?", ActionSchema.Texts("The claims."))),
            "What identifies its workflows to clouds.")),
        ("customProperties?", ActionSchema.MapOf(
            new JsonObject { ["anyOf"] = new JsonArray(Plain("string"), new JsonObject { ["type"] = "array", ["items"] = Plain("string") }) },
            "Properties of a repository of an organisation.")),
        ("subscribe?", ActionSchema.Switch("Watches it; false if absent.")),
    ];

    /// <summary>How a branch is protected.</summary>
    public static IEnumerable<(string Name, JsonObject Schema)> Protection =>
    [
        ("requiredApprovingReviewCount?", ActionSchema.Number("How many approvals a pull request needs; 1 if absent.")),
        ("requireCodeOwnerReviews?", ActionSchema.Switch("Requires an approval of a code owner; false if absent.")),
        ("dismissStaleReviews?", ActionSchema.Switch("Dismisses approvals when commits are pushed; false if absent.")),
        ("bypassPullRequestAllowances?", Described(
            ActionSchema.Object(("apps?", Texts()), ("users?", Texts()), ("teams?", Texts())), "Who needs no pull request.")),
        ("restrictions?", Described(
            ActionSchema.Object(("apps?", Texts()), ("users", Texts()), ("teams", Texts())), "Who may push; only for an organisation.")),
        ("requiredStatusCheckContexts?", ActionSchema.Texts("The checks that have to succeed.")),
        ("requireBranchesToBeUpToDate?", ActionSchema.Switch("Requires that a branch is up to date; true if absent.")),
        ("requiredConversationResolution?", ActionSchema.Switch("Requires that all conversations are resolved; false if absent.")),
        ("requireLastPushApproval?", ActionSchema.Switch("Requires that someone else approves the last push; false if absent.")),
        ("requiredCommitSigning?", ActionSchema.Switch("Requires signed commits; false if absent.")),
        ("requiredLinearHistory?", ActionSchema.Switch("Rejects merge commits; false if absent.")),
    ];

    /// <summary>What is pushed, and where to.</summary>
    public static IEnumerable<(string Name, JsonObject Schema)> Push =>
    [
        ("defaultBranch?", ActionSchema.Text("The branch; main if absent.")),
        ("protectDefaultBranch?", ActionSchema.Switch("Protects the branch; true if absent. A failure is a note.")),
        ("protectEnforceAdmins?", ActionSchema.Switch("Protects it from administrators, too; true if absent.")),
        ("gitCommitMessage?", ActionSchema.Text("The message of the commit; 'initial commit' if absent.")),
        ("gitAuthorName?", ActionSchema.Text("The author's name; that of the token's user if absent.")),
        ("gitAuthorEmail?", ActionSchema.Text("The author's address.")),
        ("sourcePath?", ActionSchema.Text("The folder of the workspace that becomes the root; all of it if absent.")),
    ];

    /// <summary>A schema with a description.</summary>
    public static JsonObject Described(JsonObject schema, string description)
    {
        schema["description"] = description;
        return schema;
    }

    private static JsonObject Collaborator(string kind) => ActionSchema.Object(
        ("access", ActionSchema.Text("The permission.")),
        (kind, ActionSchema.Text($"The {kind}.")));

    private static JsonObject Plain(string type) => new() { ["type"] = type };

    private static JsonObject Texts() => new() { ["type"] = "array", ["items"] = Plain("string") };
}
