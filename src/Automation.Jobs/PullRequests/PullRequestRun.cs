using Automation.GitHub;
using Automation.GitHub.Access;
using Automation.GitHub.Budgets;
using Automation.GitHub.PullRequests;
using Automation.GitHub.Trees;
using Automation.GitOps.Rendering;
using Automation.Jobs.Configuration;
using Automation.Jobs.Fixing;
using Automation.Jobs.Webhooks;
using Automation.Reporting.GitHub;
using Automation.Reporting.Markdown;
using Automation.Reporting.Model;
using Automation.Reporting.Wording;

namespace Automation.Jobs.PullRequests;

/// <summary>
/// Handles a webhook about a pull request: reads its current state, checks it, and reports the result in one check run and one comment. Every step can be
/// repeated: what GitHub already has is not changed.
/// </summary>
/// <param name="access">GitHub.</param>
/// <param name="server">The address of GitHub's pages.</param>
/// <param name="catalog">The repository of the catalog; null if none is configured.</param>
/// <param name="cache">The cache of files and trees.</param>
/// <param name="tools">The tools that render applications of GitOps repositories.</param>
public sealed class PullRequestRun(
    GitHubAccess access, Uri server, RepositoryName? catalog, BlobCache cache, IRenderTools tools, TimeProvider clock) : IDisposable
{
    /// <summary>This many annotations take twenty requests. The summary lists those that are left out.</summary>
    private const int MostAnnotations = 1_000;

    /// <summary>Calls for the result, apart from its annotations: the pull request again, its runs, the comment, suggestions.</summary>
    private const int CallsBesideAnnotations = 12;

    private readonly SemaphoreSlim _large = new(1);
    private readonly CatalogFiles? _catalog = catalog is null ? null : new CatalogFiles(access, catalog, cache);

    /// <param name="item">The requested work.</param>
    /// <param name="intent">Records each write before it is done.</param>
    public async Task<PullRequestOutcome> RunAsync(PullRequestItem item, WriteIntent intent, CancellationToken cancellationToken)
    {
        if ((item.InstallationId ?? await access.InstallationOfAsync(item.Repository)) is not { } installation)
        {
            return new PullRequestOutcome.Mistake($"the App is not installed for {item.Repository}");
        }

        using var meter = new BudgetMeter(clock);
        var target = access.As(installation, item.Repository, PermissionsFor(item), meter);
        var reading = new PullRequestReading(target);
        if ((item.CommentId is not null || item.Request != Request.Check) && (item.Actor is not { } actor || !await reading.MayWriteAsync(actor)))
        {
            return new PullRequestOutcome.Nothing($"{item.Actor} has no write access to {item.Repository}, which commands require");
        }

        if (await PullsAsync(item, reading, cancellationToken) is not { } pulls)
        {
            return new PullRequestOutcome.Mistake($"the App cannot see {Place(item)}, although GitHub sent an event about it: check whether the App is still "
                + "installed for the repository, and whether the repository still exists");
        }

        if (pulls.Count == 0)
        {
            return new PullRequestOutcome.Nothing("it no longer has an open pull request");
        }

        if (item.Request == Request.Check)
        {
            await SupersedeAsync(item, pulls, new CheckRunStep(target, access.AppId, intent, clock), cancellationToken);
        }

        PullRequestOutcome outcome = new PullRequestOutcome.Nothing("the pull request is closed");
        var verdicts = new List<CheckVerdict>();
        foreach (var (index, pull) in pulls.Where(p => p.IsOpen).Index())
        {
            // Pull requests with the same head have separate budgets.
            using var own = index == 0 ? null : new BudgetMeter(clock);
            outcome = await RunAsync(item, installation, pull, own ?? meter, intent, cancellationToken);
            verdicts.AddRange(outcome.Verdicts);
            if (outcome is PullRequestOutcome.Moved)
            {
                break;
            }
        }

        return outcome with { Verdicts = verdicts };
    }

    /// <summary>
    /// Concludes the check run of a pull request that could not be checked: otherwise it would stay in progress without a reason. A draft is left
    /// alone: it is checked when it is ready.
    /// </summary>
    /// <param name="item">The requested work.</param>
    /// <param name="reason">Why it could not be done.</param>
    /// <param name="intent">Records each write before it is done.</param>
    public async Task GiveUpAsync(PullRequestItem item, string reason, WriteIntent intent, CancellationToken cancellationToken)
    {
        if (item.Request != Request.Check || (item.InstallationId ?? await access.InstallationOfAsync(item.Repository)) is not { } installation)
        {
            return;
        }

        var target = access.As(installation, item.Repository, TokenPermissions.ReportOnPullRequest);
        foreach (var pull in await PullsAsync(item, new PullRequestReading(target), cancellationToken) ?? [])
        {
            if (pull is { IsOpen: true, IsDraft: false })
            {
                var content = CheckRunContents.Unchecked(reason);
                content = await IsShadowAsync(item.Repository, installation, pull.BaseRef, cancellationToken) ? CheckRunContents.InShadow(content) : content;
                await new CheckRunStep(target, access.AppId, intent, clock).WriteAsync(pull.Commit, content, cancellationToken);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _large.Dispose();
        _catalog?.Dispose();
    }

    // The check may have been given up because the configuration cannot be read: then the default mode applies.
    private async Task<bool> IsShadowAsync(RepositoryName repository, long installation, string branch, CancellationToken cancellationToken)
    {
        using var meter = new BudgetMeter(clock);
        var reading = access.Reading(installation, meter);
        var organisation = new OrganisationConfiguration(repository, reading, cache, meter);
        try
        {
            var (_, tips) = await new BranchTips(reading).ReadAsync(repository, branch, [organisation.Repository], cancellationToken);
            return Configured.OfOrganisation(await organisation.ReadAsync(tips[0], cancellationToken)).Checks == CheckMode.Shadow;
        }
        catch (GitHubRefusalException)
        {
            return false;
        }
    }

    private async Task<PullRequestOutcome> RunAsync(
        PullRequestItem item,
        long installation,
        PullRequestFacts pull,
        BudgetMeter meter,
        WriteIntent intent,
        CancellationToken cancellationToken)
    {
        var target = access.As(installation, item.Repository, PermissionsFor(item), meter);
        var people = access.As(installation, item.Repository, TokenPermissions.ReadPeople, meter);
        var checker = new PullRequestChecker(target, people, access.Reading(installation, meter), server.Host, _catalog, cache, _large, meter, tools);
        return item.Request switch
        {
            Request.Fix => await new FixPullRequest(checker, target, intent).RunAsync(pull, cancellationToken),
            Request.Help => await new AnswerComment(target, access.LoginAsync, intent).HelpAsync(pull, item.CommentId, cancellationToken),
            Request.Explain =>
                await new AnswerComment(target, access.LoginAsync, intent).ExplainAsync(pull, item.CommentId, checker, Pages(item), cancellationToken),
            _ => await ReportAsync(new Run(item, pull, target, checker, meter, intent), cancellationToken),
        };
    }

    private async Task<PullRequestOutcome> ReportAsync(Run run, CancellationToken cancellationToken)
    {
        var pull = run.Pull;
        var checkRun = new CheckRunStep(run.Target, access.AppId, run.Intent, clock);
        if (!pull.IsDraft)
        {
            // Whether a draft is checked depends on the configuration, which is not read yet.
            await checkRun.AnnounceAsync(pull.Commit, cancellationToken);
        }

        if (await run.Checker.RunAsync(pull, cancellationToken) is not { } result)
        {
            await checkRun.SupersedeAsync(pull.Commit, cancellationToken);
            return PullRequestOutcome.NoBase(pull);
        }

        var (configured, report, _) = result;
        if (pull.IsDraft && !configured.Settings.PullRequests.Drafts)
        {
            return new PullRequestOutcome.Nothing("a draft, which the configuration excludes until it is ready for review");
        }

        var offersFix = pull.HeadBranch is not null && report is not null && Fixes.Any(report);
        var links = Pages(run.Item).LinksInto(pull.HeadSha) with { HasButton = offersFix, HasCommands = true, Guide = Product.Guide("github-app") };
        var content = report is null ? CheckRunContents.Refused(configured, links) : CheckRunContents.Of(report, links, AnnotationsWithin(run.Meter));
        content = result.IsShadow ? CheckRunContents.InShadow(content) : content with { OffersFix = offersFix };

        var now = pull.Number is { } number ? await new PullRequestReading(run.Target).FindAsync(number) : null;
        if (now is { IsOpen: true } && now.Commit != pull.Commit)
        {
            await checkRun.SupersedeAsync(pull.Commit, cancellationToken);
            return new PullRequestOutcome.Moved();
        }

        // The required check run first, then the comment, then the suggestions: if GitHub refuses one, those before it are already written.
        var written = await checkRun.WriteAsync(pull.Commit, content, cancellationToken);
        var refused = now is null
            ? null
            : await CommentAsync(
                run with { Pull = now }, result, links with { Everything = Pages(run.Item).CheckRun(now.Number!.Value, written) }, cancellationToken);
        var outcome = RepositoryOutcome.Of(run.Item.Repository.ToString(), report ?? configured.Refusal());
        var verdict = $"{outcome.Conclusion}{(result.IsShadow ? " (shadow mode)" : "")}, {report?.Findings.Count ?? configured.Findings.Count} findings";
        return new PullRequestOutcome.Done($"{pull.Subject} at {pull.HeadSha[..10]}: {verdict}"
            + (refused is null ? "" : $"; GitHub refused the suggestions: {refused}"))
        {
            Verdicts = [CheckVerdict.Of(run.Item.Repository, pull.Number, pull.HeadSha, outcome, result.IsShadow, content.Summary)],
        };
    }

    // The comment and the suggestions; returns why GitHub rejected the suggestions, or null.
    private async Task<string?> CommentAsync(Run run, CheckedPullRequest result, ReportLinks links, CancellationToken cancellationToken)
    {
        var (configured, report, head) = result;
        var number = run.Pull.Number!.Value;
        var comment = new CommentStep(run.Target, access.LoginAsync, run.Intent) { MayHaveComments = run.Pull.HasComments };
        await comment.WriteAsync(number, CommentWriter.Marker, result.IsShadow ? null : PullRequestComment.Of(report, links), cancellationToken);
        if (report is null || result.IsShadow || !configured.Settings.PullRequests.Suggestions || run.Meter.CallsLeft < SuggestionStep.UsualCalls)
        {
            return null;
        }

        var suggestions = SuggestionBuilder.In(report, head, cancellationToken);
        return await new SuggestionStep(run.Target, access.LoginAsync, run.Intent).WriteAsync(number, run.Pull.HeadSha, suggestions, cancellationToken);
    }

    private static int AnnotationsWithin(BudgetMeter meter) =>
        Math.Clamp((meter.CallsLeft - CallsBesideAnnotations) * CheckRunStep.AnnotationsAtOnce, CheckRunStep.AnnotationsAtOnce, MostAnnotations);

    // Check runs left in progress at commits that are not checked any more: at all commits if the pull request is closed.
    private static async Task SupersedeAsync(
        PullRequestItem item, IReadOnlyList<PullRequestFacts> pulls, CheckRunStep checkRun, CancellationToken cancellationToken)
    {
        foreach (var pull in pulls)
        {
            foreach (var head in item.SupersededHeads.Append(item.HeadSha)
                .Append(pull.HeadSha)
                .OfType<string>()
                .Distinct(StringComparer.Ordinal)
                .Where(s => !pull.IsOpen || s != pull.HeadSha))
            {
                await checkRun.SupersedeAsync(pull.Commit with { HeadSha = head }, cancellationToken);
            }
        }
    }

    // Null if the App cannot see the subject of the event.
    private static async Task<IReadOnlyList<PullRequestFacts>?> PullsAsync(
        PullRequestItem item, PullRequestReading reading, CancellationToken cancellationToken)
    {
        switch (item)
        {
            case { Number: { } number }:
                return await reading.FindAsync(number, item.HeadSha, cancellationToken) is { } named ? [named] : null;
            case { HeadSha: { } queued, BaseRef: { } baseRef }:
                return [new PullRequestFacts(null, queued, baseRef)];
            case { HeadSha: { } head }:
                if (await reading.WithHeadAsync(head) is not { } numbers)
                {
                    return null;
                }

                var pulls = new List<PullRequestFacts>();
                foreach (var one in numbers)
                {
                    if (await reading.FindAsync(one, head, cancellationToken) is { } pull)
                    {
                        pulls.Add(pull);
                    }
                }

                return pulls;
            default:
                return [];
        }
    }

    private static string Place(PullRequestItem item) => item.Number is { } number ? $"{item.Repository}#{number}" : $"{item.Repository}";

    private static TokenPermissions PermissionsFor(PullRequestItem item) =>
        item.Request == Request.Fix ? TokenPermissions.CommitFixes : TokenPermissions.ReportOnPullRequest;

    private GitHubPages Pages(PullRequestItem item) => new(server.GetLeftPart(UriPartial.Authority), item.Repository.ToString());

    // One pull request of a work item, with the clients for it.
    private sealed record Run(
        PullRequestItem Item, PullRequestFacts Pull, RepositoryAccess Target, PullRequestChecker Checker, BudgetMeter Meter, WriteIntent Intent);
}
