using System.Text.Json.Nodes;
using Automation.Core.Text;
using Automation.GitHub.Access;
using Automation.Jobs.RepositoryWrites;
using Automation.Templates.Workspaces;

namespace Automation.Jobs.Scaffolding.Actions;

/// <summary>Commits the files of a workspace to a new repository, and protects its branch. Repeating it with the same files changes nothing.</summary>
internal sealed class RepositoryPush(GitHubStep step, RepositoryContent content)
{
    private const string UsualBranch = "main";
    private const string UsualMessage = "initial commit";
    private const string FirstMessage = "Create the repository";

    private readonly string _branch = step.Context.Text("defaultBranch") is { Length: > 0 } branch ? branch : UsualBranch;
    private readonly string _message = step.Context.Text("gitCommitMessage") is { Length: > 0 } message ? message : UsualMessage;

    /// <param name="repository">GitHub's description of the repository.</param>
    public async Task RunAsync(JsonPart repository, CancellationToken cancellationToken)
    {
        // A repository that was deleted and created again has another number: what was recorded of the former one does not count.
        var key = $"push {repository["id"].Number} {_branch}";
        var recorded = step.Recorded(key)?.Value?["commit"]?.ToString();
        var commit = await CommitAsync(repository, recorded, cancellationToken);
        if (commit != recorded)
        {
            step.Record(key, new JsonObject { ["commit"] = commit });
        }

        step.Context.Output("remoteUrl", repository["clone_url"].Text);
        step.Context.Output("repoContentsUrl", $"{repository["html_url"].Text}/blob/{_branch}");
        step.Context.Output("commitHash", commit);
        if (step.Context.Input["protectDefaultBranch"]?.GetValueKind() != System.Text.Json.JsonValueKind.False)
        {
            await step.TryAsync(
                $"{_branch} of {step.Repository} is not protected",
                () => new BranchProtection(step, "protectEnforceAdmins").RunAsync(_branch, cancellationToken));
        }
    }

    private async Task<string> CommitAsync(JsonPart repository, string? recorded, CancellationToken cancellationToken)
    {
        if (content.Count == 0)
        {
            throw new StepException("There is no file to commit: an earlier step must create files in the workspace.");
        }

        var tip = await BranchTip.FindAsync(step, _branch, cancellationToken) ?? await FirstAsync(repository, cancellationToken);
        if (tip.Tree == content.Tree)
        {
            step.Context.Log($"{_branch} of {step.Repository} already has these files.");
            return tip.Commit;
        }

        if (tip.Commit != recorded && !IsOwn(repository, tip))
        {
            throw new StepException(
                $"{_branch} of {step.Repository} has commits that this run did not make, and they are not overwritten. "
                    + "Choose another repository, or change this one by a pull request.");
        }

        var files = content.Files.ToDictionary(f => f.Key, f => (GitFile?)f.Value, StringComparer.Ordinal);
        var commit = await step.Upload.RunAsync(null, tip.Commit, files, _message, cancellationToken);
        await BranchTip.MoveAsync(step, _branch, commit, cancellationToken);
        step.Context.Log($"Pushed {content.Count:N0} files to {_branch} of {step.Repository}.");
        return commit;
    }

    // GitHub's git database needs a first commit, and a new repository has its branch under another name until it is renamed.
    private async Task<BranchTip> FirstAsync(JsonPart repository, CancellationToken cancellationToken)
    {
        var present = repository["default_branch"].Text ?? UsualBranch;
        var tip = await BranchTip.FindAsync(step, present, cancellationToken);
        if (tip is null)
        {
            await step.Upload.FirstAsync(content.First, content.Count == 1 ? _message : FirstMessage, cancellationToken);
            tip = await BranchTip.FindAsync(step, present, cancellationToken)
                ?? throw new StepException($"GitHub has not created {present} of {step.Repository} yet. Run the template again.");
        }
        else if (!IsOwn(repository, tip))
        {
            throw new StepException(
                $"{step.Repository} has no branch {_branch}, and this run did not create its {present}. Choose another repository or branch.");
        }

        if (present != _branch)
        {
            var path = $"{step.Path}/branches/{GitHubRest.Path($"{present}")}/rename";
            await step.Rest.SendAsync(HttpMethod.Post, path, new JsonObject { ["new_name"] = _branch }, cancellationToken);
        }

        return tip;
    }

    // The first commit of this class, or that of a repository which the run created with a README.
    private bool IsOwn(JsonPart repository, BranchTip tip) =>
        tip.IsRoot && (tip.Tree == GitFile.TreeOf([content.First]) || step.Host.Checkpoints.All.Any(c => c.Key == RepositoryCreation.KeyOf(repository)));
}
