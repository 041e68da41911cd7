using System.Globalization;
using Automation.Testing.GitHub.Drivers;
using Automation.Testing.GitHub.Webhooks;

namespace Automation.Testing.GitHub.Workloads;

/// <summary>
/// People at work on several pull requests: they push, ask for checks again, comment, close and open again, as a seed decides. What has to be seen in the
/// end is known for each, whatever went wrong in between.
/// </summary>
/// <param name="gitHub">Where.</param>
/// <param name="seed">Decides who does what.</param>
public sealed class Workload(FakeGitHub gitHub, int seed)
{
    private const string Writer = "grace";

    private readonly Random _chance = new(seed);
    private readonly List<WatchedPull> _pulls = [];
    private int _commits;

    /// <summary>The pull requests.</summary>
    public IReadOnlyList<WatchedPull> Pulls => _pulls;

    /// <summary>Whether somebody closes a pull request now and then, and opens it again.</summary>
    public bool Closes { get; init; }

    /// <summary>Opens pull requests, in several repositories.</summary>
    public IReadOnlyList<Delivery> Open(int pulls, int repositories)
    {
        for (var r = 0; r < repositories; r++)
        {
            gitHub.Repository($"acme/service-{r}").WithCollaborator(Writer).Commit(
                "main",
                "First",
                (Descriptors.Path, Descriptors.Text(Quality.Good)),
                ("team.yaml", Descriptors.Team),
                (".github/automation.yml", "descriptors: [catalog-info.yaml, team.yaml]\n"));
        }

        var opened = new List<Delivery>();
        for (var p = 0; p < pulls; p++)
        {
            var repository = gitHub.Repository($"acme/service-{p % repositories}");
            var quality = Descriptors.Any(_chance);
            repository.Commit($"change-{p}", "A change", Files(quality));
            var watched = new WatchedPull(repository.OpenPullRequest($"change-{p}")) { Quality = quality };
            _pulls.Add(watched);
            opened.Add(watched.Driver.Opened);
        }

        return opened;
    }

    /// <summary>Somebody does something; returns the delivery that tells of it.</summary>
    public Delivery Act()
    {
        var pull = _pulls[_chance.Next(_pulls.Count)];
        var what = _chance.Next(20);
        if (pull.Driver.Pull.ClosedAt is not null)
        {
            return pull.Driver.Reopen();
        }

        if (what == 0 && Closes)
        {
            pull.WasClosed = true;
            return pull.Driver.Close();
        }

        return what switch
        {
            < 10 => Push(pull),
            < 13 => Rerun(pull),
            < 15 => pull.Driver.Comment("/automation recheck", Writer),
            < 17 => Ask(pull, "/automation help"),
            < 19 => Ask(pull, "/automation explain"),
            _ => pull.Driver.Comment("Looks good to me.", Writer),
        };
    }

    /// <summary>Everything that is not as it has to be in the end; empty where all is well.</summary>
    public IReadOnlyList<string> Mistakes(string reportMarker) => [.. _pulls.SelectMany(p => EndState.MistakesOf(p, gitHub.App, reportMarker))];

    private Delivery Push(WatchedPull pull)
    {
        var quality = Descriptors.Any(_chance);
        var delivery = pull.Driver.Push(Files(quality));
        pull.Quality = quality;
        return delivery;
    }

    private Delivery Rerun(WatchedPull pull)
    {
        var repository = gitHub.Repository(pull.Driver.Pull.Repository.FullName);
        return pull.Driver.CheckRuns is [var run, ..] && _chance.Next(2) == 0 ? repository.Rerun(run) : repository.RerunAll(pull.Driver.HeadSha);
    }

    private static Delivery Ask(WatchedPull pull, string question)
    {
        var delivery = pull.Driver.Comment(question, Writer);
        pull.Questions.Add(pull.Driver.Comments[^1].Id);
        return delivery;
    }

    // No two commits are the same: a repeated head would keep its earlier result.
    private (string, string?)[] Files(Quality quality) =>
        [(Descriptors.Path, Descriptors.Text(quality)), ("README.md", string.Create(CultureInfo.InvariantCulture, $"Change {++_commits}\n"))];
}

/// <summary>A pull request, and what is known of it.</summary>
/// <param name="driver">What people do with it.</param>
public sealed class WatchedPull(PullRequestDriver driver)
{
    /// <summary>What people do with it.</summary>
    public PullRequestDriver Driver => driver;

    /// <summary>What its head is like.</summary>
    public Quality Quality { get; set; }

    /// <summary>Whether it was closed at any time: who asks there may go without an answer.</summary>
    public bool WasClosed { get; set; }

    /// <summary>The comments that want an answer.</summary>
    public List<long> Questions { get; } = [];
}
