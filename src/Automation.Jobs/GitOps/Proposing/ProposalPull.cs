using System.Text;
using System.Text.Json.Nodes;
using Automation.Core.Text;
using Automation.GitHub.Access;
using Automation.GitOps.Settings;
using Automation.Jobs.RepositoryWrites;
using Automation.Reporting.Markdown;
using Automation.Reporting.Model;

namespace Automation.Jobs.GitOps.Proposing;

/// <summary>
/// Opens the pull request of a change, or brings it to what is proposed now (specs, gitops §5). The same change again finds the same pull request and writes
/// nothing. Branches only ever move forward, so that a commit of a person is never lost; what was closed unmerged is not offered again.
/// </summary>
/// <param name="calls">The GitOps repository.</param>
/// <param name="main">The branch that it changes.</param>
/// <param name="tip">Where that branch was when the change was planned.</param>
/// <param name="change">The change.</param>
internal sealed class ProposalPull(RepositoryCalls calls, string main, BranchTip tip, PlannedChange change)
{
    // In the last lines of the message of our commits.
    private const string Trailer = "Automation-GitOps";

    // GitHub's longest name of a label.
    private const int LongestLabel = 50;

    private readonly GeneratedBranch _branch = new(calls, main, tip, change.Branch, Trailer);
    private readonly string _marker = ProposalPullRequest.MarkerOf(change.Report);
    private readonly Dictionary<string, GitFile?> _files = change.Files.ToDictionary(
        f => f.Key, f => f.Value is null ? null : new GitFile(GitFile.Ordinary, Encoding.UTF8.GetBytes(f.Value)), StringComparer.Ordinal);

    /// <summary>Whether GitHub said in this run that the open pull request has no conflict.</summary>
    public bool IsMergeable { get; private set; }

    /// <summary>Opens the pull request, updates it, or leaves it alone, and reports which.</summary>
    public async Task<ProposalReport> RunAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await OnceAsync(cancellationToken);
            }
            catch (GitHubCallException exception) when (attempt < GeneratedBranch.MostAttempts && GeneratedBranch.IsRace(exception))
            {
                // Another run created the branch or the pull request, or somebody pushed: look again.
            }
        }
    }

    private async Task<ProposalReport> OnceAsync(CancellationToken cancellationToken)
    {
        var known = await calls.PullRequestsAsync(change.Branch, main, cancellationToken);
        var open = known.Find(p => p["state"].Text == "open");
        if (!open.Exists && known.FirstOrDefault() is { Exists: true } last && HasIntent(last))
        {
            return Ended(last);
        }

        var branch = await _branch.FindAsync(cancellationToken);
        var isLeftOver = !open.Exists && branch is not null && known.Exists(p => p["head"]["sha"].Text == branch.Head.Commit);
        var hasPeople = branch is { HasPeople: true } && !isLeftOver;
        var isReset = open.Exists && hasPeople && ProposalPullRequest.IsResetRequested(open["body"].Text);
        if (hasPeople && !isReset)
        {
            return await HoldAsync(open, branch!, cancellationToken);
        }

        var isUpToDate = branch is not null && !isLeftOver && branch.HasOnly(_files);
        var isPushed = !isUpToDate || (open.Exists && await HasConflictAsync(open, cancellationToken));
        if (isPushed)
        {
            await _branch.PushAsync(branch, new ProposalPullRequest(change.Report).Title, _files, isReset, cancellationToken);
        }

        var pull = open.Exists ? await EditAsync(open, isHeld: false, cancellationToken) : await OpenAsync(cancellationToken);
        var notes = await FinishAsync(pull, cancellationToken);
        return change.Report with
        {
            State = !open.Exists ? ProposalState.Opened : isPushed || pull["body"].Text != open["body"].Text ? ProposalState.Updated : ProposalState.Open,
            PullRequest = pull["html_url"].Text,
            Detail = string.Join(" ", notes),
        };
    }

    private async Task<JsonPart> OpenAsync(CancellationToken cancellationToken)
    {
        var written = new ProposalPullRequest(change.Report);
        var text = written.Text(isHeld: false);
        var pull = await calls.OpenPullRequestAsync(written.Title, change.Branch, main, text.Body, cancellationToken);
        await new ProposalParts(calls, pull).WriteAsync(text, cancellationToken);
        return pull;
    }

    // The comments first: as long as the body says that there are parts, a later run looks at them.
    private async Task<JsonPart> EditAsync(JsonPart open, bool isHeld, CancellationToken cancellationToken)
    {
        var written = new ProposalPullRequest(change.Report);
        var text = written.Text(isHeld);
        await new ProposalParts(calls, open).WriteAsync(text, cancellationToken);
        return await calls.EditPullRequestAsync(open, written.Title, text.Body, cancellationToken);
    }

    private bool HasIntent(JsonPart pull) => pull["body"].Text?.Contains(_marker, StringComparison.Ordinal) == true;

    private ProposalReport Ended(JsonPart pull) => change.Report with
    {
        State = ProposalState.Declined,
        PullRequest = pull["html_url"].Text,
        Detail = pull["merged_at"].Exists
            ? "Its pull request was merged, and the repository was changed since: it is not offered again until what it asks for changes."
            : "Its pull request was closed: it is not offered again until what it asks for changes.",
    };

    // GitHub computes it in the background: null is not known yet.
    private async Task<bool> HasConflictAsync(JsonPart open, CancellationToken cancellationToken)
    {
        var mergeable = (await calls.Rest.GetAsync($"{calls.Path}/pulls/{open["number"].Number}", cancellationToken))["mergeable"];
        IsMergeable = mergeable.IsTrue;
        return mergeable.IsFalse;
    }

    private async Task<ProposalReport> HoldAsync(JsonPart open, BranchState branch, CancellationToken cancellationToken)
    {
        if (!open.Exists)
        {
            return change.Report with
            {
                State = ProposalState.Held,
                Detail = $"The branch {change.Branch} has commits by other people and no pull request: open one, or delete the branch.",
            };
        }

        // What people made of it is for this very intent: theirs to finish.
        if (HasIntent(open) && !ProposalPullRequest.IsHeldText(open["body"].Text) && _files.Keys.All(branch.Files.ContainsKey))
        {
            return change.Report with { State = ProposalState.Open, PullRequest = open["html_url"].Text, Detail = "People have committed to it." };
        }

        var pull = await EditAsync(open, isHeld: true, cancellationToken);
        return change.Report with
        {
            State = ProposalState.Held,
            PullRequest = pull["html_url"].Text,
            Detail = "The branch has commits by other people and stays as it is: merge or close it, or check the box in its text to discard them.",
        };
    }

    // Neither labels nor automatic merging are worth a failed run.
    private async Task<IReadOnlyList<string>> FinishAsync(JsonPart pull, CancellationToken cancellationToken)
    {
        var notes = new List<string>();
        var present = pull["labels"].Items.Select(l => l["name"].Text).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var missing = change.Labels.Where(l => l.Length <= LongestLabel && !present.Contains(l)).ToList();
        if (missing.Count > 0)
        {
            await TryAsync("Its labels could not be set", async () => await calls.Rest.SendAsync(
                HttpMethod.Post,
                $"{calls.Path}/issues/{pull["number"].Number}/labels",
                new JsonObject { ["labels"] = new JsonArray([.. missing.Select(l => (JsonNode)l)]) },
                cancellationToken));
        }

        if (change.Merge == MergePolicy.Automatic && !pull["auto_merge"].Exists && pull["node_id"].Text is { } id)
        {
            const string query = "mutation enableAutoMerge($input: EnablePullRequestAutoMergeInput!) "
                + "{ enablePullRequestAutoMerge(input: $input) { clientMutationId } }";
            await TryAsync(
                "GitHub does not merge it automatically",
                async () => await calls.Rest.AskAsync(query, new JsonObject { ["input"] = new JsonObject { ["pullRequestId"] = id } }, cancellationToken));
        }

        return notes;

        async Task TryAsync(string what, Func<Task> perform)
        {
            try
            {
                await perform();
            }
            catch (GitHubCallException exception)
            {
                notes.Add($"{what}: {exception.Message}");
            }
        }
    }
}
