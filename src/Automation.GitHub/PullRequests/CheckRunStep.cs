using System.Globalization;
using System.Net.Mime;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Automation.Core.Text;
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
/// <param name="access">The repository.</param>
/// <param name="appId">The App, whose check runs these are.</param>
/// <param name="intent">Records each write before it is done.</param>
/// <param name="clock">The time.</param>
public sealed class CheckRunStep(RepositoryAccess access, long appId, WriteIntent intent, TimeProvider clock)
{
    /// <summary>The most annotations in one request (REST: "Update a check run"); further ones are added by further requests.</summary>
    public const int AnnotationsAtOnce = 50;

    /// <summary>The identifier of the button that offers the fixes.</summary>
    public const string FixIdentifier = "fix";

    /// <summary>The most runs on one page (REST: "List check runs for a Git reference").</summary>
    private const int RunsOnPage = 100;

    // A pull request has a run or two at a commit; if the check was requested hundreds of times, only some runs are read.
    private const int MostPages = 10;

    // REST: "Media types".
    private const string Accepted = "application/vnd.github+json";

    private const string SupersededId = "superseded";

    private static readonly NewCheckRunOutput Duplicate = new(
        "Superseded by a newer check of the same commit", "Another check run of this name holds the result.");
    private static readonly NewCheckRunOutput MovedOn = new(
        "Superseded: the pull request has changed",
        "This check was started and not finished: the pull request has a newer commit or another base branch, or is closed.");

    // The state of an unfinished run; these values are ours, not GitHub's.
    private const string Open = "open";
    private const string HalfWritten = "half written";

    /// <summary>The name of the check run of pull requests, and of merge groups, into a branch: what rulesets require.</summary>
    public static string NameOf(string baseRef) => $"automation: {baseRef}";

    /// <summary>Shows that the commit is being checked; does nothing if an open run or a result is there already.</summary>
    public async Task AnnounceAsync(CheckedCommit commit, CancellationToken cancellationToken)
    {
        var own = await OwnAsync(commit, cancellationToken);
        if (!own.Exists(r => IsOf(r, commit) && !IsSuperseded(r, commit)))
        {
            await BeginAsync(own, commit, cancellationToken);
        }
    }

    /// <summary>Writes the result; does nothing if it is there already. Returns the number of the run that has it.</summary>
    public async Task<long> WriteAsync(CheckedCommit commit, CheckRunContent content, CancellationToken cancellationToken)
    {
        var done = $"{commit.Subject}/{Digest(content)}";
        var all = await OwnAsync(commit, cancellationToken);
        var own = all.FindAll(r => IsOf(r, commit));
        var says = own.FindLast(r => StateOf(r) == done);
        if (says is null && !own.Exists(r => StateOf(r) == Open))
        {
            // Looked up once more: a replica that was behind may have left one out, and of two only one is to conclude.
            var made = await BeginAsync(all, commit, cancellationToken);
            all = await OwnAsync(commit, cancellationToken);
            all = all.Exists(r => r.Id == made.Id) ? all : [.. all, made];
            own = all.FindAll(r => IsOf(r, commit));
        }

        var states = all.ConvertAll(StateOf);
        if (says is null)
        {
            says = own.FindLast(r => StateOf(r) == Open)!;
            await ConcludeAsync(says.Id, commit, done, content, state => Expect(commit, states, says, state), cancellationToken);
        }

        // A duplicate may be newer than the run with the result, and GitHub uses the newest: both have the same conclusion.
        foreach (var other in own.Where(r => r.Id != says.Id && !IsSuperseded(r, commit)))
        {
            await SupersedeAsync(other, commit, states, Duplicate, Of(content.Conclusion), cancellationToken);
        }

        await SupersedeOpenAsync(all.Where(r => !IsOf(r, commit)), commit, states, cancellationToken);
        return says.Id;
    }

    /// <summary>Completes the check runs left in progress at a commit that is not checked any more.</summary>
    public async Task SupersedeAsync(CheckedCommit commit, CancellationToken cancellationToken)
    {
        var own = await OwnAsync(commit, cancellationToken);
        await SupersedeOpenAsync(own, commit, own.ConvertAll(StateOf), cancellationToken);
    }

    // Cancelled, because GitHub counts neutral as passed, and the branch may be set back to this commit.
    private async Task SupersedeOpenAsync(IEnumerable<OwnRun> runs, CheckedCommit commit, List<string> states, CancellationToken cancellationToken)
    {
        foreach (var open in runs.Where(r => StateOf(r) is Open or HalfWritten))
        {
            await SupersedeAsync(open, commit, states, MovedOn, GitHubConclusion.Cancelled, cancellationToken);
        }
    }

    private static string StateOf(OwnRun run) => run.IsCompleted ? run.ExternalId : run.HasAnnotations ? HalfWritten : Open;

    private static bool IsOf(OwnRun run, CheckedCommit commit) => run.Name == NameOf(commit.BaseRef);

    private static bool IsSuperseded(OwnRun run, CheckedCommit commit) => StateOf(run) == $"{commit.Subject}/{SupersededId}";

    // The pull request's runs at the commit, those with the name of an earlier base branch included.
    private Task<List<OwnRun>> OwnAsync(CheckedCommit commit, CancellationToken cancellationToken) => access.Seen.ReadAsync(
        Place(commit),
        async () =>
        {
            var address = Address($"commits/{commit.HeadSha}/check-runs");
            var own = new List<OwnRun>();
            for (var page = 1; page <= MostPages; page++)
            {
                var parameters = new Dictionary<string, string>
                {
                    ["app_id"] = appId.ToString(CultureInfo.InvariantCulture),
                    ["filter"] = "all",
                    ["per_page"] = RunsOnPage.ToString(CultureInfo.InvariantCulture),
                    ["page"] = page.ToString(CultureInfo.InvariantCulture),
                };
                var runs = UnreadAnswer.Of(await access.Client.Connection.Get<UnreadAnswer>(address, parameters))["check_runs"].Items.ToList();
                own.AddRange(runs.Where(r => r["app"]["id"].Number == appId && r["head_sha"].Text == commit.HeadSha).Select(OwnRun.Of)
                    .Where(r => r.ExternalId.StartsWith(commit.Subject + "/", StringComparison.Ordinal)));
                if (runs.Count < RunsOnPage)
                {
                    break;
                }
            }

            return own.OrderBy(r => r.Id).ToList();
        },
        own => Shown(own.ConvertAll(StateOf)),
        cancellationToken);

    private string Place(CheckedCommit commit) => $"{access.Repository}@{commit.HeadSha} {commit.Subject}";

    private static string Shown(IEnumerable<string> states) => string.Join('\n', states.Order(StringComparer.Ordinal));

    // Recorded before the write: an answer that is lost leaves the doubt to the next reading.
    private void Expect(CheckedCommit commit, List<string> states, OwnRun? changed, string state)
    {
        states.Remove(changed is null ? "" : StateOf(changed));
        states.Add(state);
        access.Seen.Expect(Place(commit), Shown(states));
    }

    private async Task<OwnRun> BeginAsync(List<OwnRun> own, CheckedCommit commit, CancellationToken cancellationToken)
    {
        var externalId = $"{commit.Subject}/begun";
        return await intent.RunAsync(
            Noted($"begin check run {externalId}", commit),
            async () =>
            {
                Expect(commit, own.ConvertAll(StateOf), null, Open);
                var run = new NewCheckRun(NameOf(commit.BaseRef), commit.HeadSha)
                {
                    ExternalId = externalId,
                    Status = CheckStatus.InProgress,
                    StartedAt = clock.GetUtcNow(),
                };
                return OwnRun.Of(UnreadAnswer.Of(
                    await access.Client.Connection.Post<UnreadAnswer>(
                        Address("check-runs"), run, Accepted, MediaTypeNames.Application.Json, new Dictionary<string, string>())));
            },
            cancellationToken);
    }

    private GitHubWrite Noted(string what, CheckedCommit commit) => new("check-run", access.Repository, what) { Ref = commit.HeadSha };

    private Task ConcludeAsync(
        long id,
        CheckedCommit commit,
        string externalId,
        CheckRunContent content,
        Action<string> expect,
        CancellationToken cancellationToken) => intent.RunAsync(
        Noted($"conclude check run {id} as {content.Conclusion.ToString().ToLowerInvariant()}", commit),
        () => ConcludeAsync(id, externalId, content, expect),
        cancellationToken);

    private async Task ConcludeAsync(long id, string externalId, CheckRunContent content, Action<string> expect)
    {
        expect(externalId);
        var batches = content.Annotations.Chunk(AnnotationsAtOnce).ToList();
        foreach (var batch in batches.SkipLast(1))
        {
            await UpdateAsync(id, new CheckRunUpdate { Status = CheckStatus.InProgress, Output = Output(content, batch) });
        }

        await UpdateAsync(id, new CheckRunUpdate
        {
            ExternalId = externalId,
            Status = CheckStatus.Completed,
            Conclusion = Of(content.Conclusion),
            CompletedAt = clock.GetUtcNow(),
            Output = Output(content, batches.LastOrDefault() ?? []),
            Actions = content.OffersFix ? [new NewCheckRunAction("Fix it", "Commit the fixes to this branch", FixIdentifier)] : [],
        });
    }

    // It gets another identifier, so that its earlier content is not found as the result again.
    private Task SupersedeAsync(
        OwnRun run,
        CheckedCommit commit,
        List<string> states,
        NewCheckRunOutput why,
        GitHubConclusion conclusion,
        CancellationToken cancellationToken) => intent.RunAsync(
        Noted($"supersede check run {run.Id}", commit),
        async () =>
        {
            var externalId = $"{commit.Subject}/{SupersededId}";
            Expect(commit, states, run, externalId);
            await UpdateAsync(run.Id, new CheckRunUpdate
            {
                ExternalId = externalId,
                Status = CheckStatus.Completed,
                Conclusion = conclusion,
                CompletedAt = clock.GetUtcNow(),
                Output = why,
                Actions = [],
            });
        },
        cancellationToken);

    private Task UpdateAsync(long id, CheckRunUpdate update) => access.Client.Connection.Patch<UnreadAnswer>(Address($"check-runs/{id}"), update);

    private Uri Address(string path) => new($"repos/{access.Repository}/{path}", UriKind.Relative);

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

    // It is found again by its content.
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

    private sealed record OwnRun(long Id, string Name, string ExternalId, bool IsCompleted, bool HasAnnotations)
    {
        public static OwnRun Of(JsonPart run) => new(
            run["id"].Number ?? throw new JsonException("GitHub's answer about a check run has no id."),
            run["name"].Text ?? "",
            run["external_id"].Text ?? "",
            run["status"].Text == "completed",
            run["output"]["annotations_count"].Number > 0);
    }
}
