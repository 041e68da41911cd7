using System.Globalization;
using System.Net.Mime;
using System.Text.Json;
using Automation.Core.Text;
using Automation.GitHub.Access;
using Octokit;
using GitHubConclusion = Octokit.CheckConclusion;

namespace Automation.GitHub.PullRequests;

/// <summary>
/// The App's check runs of one pull request at one commit: reads them, writes them, and keeps what GitHub is to show of them, because a delayed replica
/// may show less.
/// </summary>
internal sealed class CheckRunStore(RepositoryAccess access, long appId, CheckedCommit commit, WriteIntent intent, TimeProvider clock)
{
    /// <summary>The most annotations in one request (REST: "Update a check run"); further ones are added by further requests.</summary>
    public const int AnnotationsAtOnce = 50;

    /// <summary>The most runs on one page (REST: "List check runs for a Git reference").</summary>
    private const int RunsOnPage = 100;

    // A pull request has a run or two at a commit; if the check was requested hundreds of times, only some runs are read.
    private const int MostPages = 10;

    // REST: "Media types".
    private const string Accepted = "application/vnd.github+json";

    private OwnCheckRun? _begun;
    private List<string> _states = [];

    private string Place => $"{access.Repository}@{commit.HeadSha} {commit.Subject}";

    /// <summary>Reads them, oldest first, those with the name of an earlier base branch included; one that was just begun is always there.</summary>
    public async Task<List<OwnCheckRun>> ReadAsync(CancellationToken cancellationToken)
    {
        var runs = await access.Seen.ReadAsync(Place, ListAsync, found => Shown(found.Select(r => r.State)), cancellationToken);
        runs = _begun is null || runs.Exists(r => r.Id == _begun.Id) ? runs : [.. runs, _begun];
        _states = runs.ConvertAll(r => r.State);
        return runs;
    }

    public async Task BeginAsync(string name, string externalId, CancellationToken cancellationToken) => _begun = await intent.RunAsync(
        Recorded($"begin check run {externalId}"),
        async () =>
        {
            Expect(null, OwnCheckRun.Open);
            var run = new NewCheckRun(name, commit.HeadSha)
            {
                ExternalId = externalId,
                Status = CheckStatus.InProgress,
                StartedAt = clock.GetUtcNow(),
            };
            return OwnCheckRun.Read(UnreadAnswer.Of(
                await access.Client.Connection.Post<UnreadAnswer>(
                    Address("check-runs"), run, Accepted, MediaTypeNames.Application.Json, new Dictionary<string, string>())));
        },
        cancellationToken);

    public Task ConcludeAsync(
        OwnCheckRun run,
        string externalId,
        CheckRunContent content,
        IEnumerable<NewCheckRunAction> actions,
        CancellationToken cancellationToken) => intent.RunAsync(
        Recorded($"conclude check run {run.Id} as {content.Conclusion.ToString().ToLowerInvariant()}"),
        async () =>
        {
            Expect(run, externalId);
            var batches = content.Annotations.Chunk(AnnotationsAtOnce).ToList();
            foreach (var batch in batches.SkipLast(1))
            {
                await UpdateAsync(run, new CheckRunUpdate { Status = CheckStatus.InProgress, Output = Output(content, batch) });
            }

            await UpdateAsync(run, new CheckRunUpdate
            {
                ExternalId = externalId,
                Status = CheckStatus.Completed,
                Conclusion = ConclusionFor(content),
                CompletedAt = clock.GetUtcNow(),
                Output = Output(content, batches.LastOrDefault() ?? []),
                Actions = [.. actions],
            });
        },
        cancellationToken);

    /// <summary>Completes one without a result. It gets another identifier, so that its earlier content is not found as the result again.</summary>
    public Task SupersedeAsync(
        OwnCheckRun run, string externalId, NewCheckRunOutput why, GitHubConclusion conclusion, CancellationToken cancellationToken) => intent.RunAsync(
        Recorded($"supersede check run {run.Id}"),
        async () =>
        {
            Expect(run, externalId);
            await UpdateAsync(run, new CheckRunUpdate
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

    private async Task<List<OwnCheckRun>> ListAsync()
    {
        var own = new List<OwnCheckRun>();
        for (var page = 1; page <= MostPages; page++)
        {
            var parameters = new Dictionary<string, string>
            {
                ["app_id"] = appId.ToString(CultureInfo.InvariantCulture),
                ["filter"] = "all",
                ["per_page"] = RunsOnPage.ToString(CultureInfo.InvariantCulture),
                ["page"] = page.ToString(CultureInfo.InvariantCulture),
            };
            var answer = UnreadAnswer.Of(await access.Client.Connection.Get<UnreadAnswer>(Address($"commits/{commit.HeadSha}/check-runs"), parameters));
            var runs = answer["check_runs"].Items.ToList();
            own.AddRange(runs.Where(r => r["app"]["id"].Number == appId && r["head_sha"].Text == commit.HeadSha).Select(OwnCheckRun.Read)
                .Where(r => r.ExternalId.StartsWith(commit.Subject + "/", StringComparison.Ordinal)));
            if (runs.Count < RunsOnPage)
            {
                break;
            }
        }

        return [.. own.OrderBy(r => r.Id)];
    }

    // Recorded before the write: if the response is lost, the next reading finds out whether it succeeded.
    private void Expect(OwnCheckRun? changed, string state)
    {
        _states.Remove(changed?.State ?? "");
        _states.Add(state);
        access.Seen.Expect(Place, Shown(_states));
    }

    private static string Shown(IEnumerable<string> states) => string.Join('\n', states.Order(StringComparer.Ordinal));

    private GitHubWrite Recorded(string what) => new("check-run", access.Repository, what) { Ref = commit.HeadSha };

    private Task UpdateAsync(OwnCheckRun run, CheckRunUpdate update) =>
        access.Client.Connection.Patch<UnreadAnswer>(Address($"check-runs/{run.Id}"), update);

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

    /// <summary>The conclusion of a content, as GitHub names it.</summary>
    public static GitHubConclusion ConclusionFor(CheckRunContent content) => content.Conclusion switch
    {
        CheckConclusion.Failure => GitHubConclusion.Failure,
        CheckConclusion.Neutral => GitHubConclusion.Neutral,
        _ => GitHubConclusion.Success,
    };
}

/// <summary>A check run of the App, as GitHub shows it.</summary>
internal sealed record OwnCheckRun(long Id, string Name, string ExternalId, bool IsCompleted, bool HasAnnotations)
{
    /// <summary>The state of a run in progress; this value is ours, not GitHub's.</summary>
    public const string Open = "open";

    private const string HalfWritten = "half written";

    /// <summary>In progress, and nothing was written yet.</summary>
    public bool IsOpen => State == Open;

    /// <summary>The external id of the completed check run, which identifies its result.</summary>
    public string State => IsCompleted ? ExternalId : HasAnnotations ? HalfWritten : Open;

    public static OwnCheckRun Read(JsonPart run) => new(
        run["id"].Number ?? throw new JsonException("GitHub's response about a check run has no id."),
        run["name"].Text ?? "",
        run["external_id"].Text ?? "",
        run["status"].Text == "completed",
        run["output"]["annotations_count"].Number > 0);
}

/// <param name="Title">One line.</param>
/// <param name="Summary">Markdown, at most 65,535 bytes.</param>
/// <param name="Annotations">The annotations of lines.</param>
public sealed record CheckRunContent(CheckConclusion Conclusion, string Title, string Summary, IReadOnlyList<CheckAnnotation> Annotations)
{
    /// <summary>Whether it offers the button that commits the fixes.</summary>
    public bool OffersFix { get; init; }
}

public enum CheckConclusion
{
    /// <summary>Nothing is wrong.</summary>
    Success,

    /// <summary>Warnings or other notes, but no failure.</summary>
    Neutral,

    /// <summary>Something must be fixed.</summary>
    Failure,
}

/// <summary>An annotation of lines of a file.</summary>
/// <param name="Line">The first line, from 1.</param>
/// <param name="Title">What it is about, in a few words.</param>
/// <param name="Message">What is wrong, and what to do.</param>
public sealed record CheckAnnotation(string Path, int Line, int EndLine, AnnotationLevel Level, string Title, string Message)
{
    /// <summary>The first and last column, from 1, if it is about one line; else null.</summary>
    public (int First, int Last)? Columns { get; init; }

    public string? Details { get; init; }
}

/// <summary>The severity, in GitHub's names.</summary>
public enum AnnotationLevel
{
    /// <summary>For information.</summary>
    Notice,

    /// <summary>To fix later.</summary>
    Warning,

    /// <summary>To fix.</summary>
    Failure,
}
