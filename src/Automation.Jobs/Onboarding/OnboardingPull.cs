using System.Text;
using System.Text.Json.Nodes;
using Automation.Core.Text;
using Automation.GitHub.Access;
using Automation.Jobs.RepositoryWrites;
using Automation.Reporting.Markdown;
using Automation.Reporting.Model;

namespace Automation.Jobs.Onboarding;

/// <summary>
/// The pull request with the inferred descriptor: opened once, brought to what is inferred now as long as only this program committed to its branch, and never
/// opened again after it was closed.
/// </summary>
/// <param name="calls">The repository.</param>
/// <param name="main">Its default branch.</param>
internal sealed class OnboardingPull(RepositoryCalls calls, string main)
{
    // In the last line of the message of our commits.
    private const string Trailer = "Automation-Onboard";

    private List<JsonPart>? _known;
    private JsonPart _open;

    /// <summary>Whether it was looked for.</summary>
    public bool IsFound => _known is not null;

    public bool IsOpen => _open.Exists;

    /// <summary>Its page; null if there is none.</summary>
    public string? Url => IsOpen ? _open["html_url"].Text : _known is [var last, ..] ? last["html_url"].Text : null;

    /// <summary>Why it is not opened again; null if it may be opened, or is open.</summary>
    public string? Ended =>
        IsOpen || _known?.Exists(IsAnswered) != true ? null
        : _known.Exists(IsMerged) ? "Its pull request was merged, and the descriptor was removed since."
        : "Its pull request was closed.";

    /// <summary>Looks for it, into whatever branch it was opened: the default branch may have been renamed.</summary>
    public async Task<bool> FindAsync(CancellationToken cancellationToken)
    {
        _known = await calls.PullRequestsAsync(OnboardingPullRequest.Branch, cancellationToken);
        _open = _known.Find(p => p["state"].Text == "open");
        return IsOpen;
    }

    /// <summary>The head of the default branch; null if the repository is empty.</summary>
    public Task<BranchTip?> TipAsync(CancellationToken cancellationToken) => BranchTip.FindAsync(calls, main, cancellationToken);

    /// <summary>Opens it, or brings it to what is inferred now.</summary>
    /// <param name="inferred">The descriptors.</param>
    /// <param name="tip">The commit from which they were inferred.</param>
    /// <param name="cancellationToken">Cancels the writing.</param>
    public async Task<(OnboardingState State, string Detail)> WriteAsync(InferenceReport inferred, BranchTip tip, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await OnceAsync(inferred, tip, cancellationToken);
            }
            catch (GitHubCallException exception) when (attempt < GeneratedBranch.MostAttempts && GeneratedBranch.IsRace(exception))
            {
                // Another run created the branch or the pull request, or somebody pushed: look again.
                await FindAsync(cancellationToken);
            }
        }
    }

    /// <summary>Closes it with the reason, unless a person committed to its branch.</summary>
    public async Task CloseAsync(OnboardingState reason, CancellationToken cancellationToken)
    {
        if (await TipAsync(cancellationToken) is not { } tip || await BranchOn(tip).FindAsync(cancellationToken) is { HasPeople: true })
        {
            return;
        }

        // First closed: a comment before a close that fails would be repeated by every run.
        var number = _open["number"].Number;
        var closed = new JsonObject { ["state"] = "closed", ["body"] = OnboardingPullRequest.Closed(_open["body"].Text) };
        await calls.Rest.SendAsync(HttpMethod.Patch, $"{calls.Path}/pulls/{number}", closed, cancellationToken);
        await calls.Rest.SendAsync(
            HttpMethod.Post,
            $"{calls.Path}/issues/{number}/comments",
            new JsonObject { ["body"] = OnboardingPullRequest.ClosedBecause(reason) },
            cancellationToken);
        await FindAsync(cancellationToken);
    }

    private static bool IsMerged(JsonPart pull) => pull["merged_at"].Exists;

    // What the program closed itself is no answer.
    private static bool IsAnswered(JsonPart pull) => IsMerged(pull) || !OnboardingPullRequest.IsClosed(pull["body"].Text);

    private GeneratedBranch BranchOn(BranchTip tip) => new(calls, main, tip, OnboardingPullRequest.Branch, Trailer);

    private async Task<(OnboardingState State, string Detail)> OnceAsync(InferenceReport inferred, BranchTip tip, CancellationToken cancellationToken)
    {
        if (Ended is { } ended)
        {
            return (OnboardingState.Declined, ended);
        }

        var branch = BranchOn(tip);
        var found = await branch.FindAsync(cancellationToken);
        if (found is { HasPeople: true })
        {
            return await LeaveAsync(cancellationToken);
        }

        var text = new OnboardingPullRequest(inferred);
        var files = inferred.Descriptors.ToDictionary(
            d => d.Path, d => (GitFile?)new GitFile(GitFile.Ordinary, Encoding.UTF8.GetBytes(d.Text)), StringComparer.Ordinal);
        var isPushed = found?.HasOnly(files) != true;
        if (isPushed)
        {
            await branch.PushAsync(found, text.Title, files, isReset: false, cancellationToken);
        }

        if (!IsOpen)
        {
            _open = await calls.OpenPullRequestAsync(text.Title, OnboardingPullRequest.Branch, main, text.Body(), cancellationToken);
            return (OnboardingState.Opened, "");
        }

        var before = _open;
        _open = await calls.EditPullRequestAsync(_open, text.Title, text.Body(), cancellationToken);
        return (isPushed || _open["body"].Text != before["body"].Text ? OnboardingState.Updated : OnboardingState.Open, "");
    }

    // People committed to the branch. If they also opened again what the program closed, closing it is their answer from now on.
    private async Task<(OnboardingState State, string Detail)> LeaveAsync(CancellationToken cancellationToken)
    {
        if (!IsOpen)
        {
            return (
                OnboardingState.Held,
                $"The branch {OnboardingPullRequest.Branch} has commits by people and no pull request: open one, or delete the branch.");
        }

        if (OnboardingPullRequest.IsClosed(_open["body"].Text))
        {
            var text = OnboardingPullRequest.WithoutMark(_open["body"].Text);
            _open = await calls.EditPullRequestAsync(_open, _open["title"].Text ?? "", text, cancellationToken);
        }

        return (OnboardingState.Open, "People have committed to it, so it is left as it is.");
    }
}
