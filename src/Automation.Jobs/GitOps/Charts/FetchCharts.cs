using System.Text;
using Automation.Core.Trees;
using Automation.GitOps.Affected;
using Automation.GitOps.Model;
using Automation.GitOps.Reading;
using Automation.GitOps.Rendering;
using Automation.GitOps.Settings;
using Automation.Rendering.Fetching;

namespace Automation.Jobs.GitOps.Charts;

/// <summary>Fills a folder with the charts that a GitOps repository needs, and pins their digests. The only step that uses the network.</summary>
/// <param name="repository">The GitOps repository.</param>
/// <param name="settings">Its settings, which say where charts may come from.</param>
/// <param name="folder">The folder of charts.</param>
public sealed class FetchCharts(FileTree repository, GitOpsSettings settings, FileTree folder)
{
    private const string Unpinned = "the version is a range, which may be another one tomorrow: write one version";
    private const string NotAllowed = $"'{GitOpsSettings.Path}' does not allow the repository: add it to 'chart-repositories'";

    /// <summary>What is there, and what is missing, without the network.</summary>
    public FetchedCharts Check(CancellationToken cancellationToken)
    {
        var locked = ChartLock.In(repository, cancellationToken);
        var lines = Needs(cancellationToken).Select(n => Known(n, locked) ?? new ChartLine(n, ChartState.Missing, "it is not fetched, or not pinned")).ToList();
        return Result(lines, locked, []);
    }

    /// <summary>Fetches what is missing.</summary>
    /// <param name="client">The client.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task<FetchedCharts> RunAsync(ChartClient client, CancellationToken cancellationToken)
    {
        var locked = ChartLock.In(repository, cancellationToken);
        var (lines, charts) = (new List<ChartLine>(), new List<TreeChange>());
        foreach (var need in Needs(cancellationToken))
        {
            if (Known(need, locked) is { } known)
            {
                lines.Add(known);
                continue;
            }

            switch (await client.FetchAsync(need, cancellationToken))
            {
                case ChartAnswer.Fetched fetched when locked.Digests.TryGetValue(need, out var pinned) && pinned != fetched.Digest:
                    lines.Add(new ChartLine(need, ChartState.Missing, $"the repository has replaced it: its digest is {fetched.Digest}, and "
                        + $"'{ChartLock.Path}' has {pinned}"));
                    break;
                case ChartAnswer.Fetched fetched:
                    charts.Add(new TreeChange(ChartStore.FileName(need.Chart, need.Version), fetched.Packed));
                    lines.Add(new ChartLine(need, ChartState.Fetched, fetched.Digest));
                    break;
                case ChartAnswer.Refused refused:
                    lines.Add(new ChartLine(need, ChartState.Missing, refused.Reason));
                    break;
                default:
                    throw new InvalidOperationException("A chart is fetched or refused.");
            }
        }

        return Result(lines, locked, charts);
    }

    private IReadOnlyList<ChartNeed> Needs(CancellationToken cancellationToken)
    {
        // Whichever address manifests have for this repository, its files are these.
        var own = new Checkout("", repository);
        var applications = new DeclaredManifests().Find(own, cancellationToken).Objects.Select(o => o.Application).OfType<Application>().ToList();
        return ChartNeed.Of(new FileGraph(new Checkouts(own, settings.Repositories, [], new Dictionary<string, Checkout>())), applications, cancellationToken);
    }

    // What is decided without the network; null for a chart that is to be fetched.
    private ChartLine? Known(ChartNeed need, ChartLock locked) =>
        need.IsTemplate ? new ChartLine(need, ChartState.Missing, "an ApplicationSet generates it: its charts are known once it is expanded")
        : !need.IsSound ? new ChartLine(need, ChartState.Missing, "its name or its version cannot be part of an address")
        : !need.IsPinned ? new ChartLine(need, ChartState.Missing, Unpinned)
        : !ChartRepositoryPattern.Allows(settings.ChartRepositories, need.Repository) ? new ChartLine(need, ChartState.Missing, NotAllowed)
        : locked.Digests.TryGetValue(need, out var digest) && new ChartStore(folder).Packed(need.Chart, need.Version) is { } packed
            && ChartClient.DigestOf(packed.Span) == digest
            ? new ChartLine(need, ChartState.Present, digest)
        : null;

    private FetchedCharts Result(List<ChartLine> lines, ChartLock locked, List<TreeChange> charts)
    {
        // A chart that could not be fetched today keeps its digest.
        var digests = lines.Select(l => (l.Need, Digest: l.State == ChartState.Missing ? locked.Digests.GetValueOrDefault(l.Need) : l.Text))
            .Where(l => l.Digest is not null)
            .ToDictionary(l => l.Need, l => l.Digest!);
        var text = Encoding.UTF8.GetBytes(new ChartLock(digests).ToText());
        var isCurrent = (digests.Count == 0 && locked.Digests.Count == 0) || repository.Holds(ChartLock.Path, text);
        return new FetchedCharts(lines, charts, isCurrent ? null : new TreeChange(ChartLock.Path, text));
    }
}

/// <summary>The charts that a repository needs.</summary>
/// <param name="Lines">What happened to each.</param>
/// <param name="Charts">The files to write into the folder of charts.</param>
/// <param name="Lock">The lock file to write; null if it is current.</param>
public sealed record FetchedCharts(IReadOnlyList<ChartLine> Lines, IReadOnlyList<TreeChange> Charts, TreeChange? Lock)
{
    /// <summary>Whether every chart is there.</summary>
    public bool IsComplete => Lines.All(l => l.State != ChartState.Missing);
}

/// <summary>What happened to a chart.</summary>
/// <param name="Need">The chart.</param>
/// <param name="State">What happened.</param>
/// <param name="Text">Its digest, or why it is missing.</param>
public sealed record ChartLine(ChartNeed Need, ChartState State, string Text);

/// <summary>What happened to a chart.</summary>
public enum ChartState
{
    /// <summary>It was there, with the digest that is pinned.</summary>
    Present,

    /// <summary>It was fetched.</summary>
    Fetched,

    /// <summary>It is not there.</summary>
    Missing,
}
