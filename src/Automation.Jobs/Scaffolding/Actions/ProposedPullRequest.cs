using System.Text.Json.Nodes;
using Automation.Core.Text;
using Automation.Jobs.RepositoryWrites;
using Automation.Jobs.Scaffolding.Hosting;
using Automation.Templates.Workspaces;

namespace Automation.Jobs.Scaffolding.Actions;

/// <summary>A change of a repository to be proposed by a pull request.</summary>
/// <param name="Branch">The branch of the pull request.</param>
/// <param name="Files">The files that it has by path; null deletes.</param>
internal sealed record ProposedChange(string Branch, string Title, string Text, IReadOnlyDictionary<string, GitFile?> Files)
{
    /// <summary>The branch that it changes; null for the default branch.</summary>
    public string? Base { get; init; }

    /// <summary>The message of the commit; null for the title.</summary>
    public string? Message { get; init; }

    /// <summary>Whether it is opened as a draft.</summary>
    public bool IsDraft { get; init; }

    /// <summary>Whether commits may be added to a branch that exists without a pull request.</summary>
    public bool IsUpdate { get; init; }

    /// <summary>Whether the pull request is opened even if nothing differs.</summary>
    public bool IsCreatedWhenEmpty { get; init; }
}

/// <param name="Base">The branch that it changes.</param>
/// <param name="IsOpen">Whether it is open.</param>
internal sealed record PullRequestState(long Number, string Url, string Base, bool IsOpen);

/// <summary>Opens a pull request, or updates the open one of the branch. Repeating the change does nothing.</summary>
/// <param name="step">The step; its repository is the one that changes.</param>
internal sealed class ProposedPullRequest(GitHubStep step, ProposedChange change)
{
    private readonly string _key = $"pull request {step.Repository} {change.Branch}";

    /// <summary>The fork that has the branch; null if it is in the repository itself.</summary>
    public GitHubStep? Fork { get; init; }

    private GitHubStep From => Fork ?? step;

    /// <summary>Opens it; null if nothing differs, and it is not to be opened then.</summary>
    public async Task<PullRequestState?> RunAsync(CancellationToken cancellationToken)
    {
        var repository = await step.Rest.GetAsync(step.Path, cancellationToken);
        var target = change.Base ?? repository["default_branch"].Text ?? "";
        var into = await BranchTip.FindAsync(step, target, cancellationToken)
            ?? throw new StepException($"{step.Repository} has no branch '{target}' that a pull request could change.");
        var known = await step.PullRequestsAsync(From.Repository, change.Branch, target, cancellationToken);
        var open = known.Find(p => p["state"].Text == "open");
        if (!open.Exists && known.Find(p => step.Recorded(_key)?.Value?["number"]?.ToString() == $"{p["number"].Number}") is { Exists: true } ended)
        {
            step.Context.Log($"The pull request of {change.Branch} is no longer open.");
            return State(ended);
        }

        var changed = await ComparedFiles.DifferingAsync(step, into.Tree, change.Files, cancellationToken);
        if (changed.Count == 0 && !open.Exists)
        {
            if (known.Find(p => p["merged_at"].Exists) is { Exists: true } merged)
            {
                step.Context.Log($"The pull request of {change.Branch} was merged.");
                return State(merged);
            }

            if (!change.IsCreatedWhenEmpty)
            {
                step.Context.Log($"{target} of {step.Repository} already has these files, so no pull request is needed.");
                return null;
            }
        }

        await PushAsync(target, into, changed, open.Exists, cancellationToken);
        var pull = open.Exists ? await UpdateAsync(open, cancellationToken) : await OpenAsync(target, cancellationToken);
        var state = State(pull);
        if (step.Recorded(_key)?.Value?["number"]?.ToString() != $"{state.Number}")
        {
            var remove = open.Exists ? null : $"gh pr close {state.Number} --repo {step.Repository} --delete-branch";
            var created = new CreatedItem("pull request", $"{step.Repository}#{state.Number}", state.Url, remove);
            step.Record(_key, new JsonObject { ["number"] = state.Number }, created);
        }

        return state;
    }

    private static PullRequestState State(JsonPart pull) =>
        new(pull["number"].Number ?? 0, pull["html_url"].Text ?? "", pull["base"]["ref"].Text ?? "", pull["state"].Text == "open");

    private async Task PushAsync(
        string target, BranchTip into, IReadOnlyDictionary<string, GitFile?> changed, bool isOpen, CancellationToken cancellationToken)
    {
        var message = change.Message is { Length: > 0 } given ? given : change.Title;
        var branch = await BranchTip.FindAsync(From, change.Branch, cancellationToken);
        if (branch is null)
        {
            var first = await From.Upload.RunAsync(into.Tree, into.Commit, changed, message, cancellationToken);
            await BranchTip.CreateAsync(From, change.Branch, first, cancellationToken);
            step.Context.Log($"Pushed {changed.Count:N0} changed files to {change.Branch} of {From.Repository}.");
            return;
        }

        var missing = await ComparedFiles.DifferingAsync(From, branch.Tree, change.Files, cancellationToken);
        if (missing.Count == 0)
        {
            step.Context.Log($"{change.Branch} of {From.Repository} has these files.");
            return;
        }

        if (!isOpen && !change.IsUpdate)
        {
            throw new StepException(
                $"The branch {change.Branch} of {From.Repository} exists with other files, and it has no open pull request to {target}. "
                + "Choose another branchName, or set 'update: true' to add to the branch.");
        }

        var commit = await From.Upload.RunAsync(branch.Tree, branch.Commit, missing, message, cancellationToken);
        await BranchTip.MoveAsync(From, change.Branch, commit, cancellationToken);
        step.Context.Log($"Pushed {missing.Count:N0} changed files to {change.Branch} of {From.Repository}.");
    }

    private async Task<JsonPart> OpenAsync(string target, CancellationToken cancellationToken)
    {
        var head = From.Repository == step.Repository ? change.Branch : $"{From.Repository.Owner}:{change.Branch}";
        var pull = await step.OpenPullRequestAsync(change.Title, head, target, change.Text, cancellationToken, change.IsDraft);
        step.Context.Log($"Opened the pull request {pull["html_url"].Text}.");
        return pull;
    }

    private async Task<JsonPart> UpdateAsync(JsonPart pull, CancellationToken cancellationToken)
    {
        if (pull["title"].Text == change.Title && (pull["body"].Text ?? "") == change.Text)
        {
            return pull;
        }

        var body = new JsonObject { ["title"] = change.Title, ["body"] = change.Text };
        return await step.Rest.SendAsync(HttpMethod.Patch, $"{step.Path}/pulls/{pull["number"].Number}", body, cancellationToken);
    }
}
