using Automation.Core;
using Automation.Core.Findings;
using Automation.Core.Trees;
using Automation.GitOps.Affected;
using Automation.GitOps.Comparing;
using Automation.GitOps.Model;
using Automation.GitOps.Reading;
using Automation.GitOps.Rendering;
using Automation.GitOps.Schemas;
using Automation.GitOps.Settings;
using Automation.Jobs.Descriptors;
using Automation.Jobs.GitOps.Settings;
using Automation.Reporting.Model;

namespace Automation.Jobs.GitOps;

/// <summary>Compares what Argo CD deploys from two revisions of a GitOps repository, object by object. Only what the change touches is rendered.</summary>
/// <param name="before">The files before the change.</param>
/// <param name="after">The files after the change.</param>
/// <param name="tools">The tools.</param>
public sealed class DiffRepository(RepositorySnapshot before, RepositorySnapshot after, IRenderTools tools)
{
    private readonly Lock _reading = new();

    /// <summary>The branch that is compared; null if it is not known.</summary>
    public string? Branch { get; init; }

    /// <summary>A folder with charts of chart repositories; null if there is none.</summary>
    public FileTree? Charts { get; init; }

    /// <summary>Definitions of kinds that neither Kubernetes nor the repository has.</summary>
    public IReadOnlyList<KindSchema> Definitions { get; init; } = [];

    /// <summary>Whether a file is searched for applications and definitions of kinds; null for all files. What an application reads is read anyway.</summary>
    public Func<string, bool>? Declaring { get; init; }

    /// <summary>The schemas of the cluster, with which rendered objects are validated; null if they are not known.</summary>
    public IReadOnlyList<KindSchema>? Schemas { get; init; }

    /// <summary>Checkouts of other repositories, by address.</summary>
    public IReadOnlyDictionary<string, FileTree> Others { get; init; } = new Dictionary<string, FileTree>();

    /// <summary>Compares.</summary>
    public GitOpsDiff Run(CancellationToken cancellationToken)
    {
        var manifests = new DeclaredManifests();
        var others = Others.ToDictionary(o => o.Key, o => new Checkout(o.Key, o.Value), StringComparer.Ordinal);
        var charts = Charts is null ? null : new ChartStore(Charts);
        var schemas = Schemas is null ? null : SchemaSet.With([.. Definitions, .. Schemas]);
        var (old, fresh) = (SideOf(before), SideOf(after));
        var affected = new AffectedApplications(old.Applications, fresh.Applications, cancellationToken).Run();
        _ = IsRead(old.FilesOf(affected.Select(p => p.Before)).Concat(fresh.FilesOf(affected.Select(p => p.After))), cancellationToken);
        var changes = new ApplicationDiff?[affected.Count];
        SideBySide.For(
            affected.Count, few: 1, i => changes[i] = new ApplicationDifference(affected[i], old, fresh, cancellationToken).Run(), cancellationToken);

        return new GitOpsDiff([.. changes.OfType<ApplicationDiff>().OrderBy(c => c.State == DiffState.Deleted ? 0 : 1).ThenBy(c => c.Remains)])
        {
            Total = fresh.Applications.All.Count + affected.Count(p => p.After is null),
            Compared = affected.Count,
            NotChecked = [.. NotChecked(old, fresh)],
            Undecided = [.. fresh.Applications.Undecided],
            Problems = [.. fresh.Applications.Problems.Select(p => $"ApplicationSet {p.Set} ({p.File}): {p.Text}.")],
            Findings = RenderedFindings.Marked([.. fresh.Findings.OfSets(cancellationToken)], [.. old.Findings.OfSets(cancellationToken)]),
            IsValidated = Schemas is not null,
            Tools = affected.Count == 0 ? [] : [.. tools.Versions.OrderBy(v => v.Key).Select(v => v.Value)],
        };

        DiffSide SideOf(RepositorySnapshot snapshot)
        {
            var read = GitOpsSettingsReader.In(snapshot.Tree, snapshot.Show, cancellationToken);
            var addresses = read.Of(snapshot.Repository).Repositories;
            var checkout = new Checkout("", snapshot.Tree);
            var declaring = Declaring is null ? checkout : new Checkout("", new SelectedTree(snapshot.Tree, Declaring));
            var checkouts = new Checkouts(checkout, addresses, Branch is null ? ["main", "master"] : [Branch], others);
            var graph = new FileGraph(checkouts);
            var renderer = new ApplicationRenderer(graph, read.Settings, new ObjectScopes(Definitions, declaring), charts, tools);
            var found = RevisionApplications.Find(
                graph,
                read.Settings,
                manifests,
                a => IsRead(graph.FilesOf(a.Application, cancellationToken).SelectMany(s => DiffSide.Files(s, checkout)), cancellationToken)
                    ? renderer.Render(a.Application, cancellationToken)
                    : new RenderedApplication { NotRendered = [new NotRendered(a.Application.Name, "reading its files exceeds the budget of the check")] },
                cancellationToken,
                declaring);
            return new DiffSide(found, read, checkout, addresses.Count > 0, snapshot.Show) { Schemas = schemas };
        }
    }

    // A check of the App reads as much as its budget allows; everything else reads what it needs.
    private bool IsRead(IEnumerable<FileEntry> files, CancellationToken cancellationToken)
    {
        if (after.Reads is not { } reads)
        {
            return true;
        }

        lock (_reading)
        {
            reads.TakeTurnOfLarge(cancellationToken);
            return reads.TryFetch([.. files], cancellationToken);
        }
    }

    private static IEnumerable<NotChecked> NotChecked(DiffSide old, DiffSide fresh)
    {
        if (!fresh.IsNamed && fresh.Applications.All.Count > 0)
        {
            yield return new NotChecked(
                "which sources are of this repository",
                $"it has no git remote, and {GitOpsSettings.Path} has no 'repositories' with its address");
        }

        foreach (var side in fresh.Settings.IsBroken ? [fresh] : Array.Empty<DiffSide>())
        {
            yield return new NotChecked(GitOpsSettings.Path, $"it has errors: {side.Settings.Findings[0].Message}");
        }

        foreach (var one in fresh.Applications.NotExpanded)
        {
            // What the base has, too, is not a mistake of this change.
            yield return new NotChecked(one.What, one.Reason) { Fails = one.IsMistake && !old.Applications.NotExpanded.Contains(one) };
        }

        // What was not expanded before, but is now, would look as if it was added.
        foreach (var one in old.Applications.NotExpanded.Where(o => fresh.Applications.NotExpanded.All(f => f.What != o.What)))
        {
            yield return new NotChecked($"{one.What} before the change", one.Reason);
        }
    }
}

/// <summary>One side of a comparison.</summary>
/// <param name="Applications">Its applications.</param>
/// <param name="Settings">Its settings.</param>
/// <param name="Checkout">Its files.</param>
/// <param name="IsNamed">Whether the address of the repository is known.</param>
/// <param name="Show">Turns a path from the root into the one that findings show.</param>
internal sealed record DiffSide(
    RevisionApplications Applications, GitOpsSettingsReading Settings, Checkout Checkout, bool IsNamed, Func<string, string> Show)
{
    /// <summary>The schemas of the objects; null if they are not known.</summary>
    public SchemaSet? Schemas { get; init; }

    /// <summary>Its mistakes.</summary>
    public RenderedFindings Findings => new(this);

    /// <summary>What the repository says about the cluster of an application; null if nothing.</summary>
    public ClusterFacts? FactsOf(Application application) => application.Destination.Name is { } name
        ? Settings.Settings.Clusters.GetValueOrDefault(name)
        : Settings.Settings.Clusters.Values.FirstOrDefault(c => c.Server is not null && c.Server == application.Destination.Server);

    /// <summary>The files of the repository that some applications read.</summary>
    public IEnumerable<FileEntry> FilesOf(IEnumerable<KnownApplication?> applications) =>
        applications.OfType<KnownApplication>().SelectMany(Applications.FilesOf).SelectMany(s => Files(s, Checkout));

    /// <summary>The files of the repository that a source reads.</summary>
    public static IEnumerable<FileEntry> Files(SourceGraph source, Checkout own) =>
        source.Files.Where(f => f.Checkout == own).Select(f => own.Entry(f.Path)).OfType<FileEntry>().Where(f => f.BlobId is not null);
}

/// <summary>The comparison of one application.</summary>
internal sealed class ApplicationDifference(ApplicationPair pair, DiffSide before, DiffSide after, CancellationToken cancellationToken)
{
    /// <summary>The difference; null if there is none.</summary>
    public ApplicationDiff? Run()
    {
        var (old, fresh) = (pair.Before, pair.After);
        var rendered = fresh is null ? null : after.Applications.Rendered(fresh);
        var change = new ApplicationComparison(old?.Application, fresh?.Application).Run(old is null ? null : before.Applications.Rendered(old), rendered);
        IReadOnlyList<Finding> findings = fresh is null ? [] : RenderedFindings.Marked(
            [.. after.Findings.Of(fresh, change.Problems, cancellationToken)],
            old is null ? [] : [.. before.Findings.Of(old, before.Applications.Rendered(old).Problems, cancellationToken)]);
        var left = fresh is null ? null : RefreshPaths.Warning(fresh.Application, after.Applications.FilesOf(fresh), after.Checkout);
        var state = old is null ? DiffState.Added : fresh is null ? DiffState.Deleted : DiffState.Changed;
        if (state == DiffState.Changed && change.IsEmpty && findings.All(f => f.Severity != Severity.Error))
        {
            return null;
        }

        var shown = pair.Shown;
        var (place, placeBefore) = (PlaceOf(shown.Application), old is null || fresh is null ? null : PlaceOf(old.Application));
        return new ApplicationDiff(shown.Application.Name, state, shown.File)
        {
            Origin = shown.GeneratedBy is { } set ? $"ApplicationSet {set}" : shown.Parent is { } parent ? $"Application {parent}" : "",
            Place = place,
            PlaceBefore = placeBefore == place ? null : placeBefore,
            Remains = fresh is null ? Remains(old!) : DiffRemains.Nothing,
            Fate = fresh is null ? Fate(old!, change.Objects.Count, before.Applications.Rendered(old!).NotRendered.Count == 0) : "",
            Fields = [.. change.Fields.Select(f => new FieldDiff(f.Name, f.Before, f.After))],
            Objects = [.. change.Objects.Select(o => new ObjectDiff(
                o.Key.ToString(), StateOf(o.Kind), o.Hook ?? "", [.. o.Lines.Select(l => $"{l.Mark}{l.Text}")]))],
            Hidden = change.Hidden,
            Undecided = change.Undecided,
            Problems = [.. findings.Where(f => f.Severity == Severity.Error).Select(f => f.Message)],
            Warnings = [.. findings.Where(f => f.Severity != Severity.Error).Select(f => f.Message), .. left is null ? Array.Empty<string>() : [left]],
            Findings = findings,
        };
    }

    private string Fate(KnownApplication old, int objects, bool isRendered)
    {
        // How many there are is known only if they were rendered.
        var count = !isRendered ? "objects" : objects == 1 ? "1 object" : $"{objects} objects";
        var isOne = isRendered && objects == 1;
        if (Remains(old) == DiffRemains.Application)
        {
            return $"The Application and its {count} stay: the ApplicationSet may not delete applications (applicationsSync: {SetOf(old)!.ApplicationsSync}).";
        }

        var parent = old.Parent is { } above ? $" once {above} prunes it" : "";
        return old.Application.DeletesResources
            ? $"Its {count} {(isOne ? "is" : "are")} deleted from the cluster with it{parent}: it has the finalizer for resources."
            : $"Its {count} {(isOne ? "stays" : "stay")} in the cluster, without an owner: it does not have the finalizer for resources.";
    }

    private DiffRemains Remains(KnownApplication old) => SetOf(old)?.ApplicationsSync is "create-only" or "create-update" ? DiffRemains.Application
        : old.Application.DeletesResources ? DiffRemains.Nothing : DiffRemains.Objects;

    // The set that generated it, where it is still there.
    private ApplicationSet? SetOf(KnownApplication old) =>
        old.GeneratedBy is { } name ? after.Applications.Sets.GetValueOrDefault((old.File, name)) : null;

    private static DiffState StateOf(ChangeKind kind) => kind switch
    {
        ChangeKind.Added => DiffState.Added,
        ChangeKind.Deleted => DiffState.Deleted,
        _ => DiffState.Changed,
    };

    private static DiffPlace PlaceOf(Application application) => new(
        application.Destination.Cluster,
        application.Destination.Namespace,
        application.Project,
        string.Join(", ", application.Sources.Select(s => s.Chart is { } chart ? $"{chart} {s.TargetRevision}" : s.TargetRevision.Length == 0 ? "HEAD"
            : s.TargetRevision)));
}
