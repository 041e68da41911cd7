using System.Net;
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
    // The last lines of the message of our commits: a commit whose tree is another one was amended by a person.
    private const string TreeTrailer = "Automation-GitOps-Tree: ";
    private const string ResetTrailer = "Automation-GitOps-Reset: true";

    // A writer that lost a race looks again; three at a time are more than there are.
    private const int MostAttempts = 4;

    // GitHub Docs, REST: "Compare two commits".
    private const int MostComparedFiles = 300;

    // GitHub's longest name of a label.
    private const int LongestLabel = 50;

    private readonly string _marker = ProposalPullRequest.MarkerOf(change.Report);
    private readonly Dictionary<string, GitFile?> _files = change.Files.ToDictionary(
        f => f.Key, f => f.Value is null ? null : new GitFile(GitFile.Ordinary, Encoding.UTF8.GetBytes(f.Value)), StringComparer.Ordinal);

    /// <summary>Runs it.</summary>
    public async Task<ProposalReport> RunAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await OnceAsync(cancellationToken);
            }
            catch (GitHubCallException exception) when (attempt < MostAttempts && IsRace(exception))
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

        var branch = await BranchState.FindAsync(calls, main, change.Branch, TreeTrailer, ResetTrailer, cancellationToken);
        var isLeftOver = !open.Exists && branch is not null && known.Exists(p => p["head"]["sha"].Text == branch.Head.Commit);
        var hasPeople = branch is { HasPeople: true } && !isLeftOver;
        var isReset = open.Exists && hasPeople && ProposalPullRequest.IsResetRequested(open["body"].Text);
        if (hasPeople && !isReset)
        {
            return await HoldAsync(open, branch!, cancellationToken);
        }

        var isPushed = !IsUpToDate(branch, isLeftOver) || (open.Exists && await HasConflictAsync(open, cancellationToken));
        if (isPushed)
        {
            await PushAsync(branch, isReset, cancellationToken);
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
        var pull = await calls.Rest.SendAsync(
            HttpMethod.Post,
            $"{calls.Path}/pulls",
            new JsonObject { ["title"] = written.Title, ["head"] = change.Branch, ["base"] = main, ["body"] = text.Body },
            cancellationToken);
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
            ? "Its pull request was merged, and the repository was changed since: it is offered again when something else is asked for."
            : "Its pull request was closed: it is offered again when something else is asked for.",
    };

    // The branch has these files and no others, compared with where it began.
    private bool IsUpToDate(BranchState? branch, bool isLeftOver) =>
        branch is not null && !isLeftOver && branch.Files.Count < MostComparedFiles
        && branch.Files.Count == _files.Count
        && _files.All(f => branch.Files.TryGetValue(f.Key, out var id) && id == f.Value?.Id);

    // GitHub computes it in the background: null is not known yet.
    private async Task<bool> HasConflictAsync(JsonPart open, CancellationToken cancellationToken) =>
        (await calls.Rest.GetAsync($"{calls.Path}/pulls/{open["number"].Number}", cancellationToken))["mergeable"].IsFalse;

    // A commit on top of the branch: GitHub refuses to move it if somebody pushed meanwhile. With the base branch as second parent, nothing conflicts.
    private async Task PushAsync(BranchState? branch, bool isReset, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> parents = branch switch
        {
            null or { Ahead: 0 } => [tip.Commit],
            { Behind: 0 } => [branch.Head.Commit],
            _ => [branch.Head.Commit, tip.Commit],
        };
        var title = new ProposalPullRequest(change.Report).Title;
        var commit = await new CommitUpload(calls).RunAsync(
            tip.Tree,
            parents,
            _files,
            tree => $"{title}\n\n{(isReset ? $"{ResetTrailer}\n" : "")}{TreeTrailer}{tree}\n",
            cancellationToken);
        if (branch is null)
        {
            await BranchTip.CreateAsync(calls, change.Branch, commit, cancellationToken);
        }
        else
        {
            await BranchTip.AdvanceAsync(calls, change.Branch, commit, cancellationToken);
        }
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

    private static bool IsRace(GitHubCallException exception) =>
        exception.Status is HttpStatusCode.UnprocessableEntity or HttpStatusCode.Conflict
        && (exception.Message.Contains("already exists", StringComparison.OrdinalIgnoreCase)
            || exception.Message.Contains("fast forward", StringComparison.OrdinalIgnoreCase));
}

/// <summary>The branch of a pull request as it is on GitHub.</summary>
/// <param name="Head">Where it is.</param>
internal sealed record BranchState(BranchTip Head)
{
    /// <summary>Whether it has commits of people since it was last generated as a whole.</summary>
    public required bool HasPeople { get; init; }

    /// <summary>How many commits it has that the base branch does not have.</summary>
    public required long Ahead { get; init; }

    /// <summary>How many commits the base branch has that it does not have.</summary>
    public required long Behind { get; init; }

    /// <summary>The files in which it differs from where it began, and the ids of their contents; null for a deleted one. At most 300.</summary>
    public required IReadOnlyDictionary<string, string?> Files { get; init; }

    /// <summary>Looks at it; null where there is no such branch.</summary>
    public static async Task<BranchState?> FindAsync(
        RepositoryCalls calls, string main, string branch, string treeTrailer, string resetTrailer, CancellationToken cancellationToken)
    {
        if (await BranchTip.FindAsync(calls, branch, cancellationToken) is not { } head)
        {
            return null;
        }

        var compared = await calls.Rest.GetAsync($"{calls.Path}/compare/{GitHubRest.Path($"{main}...{head.Commit}")}", cancellationToken);
        var hasPeople = false;
        foreach (var commit in compared["commits"].Items)
        {
            var message = commit["commit"]["message"].Text ?? "";
            var isOurs = message.Contains($"{treeTrailer}{commit["commit"]["tree"]["sha"].Text}", StringComparison.Ordinal);
            hasPeople = isOurs ? hasPeople && !message.Contains(resetTrailer, StringComparison.Ordinal) : true;
        }

        var files = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var file in compared["files"].Items.Where(f => f["filename"].Text is not null))
        {
            files[file["filename"].Text!] = file["status"].Text == "removed" ? null : file["sha"].Text;
            if (file["status"].Text == "renamed" && file["previous_filename"].Text is { } before)
            {
                files[before] = null;
            }
        }

        return new BranchState(head)
        {
            HasPeople = hasPeople,
            Ahead = compared["ahead_by"].Number ?? 0,
            Behind = compared["behind_by"].Number ?? 0,
            Files = files,
        };
    }
}
