using Automation.Catalog.Artifact;
using Automation.Core;
using Automation.GitHub;
using Automation.GitHub.Access;
using Automation.GitHub.PullRequests;
using Automation.GitHub.Trees;
using Automation.GitOps.Rendering;
using Automation.Jobs.RepositoryWrites;
using Automation.Jobs.Sources;
using Automation.Jobs.Webhooks;
using Automation.Reporting.Markdown;
using Automation.Reporting.Model;
using Automation.Reporting.Wording;
using Automation.Templates.Workspaces;

namespace Automation.Jobs.GitOps.Proposing;

/// <summary>
/// Proposes to a GitOps repository what a catalog on GitHub asks for, as the App. Both are read as they are now; what asks for the run is only a hint.
/// </summary>
/// <param name="access">GitHub.</param>
/// <param name="api">The address of its API.</param>
/// <param name="server">The address of its pages.</param>
/// <param name="catalog">The repository of the catalog.</param>
/// <param name="cache">The cache of files and trees.</param>
/// <param name="tools">The tools that render what changes in clusters.</param>
/// <param name="clock">The time.</param>
public sealed class ProposeFromCatalog(
    GitHubAccess access, Uri api, Uri server, RepositoryName catalog, BlobCache cache, IRenderTools tools, TimeProvider clock)
{
    /// <summary>The kind of its writes in the audit log.</summary>
    internal const string WriteKind = "proposal";

    // The index, sources, and descriptors of what can be deployed and of its owners.
    private static readonly string[] Folders =
        [ArtifactPaths.Index, ArtifactPaths.Sources, $"{ArtifactPaths.Entities}/component", $"{ArtifactPaths.Entities}/group"];

    private readonly SettledProposals _settled = new();

    /// <summary>How many of the hourly calls are reserved for pull requests.</summary>
    public int KeptCalls { get; init; }

    /// <param name="item">The requested work.</param>
    /// <param name="settled">What the last run was made from, if it left nothing to do; null if there was none.</param>
    /// <param name="intent">Records each write before it is done.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    public async Task<ProposalsOutcome> RunAsync(ProposalItem item, ProposalBasis? settled, WriteIntent intent, CancellationToken cancellationToken)
    {
        if (await access.InstallationOfAsync(item.Repository) is not { } installation)
        {
            return new ProposalsOutcome.Mistake($"The App is not installed for {item.Repository}, the GitOps repository: install it there.");
        }

        if (item.Actor is { } actor && !await MayWriteAsync(installation, item, actor))
        {
            return new ProposalsOutcome.Nothing($"{actor} has no write access to {item.Repository}");
        }

        var (tips, reading) = await TipsAsync(installation, item.Repository, cancellationToken);
        if (tips is null || reading is null)
        {
            return new ProposalsOutcome.Mistake($"{catalog} or {item.Repository} has no commit on its default branch, or the App cannot read it.");
        }

        if (item.Number is null && tips == settled)
        {
            return new ProposalsOutcome.Nothing($"neither the catalog nor {item.Repository} changed since the last run");
        }

        try
        {
            return await new PublishedCatalog(reading, cache).OpenAsync(catalog, tips.Catalog, Folders, cancellationToken) is not { } stored
                ? new ProposalsOutcome.Mistake($"{catalog} is not a stitched catalog.")
                : await ProposeAsync(item, installation, tips, stored, intent, cancellationToken);
        }
        catch (Exception e) when (e is StepException or ArtifactException)
        {
            return new ProposalsOutcome.Mistake(e.Message);
        }
    }

    private Task<bool> MayWriteAsync(long installation, ProposalItem item, string actor) =>
        new PullRequestReading(access.As(installation, item.Repository, TokenPermissions.ProposeChanges)).MayWriteAsync(actor);

    // One call where one installation sees both.
    private async Task<(ProposalBasis? Tips, InstallationAccess? Reading)> TipsAsync(
        long installation, RepositoryName gitOps, CancellationToken cancellationToken)
    {
        var reading = access.Reading(installation);
        var (_, tips) = await new BranchTips(reading).ReadAsync(gitOps, "", [gitOps, catalog], cancellationToken);
        var tip = tips[1];
        if (tip is null && await access.InstallationOfAsync(catalog) is { } other)
        {
            reading = access.Reading(other);
            tip = (await new BranchTips(reading).ReadAsync(catalog, "", [catalog], cancellationToken)).Others[0];
        }

        return tips[0] is { } own && tip is not null ? (new ProposalBasis(tip, own), reading) : (null, null);
    }

    private async Task<ProposalsOutcome> ProposeAsync(
        ProposalItem item, long installation, ProposalBasis tips, StoredCatalog stored, WriteIntent intent, CancellationToken cancellationToken)
    {
        var token = await access.TokenForRunAsync(installation, item.Repository, TokenPermissions.ProposeChanges);
        using var host = new GitHubHost(api, token, clock)
        {
            Recorded = new RecordedRun(intent, item.Repository) { Kind = WriteKind },
            Usage = access.Usage,
        };
        var repository = new RepositoryOnGitHub(item.Repository, host.Connect(null));
        if (await RequestAsync(item, repository, cancellationToken) is not { } request)
        {
            return new ProposalsOutcome.Nothing($"#{item.Number} is no longer an open proposal");
        }

        var propose = new ProposeToRepository(repository, access.As(installation, item.Repository, TokenPermissions.ReadFiles), server.Host)
        {
            Files = cache,
            Tools = tools,
            RequestedBy = item.Actor is { } person ? $"@{person}" : $"the catalog {catalog}",
            PassesOutages = true,
            Settled = _settled,
            Progress = _ => access.Usage.Keep(KeptCalls, clock.GetUtcNow()),
        };
        var report = await propose.RunAsync(stored, request, cancellationToken);
        var failed = report.Proposals.FirstOrDefault(p => p.State == ProposalState.Failed);
        return new ProposalsOutcome.Proposed
        {
            Entries = [.. Entries(report)],
            Failure = failed is null ? null : $"{Summary(report)}. {failed.Entity}: {failed.Detail}",
            Settles = item.Number is null && failed is null ? tips : null,
            Summary = Summary(report),
        };
    }

    // What a pull request is for is in its text; null where it is closed, or none of ours.
    private static async Task<ProposalRequest?> RequestAsync(ProposalItem item, RepositoryOnGitHub repository, CancellationToken cancellationToken)
    {
        if (item.Number is not { } number)
        {
            return new ProposalRequest.Everything();
        }

        var calls = repository.Calls;
        return await calls.Rest.FindAsync($"{calls.Path}/pulls/{number}", cancellationToken) is { } pull && pull["state"].Text == "open"
            && EntityRef.TryParse(ProposalPullRequest.EntityOf(pull["body"].Text) ?? "", null, EntityRef.DefaultNamespace, out var entity, out _)
                ? ProposalPullRequest.RequestOf(pull["body"].Text) switch
                {
                    ["removal"] => new ProposalRequest.One(entity!, IsRemoval: true),
                    ["promotion", var from, var to] => new ProposalRequest.Promotion(entity!, from, to),
                    _ => new ProposalRequest.One(entity!),
                }
                : null;
    }

    private static IEnumerable<ProposalEntry> Entries(ProposalsReport report)
    {
        foreach (var proposal in report.Proposals)
        {
            var start = $"{proposal.Entity}: {ProposalWording.Of(proposal.State)}";
            if (proposal.State is ProposalState.Opened or ProposalState.Updated or ProposalState.Closed)
            {
                yield return new ProposalEntry($"{start}: {proposal.PullRequest}", IsProblem: false);
            }
            else if (proposal.State is ProposalState.Held or ProposalState.Refused or ProposalState.Failed)
            {
                yield return new ProposalEntry($"{start}: {proposal.Detail}", IsProblem: true);
            }
        }

        foreach (var note in report.Notes)
        {
            yield return new ProposalEntry(note, IsProblem: true);
        }
    }

    private static string Summary(ProposalsReport report) => $"services: {ProposalWording.Counts(report)}{string.Concat(report.Notes.Select(n => $". {n}"))}";
}

/// <summary>What a run is made from.</summary>
/// <param name="Catalog">The commit of the catalog.</param>
/// <param name="GitOps">The commit of the GitOps repository.</param>
public sealed record ProposalBasis(string Catalog, string GitOps);

/// <summary>The outcome of a run. Anything else is an exception: an external failure, after which it is run again.</summary>
public abstract record ProposalsOutcome
{
    private ProposalsOutcome()
    {
    }

    /// <summary>What there is to propose was proposed.</summary>
    public sealed record Proposed : ProposalsOutcome
    {
        /// <summary>What changed, and what a person has to look at.</summary>
        public IReadOnlyList<ProposalEntry> Entries { get; init; } = [];

        /// <summary>A short summary.</summary>
        public required string Summary { get; init; }

        /// <summary>What GitHub refused; null if nothing.</summary>
        public string? Failure { get; init; }

        /// <summary>What the run was made from, if nothing is left to do before either changes; else null.</summary>
        public ProposalBasis? Settles { get; init; }
    }

    /// <summary>There was nothing to do.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Nothing(string Reason) : ProposalsOutcome;

    /// <summary>It is not possible until a person changes something.</summary>
    /// <param name="Message">What.</param>
    public sealed record Mistake(string Message) : ProposalsOutcome;
}

/// <summary>Something about a run for the log.</summary>
/// <param name="Text">What; without secrets.</param>
/// <param name="IsProblem">Whether a person has to look at it.</param>
public sealed record ProposalEntry(string Text, bool IsProblem);
