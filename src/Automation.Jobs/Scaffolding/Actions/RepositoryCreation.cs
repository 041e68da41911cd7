using System.Text.Json;
using System.Text.Json.Nodes;
using Automation.Core.Text;
using Automation.GitHub.Access;
using Automation.Jobs.RepositoryWrites;
using Automation.Jobs.Scaffolding.Hosting;
using Automation.Templates.Workspaces;

namespace Automation.Jobs.Scaffolding.Actions;

/// <summary>
/// Creates a repository with its settings. One that exists is continued if this run created it, if it is empty, or if it has exactly the files of the run;
/// any other is an error.
/// </summary>
internal sealed class RepositoryCreation(GitHubStep step)
{
    private readonly string _begun = $"creates {step.Repository}";

    /// <summary>The key of the creation of a repository; its number distinguishes it from a later one with the same name.</summary>
    public static string KeyOf(JsonPart repository) => $"created {repository["id"].Number}";

    /// <param name="content">The files that it is going to have; null if the step has none.</param>
    /// <returns>GitHub's description of it.</returns>
    public async Task<JsonPart> RunAsync(RepositoryContent? content, CancellationToken cancellationToken)
    {
        var existing = await step.Rest.FindAsync(step.Path, cancellationToken);
        if (existing is { } other && step.Recorded(KeyOf(other)) is null && !await IsContinuedAsync(other, content, cancellationToken))
        {
            throw new StepException($"{step.Repository} exists, and this run did not create it. Choose another name for the repository.");
        }

        var repository = existing ?? await CreateAsync(cancellationToken);
        if (step.Recorded(KeyOf(repository)) is null)
        {
            // What was there before this run is not its to remove.
            var remove = step.Recorded(_begun) is null ? null : $"gh repo delete {step.Repository}";
            step.Record(KeyOf(repository), null, new CreatedItem("repository", step.Repository.ToString(), repository["html_url"].Text ?? "", remove));
        }

        await step.OnceAsync($"settings {repository["id"].Number}", async () =>
        {
            await new RepositorySettings(step).RunAsync(cancellationToken);
            return (null, null);
        });
        step.Context.Output("remoteUrl", repository["clone_url"].Text);
        return repository;
    }

    private async Task<bool> IsContinuedAsync(JsonPart repository, RepositoryContent? content, CancellationToken cancellationToken)
    {
        var branch = step.Context.Text("defaultBranch") ?? repository["default_branch"].Text ?? "";
        var tip = await BranchTip.FindAsync(step, branch, cancellationToken)
            ?? await BranchTip.FindAsync(step, repository["default_branch"].Text ?? "", cancellationToken);
        return tip is null || tip.Tree == content?.Tree || (tip.IsRoot && content is not null && tip.Tree == GitFile.TreeOf([content.First]));
    }

    private async Task<JsonPart> CreateAsync(CancellationToken cancellationToken)
    {
        var owner = await step.Rest.FindAsync(GitHubRest.Path($"users/{step.Repository.Owner}"), cancellationToken)
            ?? throw new StepException($"GitHub has no user or organisation '{step.Repository.Owner}'.");
        var isOrganisation = owner["type"].Text == "Organization";
        if (!isOrganisation)
        {
            await RequireOwnAsync(cancellationToken);
        }

        // Recorded before, so that it is known after an interruption whose repository it is.
        step.Record(_begun, null);
        var path = isOrganisation ? GitHubRest.Path($"orgs/{step.Repository.Owner}/repos") : "user/repos";
        var created = await step.Rest.SendAsync(HttpMethod.Post, path, Body(isOrganisation), cancellationToken);
        step.Context.Log($"Created {step.Repository}.");
        return created;
    }

    // GitHub creates a user's repository for the owner of the token, even if another user is named.
    private async Task RequireOwnAsync(CancellationToken cancellationToken)
    {
        var login = (await step.Rest.GetAsync("user", cancellationToken))["login"].Text;
        if (!string.Equals(login, step.Repository.Owner, StringComparison.OrdinalIgnoreCase))
        {
            throw new StepException(
                $"The token belongs to '{login}', and GitHub creates a repository of the user '{step.Repository.Owner}' only with a token of that user.");
        }
    }

    private JsonObject Body(bool isOrganisation)
    {
        var visibility = step.Context.Text("repoVisibility") ?? "private";
        var body = new JsonObject
        {
            ["name"] = step.Repository.Name,
            ["private"] = visibility == "private",
            ["allow_merge_commit"] = Switch("allowMergeCommit", true),
            ["allow_squash_merge"] = Switch("allowSquashMerge", true),
            ["allow_rebase_merge"] = Switch("allowRebaseMerge", true),
            ["allow_auto_merge"] = Switch("allowAutoMerge", false),
            ["delete_branch_on_merge"] = Switch("deleteBranchOnMerge", false),
            ["squash_merge_commit_title"] = step.Context.Text("squashMergeCommitTitle") ?? "COMMIT_OR_PR_TITLE",
            ["squash_merge_commit_message"] = step.Context.Text("squashMergeCommitMessage") ?? "COMMIT_MESSAGES",
        };
        foreach (var (input, name) in Optional)
        {
            if (step.Context.Input[input] is { } value)
            {
                body[name] = value.DeepClone();
            }
        }

        if (isOrganisation)
        {
            body["visibility"] = visibility;
            if (step.Context.Input["customProperties"] is { } properties)
            {
                body["custom_properties"] = properties.DeepClone();
            }
        }

        return body;
    }

    private static readonly (string Input, string Name)[] Optional =
    [
        ("description", "description"), ("homepage", "homepage"), ("hasIssues", "has_issues"), ("hasProjects", "has_projects"), ("hasWiki", "has_wiki"),
        ("autoInit", "auto_init"),
    ];

    private bool Switch(string name, bool usual) => step.Context.Input[name]?.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => usual,
    };
}
