using System.Net;
using System.Text.Json.Nodes;
using Automation.Core.Text;
using Automation.GitHub.Access;
using Automation.Jobs.RepositoryWrites;
using Automation.Reporting.Markdown;
using Automation.Reporting.Model;

namespace Automation.Jobs.Scaffolding.Waves;

/// <summary>The state of an update's pull request.</summary>
internal sealed record PullState
{
    /// <summary>The page; null if there is none.</summary>
    public string? Url { get; init; }

    /// <summary>Whether it was closed unmerged for this revision.</summary>
    public bool IsDeclined { get; init; }

    /// <summary>Whether it would be opened or updated.</summary>
    public bool IsPlanned { get; init; }

    /// <summary>Whether the update waits, because the branch has commits by other people for another revision, or without a pull request.</summary>
    public bool IsHeld { get; init; }

    /// <summary>Whether a person has committed to it, and marked it as ready.</summary>
    public bool IsDecided { get; init; }

    /// <summary>Whether its checks have not ended.</summary>
    public bool ArePending { get; init; }

    /// <summary>A failed check; null if none failed.</summary>
    public string? FailedCheck { get; init; }
}

/// <summary>
/// Opens the pull request of an update, or updates it to a newer revision. Commits by other people are never replaced, and an update that was closed
/// without a merge is not proposed again.
/// </summary>
/// <param name="main">The base branch of the pull request.</param>
/// <param name="tip">The head of that branch.</param>
/// <param name="branch">The branch of the pull request.</param>
/// <param name="marker">The line of its text that names the template and the revision.</param>
internal sealed class UpdatePull(RepositoryCalls calls, string main, BranchTip tip, string branch, string marker)
{
    /// <summary>The name of the status that conflicts give.</summary>
    private const string StatusName = "template update";

    // The last line of the message of our commits.
    private const string Trailer = "Automation-Template-Update: ";

    // GitHub Docs, REST: "Check runs".
    private static readonly string?[] Failed = ["failure", "timed_out", "cancelled", "startup_failure", "action_required"];

    public bool IsDryRun { get; init; }

    /// <param name="changes">The files of the repository that change; null deletes one.</param>
    public async Task<PullState> RunAsync(UpdateReport report, IReadOnlyDictionary<string, GitFile?> changes, CancellationToken cancellationToken)
    {
        var known = await calls.PullRequestsAsync(branch, main, cancellationToken);
        var open = known.Find(p => p["state"].Text == "open");
        if (!open.Exists && known.Find(IsForThisRevision) is { Exists: true } closed && !closed["merged_at"].Exists)
        {
            return new PullState { Url = closed["html_url"].Text, IsDeclined = true };
        }

        if (IsDryRun)
        {
            return new PullState { Url = open["html_url"].Text, IsPlanned = true };
        }

        var (head, hasPeople) = await BranchAsync(known, cancellationToken);
        if (!open.Exists && hasPeople)
        {
            return new PullState { IsHeld = true };
        }

        if (open.Exists && hasPeople && !IsForThisRevision(open))
        {
            await AnnounceAsync(open, report, cancellationToken);
            return new PullState { Url = open["html_url"].Text, IsHeld = true };
        }

        var text = new UpdatePullRequest(report, marker);
        var pushed = hasPeople ? null : await PushAsync(text.Title, head, open.Exists, changes, cancellationToken);
        var pull = open.Exists
            ? await calls.EditPullRequestAsync(open, text.Title, text.Body(), cancellationToken)
            : await OpenAsync(text, report.Conflicts.Any(), cancellationToken);
        var commit = pushed ?? head!.Commit;
        var isDecided = hasPeople && !pull["draft"].IsTrue;
        var checks = await ChecksAsync(commit, cancellationToken);
        if (!hasPeople && report.Conflicts.Any() && !checks.HasOurs)
        {
            await FailAsync(commit, report.Conflicts.Count(), cancellationToken);
        }

        return new PullState
        {
            Url = pull["html_url"].Text,
            IsDecided = isDecided,
            ArePending = pushed is not null || checks.ArePending,
            FailedCheck = checks.Failed is { } failed ? $"The check '{failed}' failed." : null,
        };
    }

    private bool IsForThisRevision(JsonPart pull) => pull["body"].Text?.Contains(marker, StringComparison.Ordinal) == true;

    // Where the branch is, and whether it has commits that are not ours. A branch that a closed pull request left behind is ours.
    private async Task<(BranchTip? Head, bool HasPeople)> BranchAsync(List<JsonPart> known, CancellationToken cancellationToken)
    {
        if (await BranchTip.FindAsync(calls, branch, cancellationToken) is not { } head)
        {
            return (null, false);
        }

        if (known.Exists(p => p["state"].Text == "closed" && p["head"]["sha"].Text == head.Commit))
        {
            return (head, false);
        }

        var compared = await calls.Rest.GetAsync($"{calls.Path}/compare/{GitHubRest.Path($"{main}...{head.Commit}")}", cancellationToken);
        return (head, compared["commits"].Items.Any(c => c["commit"]["message"].Text?.Contains($"\n{Trailer}", StringComparison.Ordinal) != true));
    }

    // The commit that the branch now has; null where it had these files.
    private async Task<string?> PushAsync(
        string title, BranchTip? head, bool isOpen, IReadOnlyDictionary<string, GitFile?> changes, CancellationToken cancellationToken)
    {
        var missing = head is null ? changes : await ComparedFiles.DifferingAsync(calls, head.Tree, changes, cancellationToken);
        if (missing.Count == 0)
        {
            return null;
        }

        // On the present default branch, so that the pull request has no conflict of git.
        var message = $"{title}\n\n{Trailer}{marker.Split(' ')[^2]}\n";
        var parents = head is not null && isOpen ? new[] { head.Commit, tip.Commit } : [tip.Commit];
        var commit = await new CommitUpload(calls).RunAsync(tip.Tree, parents, changes, message, cancellationToken);
        if (head is not null && isOpen)
        {
            // It follows the commit that was looked at: what a person pushed in the meantime is not lost, and the next run finds it.
            await BranchTip.MoveAsync(calls, branch, commit, cancellationToken);
        }
        else if (head is null)
        {
            await BranchTip.CreateAsync(calls, branch, commit, cancellationToken);
        }
        else
        {
            await BranchTip.ReplaceAsync(calls, branch, commit, cancellationToken);
        }

        return commit;
    }

    private async Task<JsonPart> OpenAsync(UpdatePullRequest text, bool isDraft, CancellationToken cancellationToken)
    {
        try
        {
            return await calls.OpenPullRequestAsync(text.Title, branch, main, text.Body(), cancellationToken, isDraft);
        }
        catch (GitHubCallException e)
            when (isDraft && e.Status == HttpStatusCode.UnprocessableEntity && e.Message.Contains("draft", StringComparison.OrdinalIgnoreCase))
        {
            // Not every plan has drafts for private repositories; the failing status remains.
            return await calls.OpenPullRequestAsync(text.Title, branch, main, text.Body(), cancellationToken);
        }
    }

    // Once for each revision.
    private async Task AnnounceAsync(JsonPart pull, UpdateReport report, CancellationToken cancellationToken)
    {
        var path = $"{calls.Path}/issues/{pull["number"].Number}/comments";
        var comments = await calls.Rest.GetAsync($"{path}?per_page=100", cancellationToken);
        if (!comments.Items.Any(c => c["body"].Text?.Contains(marker, StringComparison.Ordinal) == true))
        {
            var text = $"{marker}\nThe template has a newer revision, {report.To}. This pull request has commits by other people, so it was not updated: "
                + "merge or close it, and the next run proposes the newer revision.";
            await calls.Rest.SendAsync(HttpMethod.Post, path, new JsonObject { ["body"] = text }, cancellationToken);
        }
    }

    private async Task<(bool ArePending, string? Failed, bool HasOurs)> ChecksAsync(string commit, CancellationToken cancellationToken)
    {
        var path = $"{calls.Path}/commits/{commit}";
        var runs = (await calls.Rest.FindAsync($"{path}/check-runs?per_page=100", cancellationToken))?["check_runs"].Items.ToList() ?? [];
        var statuses = (await calls.Rest.FindAsync($"{path}/status?per_page=100", cancellationToken))?["statuses"].Items.ToList() ?? [];
        var others = statuses.Where(s => s["context"].Text != StatusName).ToList();
        var failed = runs.Where(r => Failed.Contains(r["conclusion"].Text, StringComparer.Ordinal)).Select(r => r["name"].Text)
            .Concat(others.Where(s => s["state"].Text is "failure" or "error").Select(s => s["context"].Text))
            .FirstOrDefault();
        var arePending = runs.Any(r => r["status"].Text != "completed") || others.Any(s => s["state"].Text == "pending");
        return (arePending, failed, others.Count < statuses.Count);
    }

    private async Task FailAsync(string commit, int conflicts, CancellationToken cancellationToken)
    {
        var body = new JsonObject
        {
            ["state"] = "failure",
            ["context"] = StatusName,
            ["description"] = conflicts == 1 ? "1 file to decide" : $"{conflicts:N0} files to decide",
        };
        await calls.Rest.SendAsync(HttpMethod.Post, $"{calls.Path}/statuses/{commit}", body, cancellationToken);
    }
}
