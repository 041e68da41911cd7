using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Automation.GitHub.Access;
using Octokit;
using GitHubConclusion = Octokit.CheckConclusion;

namespace Automation.GitHub.PullRequests;

/// <summary>
/// Writes the one check run of a pull request at a commit. Existing runs are looked up first: one with the same content stays unchanged, one that
/// a crash left half written is finished or superseded, and of two open ones only one concludes.
/// </summary>
/// <remarks>
/// The name of a run contains the base branch: two pull requests may share a head commit, each is validated against its own base, and GitHub
/// shows the newest run of a name only. With one name for both, the green one could hide the red one.
/// </remarks>
/// <param name="appId">The App, whose check runs these are.</param>
/// <param name="intent">Records each write before it is done.</param>
public sealed class CheckRunStep(RepositoryAccess access, long appId, WriteIntent intent, TimeProvider clock)
{
    /// <summary>The most annotations in one request.</summary>
    public const int AnnotationsAtOnce = CheckRunStore.AnnotationsAtOnce;

    /// <summary>The identifier of the button that applies the fixes.</summary>
    public const string FixIdentifier = "fix";

    // The last part of an external id; that of a result is the digest of its content.
    private const string Begun = "begun";
    private const string Superseded = "superseded";

    private static readonly NewCheckRunAction FixButton = new("Fix it", "Commit the fixes to this branch", FixIdentifier);

    private static readonly NewCheckRunOutput Duplicate = new(
        "Superseded by a newer check of the same commit", "Another check run with this name has the result.");

    private static readonly NewCheckRunOutput MovedOn = new(
        "Superseded: the pull request has changed",
        "This check was started and not finished: the pull request has a newer commit or another base branch, or is closed.");

    /// <summary>The name of the check run of pull requests, and of merge groups, into a branch: what rulesets require.</summary>
    public static string NameOf(string baseRef) => $"automation: {baseRef}";

    /// <summary>Shows that the commit is being checked; does nothing if an open run or a result already exists.</summary>
    public async Task AnnounceAsync(CheckedCommit commit, CancellationToken cancellationToken)
    {
        var store = StoreFor(commit);
        var runs = await store.ReadAsync(cancellationToken);
        if (!runs.Exists(r => IsNamed(r, commit) && !IsSuperseded(r, commit)))
        {
            await BeginAsync(store, commit, cancellationToken);
        }
    }

    /// <summary>Writes the result; does nothing if it already exists. Returns the number of the run that has it.</summary>
    public async Task<long> WriteAsync(CheckedCommit commit, CheckRunContent content, CancellationToken cancellationToken)
    {
        var store = StoreFor(commit);
        var runs = await store.ReadAsync(cancellationToken);
        var externalId = ExternalId(commit, Digest(content));
        var current = runs.FindLast(r => IsNamed(r, commit) && r.State == externalId);
        if (current is null)
        {
            if (!runs.Exists(r => IsNamed(r, commit) && r.IsOpen))
            {
                // Looked up again: a delayed replica may have left one out, and only one of two may conclude.
                await BeginAsync(store, commit, cancellationToken);
                runs = await store.ReadAsync(cancellationToken);
            }

            current = runs.FindLast(r => IsNamed(r, commit) && r.IsOpen)!;
            await store.ConcludeAsync(current, externalId, content, content.OffersFix ? [FixButton] : [], cancellationToken);
        }

        // A duplicate may be newer than the run with the result, and GitHub uses the newest: both have the same conclusion.
        foreach (var other in runs.Where(r => IsNamed(r, commit) && r.Id != current.Id && !IsSuperseded(r, commit)))
        {
            await store.SupersedeAsync(other, ExternalId(commit, Superseded), Duplicate, CheckRunStore.ConclusionFor(content), cancellationToken);
        }

        await SupersedeOpenAsync(store, runs.Where(r => !IsNamed(r, commit)), commit, cancellationToken);
        return current.Id;
    }

    /// <summary>Completes the check runs left in progress at a commit that is not checked any more.</summary>
    public async Task SupersedeAsync(CheckedCommit commit, CancellationToken cancellationToken)
    {
        var store = StoreFor(commit);
        await SupersedeOpenAsync(store, await store.ReadAsync(cancellationToken), commit, cancellationToken);
    }

    // Cancelled, because GitHub counts neutral as passed, and the branch may be set back to this commit.
    private static async Task SupersedeOpenAsync(
        CheckRunStore store, IEnumerable<OwnCheckRun> runs, CheckedCommit commit, CancellationToken cancellationToken)
    {
        foreach (var unfinished in runs.Where(r => !r.IsCompleted))
        {
            await store.SupersedeAsync(unfinished, ExternalId(commit, Superseded), MovedOn, GitHubConclusion.Cancelled, cancellationToken);
        }
    }

    private static Task BeginAsync(CheckRunStore store, CheckedCommit commit, CancellationToken cancellationToken) =>
        store.BeginAsync(NameOf(commit.BaseRef), ExternalId(commit, Begun), cancellationToken);

    private CheckRunStore StoreFor(CheckedCommit commit) => new(access, appId, commit, intent, clock);

    private static string ExternalId(CheckedCommit commit, string word) => $"{commit.Subject}/{word}";

    private static bool IsNamed(OwnCheckRun run, CheckedCommit commit) => run.Name == NameOf(commit.BaseRef);

    private static bool IsSuperseded(OwnCheckRun run, CheckedCommit commit) => run.State == ExternalId(commit, Superseded);

    // A later check finds it by its content.
    private static string Digest(CheckRunContent content)
    {
        var text = new StringBuilder(string.Create(
            CultureInfo.InvariantCulture, $"{content.Conclusion}\n{content.Title}\n{content.Summary}\n{content.OffersFix}\n"));
        foreach (var a in content.Annotations)
        {
            text.Append(CultureInfo.InvariantCulture, $"{a.Path}\0{a.Line}\0{a.EndLine}\0{a.Columns}\0{a.Level}\0{a.Title}\0{a.Message}\0{a.Details}\n");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16];
    }
}
