using System.Text.Json.Nodes;
using Automation.Templates.Actions;

namespace Automation.Jobs.Scaffolding.Actions;

/// <summary>Inputs that several actions take, with the names and types that Backstage gives them.</summary>
internal static class RepositoryInputs
{
    public static (string Name, JsonObject Schema) Url => ("repoUrl", ActionSchema.Text("The repository, such as github.com?owner=acme&repo=orders."));

    public static (string Name, JsonObject Schema) Token => ("token?", ActionSchema.Text("The token to use (default: the token of the run)."));

    /// <summary>The outputs of actions that publish.</summary>
    public static JsonObject Published => ActionSchema.Object(
        ("remoteUrl", ActionSchema.Text("The clone URL of the repository.")),
        ("repoContentsUrl", ActionSchema.Text("The URL of the repository's files on GitHub, at its default branch.")),
        ("commitHash", ActionSchema.Text("The commit.")));

    /// <summary>The inputs that describe a new repository.</summary>
    public static IEnumerable<(string Name, JsonObject Schema)> Creation =>
    [
        ("description?", ActionSchema.Text("The description of the repository.")),
        ("homepage?", ActionSchema.Text("The home page of the repository.")),
        ("access?", ActionSchema.Text("The administrator of the repository: a user, or a team as org/team.")),
        ("repoVisibility?", ActionSchema.Choice("The visibility of the repository (default: private).", "private", "public", "internal")),
        ("deleteBranchOnMerge?", ActionSchema.Switch("Deletes the branch of a merged pull request (default: false).")),
        ("allowMergeCommit?", ActionSchema.Switch("Allows merge commits (default: true).")),
        ("allowSquashMerge?", ActionSchema.Switch("Allows squash merges (default: true).")),
        ("squashMergeCommitTitle?", ActionSchema.Choice("The title of a squash commit (default: COMMIT_OR_PR_TITLE).", "PR_TITLE", "COMMIT_OR_PR_TITLE")),
        ("squashMergeCommitMessage?", ActionSchema.Choice("The message of a squash commit (default: COMMIT_MESSAGES).", "PR_BODY", "COMMIT_MESSAGES", "BLANK")),
        ("allowRebaseMerge?", ActionSchema.Switch("Allows rebase merges (default: true).")),
        ("allowAutoMerge?", ActionSchema.Switch("Allows auto-merge: a pull request is merged once all requirements are met (default: false).")),
        ("allowUpdateBranch?", ActionSchema.Switch("Offers to update the branches of pull requests (default: false).")),
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
                ("useDefault?", ActionSchema.Switch("Uses the default claims.")),
                ("includeClaimKeys?", ActionSchema.Texts("The claims."))),
            "The claims of the OIDC tokens with which the repository's workflows sign in to clouds.")),
        ("customProperties?", ActionSchema.MapOf(
            new JsonObject { ["anyOf"] = new JsonArray(Plain("string"), new JsonObject { ["type"] = "array", ["items"] = Plain("string") }) },
            "The custom properties of the repository; only in an organisation.")),
        ("subscribe?", ActionSchema.Switch("Watches the repository (default: false).")),
    ];

    /// <summary>The inputs that describe the protection of a branch.</summary>
    public static IEnumerable<(string Name, JsonObject Schema)> Protection =>
    [
        ("requiredApprovingReviewCount?", ActionSchema.Number("The number of approvals that a pull request needs (default: 1).")),
        ("requireCodeOwnerReviews?", ActionSchema.Switch("Requires the approval of a code owner (default: false).")),
        ("dismissStaleReviews?", ActionSchema.Switch("Dismisses approvals when commits are pushed (default: false).")),
        ("bypassPullRequestAllowances?", Described(
            ActionSchema.Object(("apps?", Texts()), ("users?", Texts()), ("teams?", Texts())), "Those who can push without a pull request.")),
        ("restrictions?", Described(
            ActionSchema.Object(("apps?", Texts()), ("users", Texts()), ("teams", Texts())), "Those who can push; only in an organisation.")),
        ("requiredStatusCheckContexts?", ActionSchema.Texts("The checks that must succeed.")),
        ("requireBranchesToBeUpToDate?", ActionSchema.Switch("Requires that a branch is up to date before merging (default: true).")),
        ("requiredConversationResolution?", ActionSchema.Switch("Requires that all conversations are resolved (default: false).")),
        ("requireLastPushApproval?", ActionSchema.Switch("Requires that the last push is approved by someone else (default: false).")),
        ("requiredCommitSigning?", ActionSchema.Switch("Requires signed commits (default: false).")),
        ("requiredLinearHistory?", ActionSchema.Switch("Rejects merge commits (default: false).")),
    ];

    public static IEnumerable<(string Name, JsonObject Schema)> Push =>
    [
        ("defaultBranch?", ActionSchema.Text("The default branch of the new repository (default: main).")),
        ("protectDefaultBranch?", ActionSchema.Switch("Protects the branch (default: true). If this fails, the run continues with a note.")),
        ("protectEnforceAdmins?", ActionSchema.Switch("Applies the protection to administrators, too (default: true).")),
        ("gitCommitMessage?", ActionSchema.Text("The message of the commit (default: 'initial commit').")),
        ("gitAuthorName?", ActionSchema.Text("The name of the commit's author (default: the token's user).")),
        ("gitAuthorEmail?", ActionSchema.Text("The e-mail address of the commit's author.")),
        ("sourcePath?", ActionSchema.Text("The folder of the workspace that becomes the root (default: the whole workspace).")),
    ];

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
