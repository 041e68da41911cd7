using Automation.GitHub;
using Automation.GitHub.Access;
using Automation.GitHub.PullRequests;
using Automation.GitHub.Trees;
using Automation.GitHub.Webhooks;
using Automation.Jobs.Fixing;
using Automation.Reporting;
using Automation.Reporting.GitHub;
using Automation.Reporting.Markdown;

namespace Automation.Jobs.PullRequests;

/// <summary>
/// What a webhook asks for a pull request: it is read as it stands now, checked, and told in one check run and one comment. Every step may be done twice: what
/// GitHub has already is left as it is.
/// </summary>
/// <param name="access">GitHub.</param>
/// <param name="server">The address of GitHub's pages.</param>
/// <param name="catalog">The repository that holds the catalog; null where none is configured.</param>
/// <param name="cache">Keeps what is read.</param>
/// <param name="clock">The time.</param>
public sealed class ReportOnPullRequest(GitHubAccess access, Uri server, RepositoryName? catalog, BlobCache cache, TimeProvider clock)
{
    private readonly RepositoryFiles _others = new(access, cache);

    /// <summary>Does it.</summary>
    /// <param name="item">What is asked for.</param>
    /// <param name="intent">Notes down each write before it is done.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<PullRequestOutcome> RunAsync(PullRequestItem item, WriteIntent intent, CancellationToken cancellationToken)
    {
        if ((item.InstallationId ?? await access.InstallationOfAsync(item.Repository)) is not { } installation)
        {
            return new PullRequestOutcome.Mistake($"the App is not installed for {item.Repository}");
        }

        var target = access.As(installation, item.Repository, item.Request == Request.Fix ? TokenPermissions.CommitFixes : TokenPermissions.ReportOnPullRequest);
        var people = access.As(installation, item.Repository, TokenPermissions.ReadPeople);
        return await RunAsync(item, target, new PullRequestReading(target), Checker(target, people), intent, cancellationToken);
    }

    private async Task<PullRequestOutcome> RunAsync(PullRequestItem item, RepositoryAccess target, PullRequestReading reading, PullRequestChecker checker, WriteIntent intent, CancellationToken cancellationToken)
    {
        if ((item.CommentId is not null || item.Request != Request.Check) && (item.Actor is not { } actor || !await reading.MayWriteAsync(actor)))
        {
            return new PullRequestOutcome.Nothing($"{item.Actor} may not write to {item.Repository}, and only who may can ask");
        }

        var pulls = await PullsAsync(item, reading, cancellationToken);
        if (pulls.Count == 0)
        {
            return new PullRequestOutcome.Nothing("there is no open pull request of it any more");
        }

        if (item.Request == Request.Check)
        {
            await SupersedeAsync(item, pulls, new CheckRunStep(target, access.AppId, intent, clock), cancellationToken);
        }

        PullRequestOutcome outcome = new PullRequestOutcome.Nothing("the pull request is closed");
        foreach (var pull in pulls.Where(p => p.IsOpen))
        {
            outcome = item.Request switch
            {
                Request.Fix => await new FixPullRequest(checker, target, intent).RunAsync(pull, cancellationToken),
                Request.Help => await new AnswerComment(target, await access.LoginAsync(), intent).HelpAsync(pull, item.CommentId, cancellationToken),
                Request.Explain => await new AnswerComment(target, await access.LoginAsync(), intent).ExplainAsync(pull, item.CommentId, checker, Pages(item), cancellationToken),
                _ => await ReportAsync(item, pull, target, reading, checker, intent, cancellationToken),
            };
            if (outcome is PullRequestOutcome.Moved)
            {
                return outcome;
            }
        }

        return outcome;
    }

    private async Task<PullRequestOutcome> ReportAsync(PullRequestItem item, PullRequestFacts pull, RepositoryAccess target, PullRequestReading reading, PullRequestChecker checker, WriteIntent intent, CancellationToken cancellationToken)
    {
        var checkRun = new CheckRunStep(target, access.AppId, intent, clock);
        if (!pull.IsDraft)
        {
            // Whether a draft is to be checked is said by a configuration that is yet to be read.
            await checkRun.AnnounceAsync(pull.Commit, cancellationToken);
        }

        var links = Pages(item).LinksInto(pull.HeadSha);
        var (configured, report, head) = await checker.RunAsync(pull, cancellationToken);
        if (pull.IsDraft && !configured.Settings.PullRequests.Drafts)
        {
            return new PullRequestOutcome.Nothing("a draft, which the configuration says to leave alone until it is ready for review");
        }

        var content = report is null ? CheckRunContents.Refused(configured, links) : CheckRunContents.Of(report, links);
        content = content with { OffersFix = pull.HeadBranch is not null && report is not null && Fixes.Any(report) };

        if (await HasMovedAsync(pull, reading))
        {
            await checkRun.SupersedeAsync(pull.Commit, cancellationToken);
            return new PullRequestOutcome.Moved();
        }

        await checkRun.WriteAsync(pull.Commit, content, cancellationToken);
        if (pull.Number is { } number)
        {
            if (report is not null && configured.Settings.PullRequests.Suggestions)
            {
                var suggestions = Suggested.In(report, head, cancellationToken);
                await new SuggestionStep(target, await access.LoginAsync(), intent).WriteAsync(number, pull.HeadSha, suggestions, cancellationToken);
            }

            var comment = new CommentStep(target, await access.LoginAsync(), intent);
            await comment.WriteAsync(number, CommentWriter.Marker, report is null || !HasSomethingToSay(report) ? null : Comment(report, links), cancellationToken);
        }

        return new PullRequestOutcome.Done($"{pull.Subject} at {pull.HeadSha[..10]}: {content.Conclusion.ToString().ToLowerInvariant()}, {report?.Findings.Count ?? configured.Findings.Count} findings");
    }

    // Check runs left in progress at commits that are not checked any more: at all of them where the pull request is closed.
    private static async Task SupersedeAsync(PullRequestItem item, IReadOnlyList<PullRequestFacts> pulls, CheckRunStep checkRun, CancellationToken cancellationToken)
    {
        foreach (var pull in pulls)
        {
            foreach (var head in item.Left.Append(item.HeadSha).Append(pull.HeadSha).OfType<string>().Distinct(StringComparer.Ordinal).Where(s => !pull.IsOpen || s != pull.HeadSha))
            {
                await checkRun.SupersedeAsync(pull.Commit with { HeadSha = head }, cancellationToken);
            }
        }
    }

    private static async Task<IReadOnlyList<PullRequestFacts>> PullsAsync(PullRequestItem item, PullRequestReading reading, CancellationToken cancellationToken)
    {
        if (item is { Number: null, HeadSha: { } queued, BaseRef: { } baseRef })
        {
            return await reading.QueuedAsync(queued, baseRef) is { } commit ? [commit] : [];
        }

        var numbers = item.Number is { } number ? [number] : item.HeadSha is { } head ? await reading.WithHeadAsync(head) : [];
        var pulls = new List<PullRequestFacts>();
        foreach (var one in numbers)
        {
            if (await reading.FindAsync(one, item.HeadSha, cancellationToken) is { } pull)
            {
                pulls.Add(pull);
            }
        }

        return pulls;
    }

    private static async Task<bool> HasMovedAsync(PullRequestFacts pull, PullRequestReading reading) =>
        pull.Number is { } number && await reading.FindAsync(number) is { IsOpen: true } now && (now.HeadSha != pull.HeadSha || now.BaseRef != pull.BaseRef);

    // What stood before is in the check run; a comment tells what this change does.
    private static bool HasSomethingToSay(Report report) => report.Findings.Any(f => !f.PreExisting) || report.CatalogChange is { IsEmpty: false };

    private static string Comment(Report report, ReportLinks links)
    {
        using var text = new StringWriter { NewLine = "\n" };
        new CommentWriter(links).Write(report, text);
        return text.ToString();
    }

    private PullRequestChecker Checker(RepositoryAccess target, RepositoryAccess people) => new(target, people, server.Host, _others, catalog, cache);

    private GitHubPages Pages(PullRequestItem item) => new(server.GetLeftPart(UriPartial.Authority), item.Repository.ToString());
}
