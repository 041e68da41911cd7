using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Automation.GitHub.Access;
using Automation.GitHub.Webhooks;
using Octokit;
using GitHubConclusion = Octokit.CheckConclusion;

namespace Automation.GitHub.PullRequests;

/// <summary>
/// Writes the one check run of a commit that says how it stands. It is looked for before it is made: what says the same already is left as it is, what
/// a crash left half written is finished or superseded, and of two only one goes on to conclude.
/// </summary>
/// <param name="access">The repository.</param>
/// <param name="appId">The App, whose check runs these are.</param>
/// <param name="intent">Notes down each write before it is done.</param>
/// <param name="clock">The time.</param>
public sealed class CheckRunStep(RepositoryAccess access, long appId, WriteIntent intent, TimeProvider clock)
{
    /// <summary>The name people see.</summary>
    public const string Name = "automation";

    /// <summary>The most annotations in one request (REST: "Update a check run"); further ones are added by further requests.</summary>
    private const int AnnotationsAtOnce = 50;

    private const string SupersededId = "superseded";

    private static readonly NewCheckRunOutput Twin = new("Superseded by a newer check of the same commit", "Another check run says how it stands.");
    private static readonly NewCheckRunOutput MovedOn = new("Superseded: the pull request has moved on", "The check was begun here and not ended: there is a newer commit, or the pull request is closed.");

    // What a run that is not over is: these states are ours, not GitHub's.
    private const string Open = "open";
    private const string HalfWritten = "half written";

    /// <summary>Says that the commit is being looked at; does nothing where that is said already.</summary>
    /// <param name="headSha">The commit.</param>
    /// <param name="subject">What it is about: <c>pull/12</c>, say. Two pull requests may share a commit.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public async Task AnnounceAsync(string headSha, string subject, CancellationToken cancellationToken)
    {
        if (await OwnAsync(headSha, subject, cancellationToken) is { Count: 0 } none)
        {
            await BeginAsync(none, headSha, subject, cancellationToken);
        }
    }

    /// <summary>Writes it; does nothing where it stands there already.</summary>
    /// <param name="headSha">The commit.</param>
    /// <param name="subject">What it is about.</param>
    /// <param name="content">What it says.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public async Task WriteAsync(string headSha, string subject, CheckRunContent content, CancellationToken cancellationToken)
    {
        var done = $"{subject}/{Digest(content)}";
        var own = await OwnAsync(headSha, subject, cancellationToken);
        var says = own.FindLast(r => StateOf(r) == done);
        if (says is null && !own.Exists(r => StateOf(r) == Open))
        {
            // Looked at once more: a copy that was behind may have left one out, and of two only one is to conclude.
            var made = await BeginAsync(own, headSha, subject, cancellationToken);
            own = await OwnAsync(headSha, subject, cancellationToken);
            own = own.Exists(r => r.Id == made.Id) ? own : [.. own, made];
        }

        var states = own.ConvertAll(StateOf);
        if (says is null)
        {
            says = own.FindLast(r => StateOf(r) == Open)!;
            await ConcludeAsync(says.Id, headSha, done, content, state => Expect(headSha, subject, states, says, state), cancellationToken);
        }

        foreach (var other in own.Where(r => r.Id != says.Id && StateOf(r) != $"{subject}/{SupersededId}"))
        {
            await SupersedeAsync(other, headSha, subject, states, Twin, cancellationToken);
        }
    }

    /// <summary>Ends what was begun at a commit that is not judged any more: a run that nobody ends would go on for ever in everybody's eyes.</summary>
    /// <param name="headSha">The commit.</param>
    /// <param name="subject">What it is about.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public async Task LeaveAsync(string headSha, string subject, CancellationToken cancellationToken)
    {
        var own = await OwnAsync(headSha, subject, cancellationToken);
        var states = own.ConvertAll(StateOf);
        foreach (var open in own.Where(r => StateOf(r) is Open or HalfWritten))
        {
            await SupersedeAsync(open, headSha, subject, states, MovedOn, cancellationToken);
        }
    }

    private static string StateOf(CheckRun run) => run.Status.Value == CheckStatus.Completed ? run.ExternalId : run.Output.AnnotationsCount == 0 ? Open : HalfWritten;

    private Task<List<CheckRun>> OwnAsync(string headSha, string subject, CancellationToken cancellationToken) => access.Seen.ReadAsync(
        Place(headSha, subject),
        async () =>
        {
            var all = await access.Client.Check.Run.GetAllForReference(access.Repository.Owner, access.Repository.Name, headSha, new CheckRunRequest { CheckName = Name, Filter = CheckRunCompletedAtFilter.All });
            return all.CheckRuns.Where(r => r.App?.Id == appId && r.HeadSha == headSha && r.ExternalId?.StartsWith(subject + "/", StringComparison.Ordinal) == true).OrderBy(r => r.Id).ToList();
        },
        own => Shown(own.ConvertAll(StateOf)),
        cancellationToken);

    private string Place(string headSha, string subject) => $"{access.Repository}@{headSha} {subject}";

    private static string Shown(IEnumerable<string> states) => string.Join('\n', states.Order(StringComparer.Ordinal));

    // Noted before it is written: an answer that is lost leaves the doubt to the next reading.
    private void Expect(string headSha, string subject, List<string> states, CheckRun? changed, string state)
    {
        states.Remove(changed is null ? "" : StateOf(changed));
        states.Add(state);
        access.Seen.Expect(Place(headSha, subject), Shown(states));
    }

    private async Task<CheckRun> BeginAsync(List<CheckRun> own, string headSha, string subject, CancellationToken cancellationToken)
    {
        var externalId = $"{subject}/begun";
        return await intent.RunAsync(
            Noted($"begin check run {externalId}", headSha),
            () =>
            {
                Expect(headSha, subject, own.ConvertAll(StateOf), null, Open);
                return access.Client.Check.Run.Create(access.Repository.Owner, access.Repository.Name, new NewCheckRun(Name, headSha) { ExternalId = externalId, Status = CheckStatus.InProgress, StartedAt = clock.GetUtcNow() });
            },
            cancellationToken);
    }

    private GitHubWrite Noted(string what, string headSha) => new("check-run", access.Repository, what) { Ref = headSha };

    private Task ConcludeAsync(long id, string headSha, string externalId, CheckRunContent content, Action<string> expect, CancellationToken cancellationToken) => intent.RunAsync(
        Noted($"conclude check run {id} as {content.Conclusion.ToString().ToLowerInvariant()}", headSha), () => ConcludeAsync(id, externalId, content, expect), cancellationToken);

    private async Task ConcludeAsync(long id, string externalId, CheckRunContent content, Action<string> expect)
    {
        expect(externalId);
        var batches = content.Annotations.Chunk(AnnotationsAtOnce).ToList();
        foreach (var batch in batches.SkipLast(1))
        {
            await access.Client.Check.Run.Update(access.Repository.Owner, access.Repository.Name, id, new CheckRunUpdate { Name = Name, Status = CheckStatus.InProgress, Output = Output(content, batch) });
        }

        await access.Client.Check.Run.Update(access.Repository.Owner, access.Repository.Name, id, new CheckRunUpdate
        {
            Name = Name,
            ExternalId = externalId,
            Status = CheckStatus.Completed,
            Conclusion = Of(content.Conclusion),
            CompletedAt = clock.GetUtcNow(),
            Output = Output(content, batches.LastOrDefault() ?? []),
            Actions = content.OffersFix ? [new NewCheckRunAction("Fix it", "Commit the fixes to this branch", CheckRunEvent.FixIdentifier)] : [],
        });
    }

    // It takes another identifier: what it said before must not be taken for said.
    private Task SupersedeAsync(CheckRun run, string headSha, string subject, List<string> states, NewCheckRunOutput why, CancellationToken cancellationToken) => intent.RunAsync(
        Noted($"supersede check run {run.Id}", headSha), () => SupersedeAsync(run, headSha, subject, states, why), cancellationToken);

    private async Task SupersedeAsync(CheckRun run, string headSha, string subject, List<string> states, NewCheckRunOutput why)
    {
        Expect(headSha, subject, states, run, $"{subject}/{SupersededId}");
        await access.Client.Check.Run.Update(access.Repository.Owner, access.Repository.Name, run.Id, new CheckRunUpdate
        {
            Name = Name,
            ExternalId = $"{subject}/{SupersededId}",
            Status = CheckStatus.Completed,
            Conclusion = GitHubConclusion.Neutral,
            CompletedAt = clock.GetUtcNow(),
            Output = why,
            Actions = [],
        });
    }

    private static NewCheckRunOutput Output(CheckRunContent content, IEnumerable<CheckAnnotation> annotations) => new(content.Title, content.Summary)
    {
        Annotations = [.. annotations.Select(Of)],
    };

    private static NewCheckRunAnnotation Of(CheckAnnotation annotation) =>
        new(annotation.Path, annotation.Line, annotation.EndLine, Of(annotation.Level), annotation.Message)
        {
            Title = annotation.Title,
            RawDetails = annotation.Details,
            StartColumn = annotation.Columns?.First,
            EndColumn = annotation.Columns?.Last,
        };

    private static CheckAnnotationLevel Of(AnnotationLevel level) => level switch
    {
        AnnotationLevel.Failure => CheckAnnotationLevel.Failure,
        AnnotationLevel.Warning => CheckAnnotationLevel.Warning,
        _ => CheckAnnotationLevel.Notice,
    };

    private static GitHubConclusion Of(CheckConclusion conclusion) => conclusion switch
    {
        CheckConclusion.Failure => GitHubConclusion.Failure,
        CheckConclusion.Neutral => GitHubConclusion.Neutral,
        _ => GitHubConclusion.Success,
    };

    // By what it says it is found again.
    private static string Digest(CheckRunContent content)
    {
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"{content.Conclusion}\n{content.Title}\n{content.Summary}\n{content.OffersFix}\n"));
        foreach (var a in content.Annotations)
        {
            text.Append(CultureInfo.InvariantCulture, $"{a.Path}\0{a.Line}\0{a.EndLine}\0{a.Columns}\0{a.Level}\0{a.Title}\0{a.Message}\0{a.Details}\n");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16];
    }
}
