using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Automation.Core;
using Automation.GitOps.Expansion;
using Automation.GitOps.Model;
using Automation.GitOps.Objects;
using Automation.GitOps.Reading;
using Automation.GitOps.Rendering;
using Automation.GitOps.Settings;

namespace Automation.GitOps.Affected;

/// <summary>Something whose applications are not known.</summary>
/// <param name="What">What it is, as people name it: <c>ApplicationSet teams (argocd/teams.yaml)</c>.</param>
/// <param name="Reason">Why, as the rest of a sentence after "because".</param>
/// <param name="IsMistake">Whether Argo CD would refuse it, too.</param>
public sealed record Unexpanded(string What, string Reason, bool IsMistake);

/// <summary>A mistake of an ApplicationSet.</summary>
/// <param name="File">The file that declares it.</param>
/// <param name="Set">Its name.</param>
/// <param name="Text">What is wrong, as the rest of a sentence.</param>
public sealed record SetProblem(string File, string Set, string Text);

/// <summary>
/// The applications of one revision: those that files declare, those that ApplicationSets generate, and those that rendered applications contain.
/// </summary>
public sealed class RevisionApplications
{
    /// <summary>How deep applications of applications are followed.</summary>
    public const int Depth = 10;

    private readonly FileGraph _graph;
    private readonly DeclaredManifests _manifests;
    private readonly Checkout _declaring;
    private readonly ApplicationSetExpansion _expansion;
    private readonly Func<KnownApplication, RenderedApplication> _render;
    private readonly CancellationToken _cancellationToken;
    private readonly ConcurrentDictionary<KnownApplication, IReadOnlyList<SourceGraph>> _files = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<KnownApplication, Lazy<RenderedApplication>> _rendered = new(ReferenceEqualityComparer.Instance);
    private readonly List<KnownApplication> _applications = [];
    private readonly Dictionary<(string File, string Name), ApplicationSet> _sets = [];
    private readonly List<Unexpanded> _unexpanded = [];
    private readonly List<string> _undecided = [];
    private readonly List<SetProblem> _problems = [];

    private RevisionApplications(
        FileGraph graph,
        GitOpsSettings settings,
        DeclaredManifests manifests,
        Func<KnownApplication, RenderedApplication> render,
        Checkout declaring,
        CancellationToken cancellationToken)
    {
        (_graph, _manifests, _render, _declaring, _cancellationToken) = (graph, manifests, render, declaring, cancellationToken);
        _expansion = new ApplicationSetExpansion(graph.Checkouts, settings);
    }

    /// <summary>The applications, in the order of their files, sets and parents.</summary>
    public IReadOnlyList<KnownApplication> All => _applications;

    /// <summary>The ApplicationSets that are expanded, by file and name.</summary>
    public IReadOnlyDictionary<(string File, string Name), ApplicationSet> Sets => _sets;

    /// <summary>The ApplicationSets that are not expanded.</summary>
    public IReadOnlyList<Unexpanded> NotExpanded => _unexpanded;

    /// <summary>What could not be decided. Sentences for people.</summary>
    public IReadOnlyList<string> Undecided => _undecided;

    /// <summary>Mistakes of ApplicationSets.</summary>
    public IReadOnlyList<SetProblem> Problems => _problems;

    /// <summary>How many applications were rendered.</summary>
    public int RenderCount => _rendered.Values.Count(r => r.IsValueCreated);

    /// <summary>Finds the applications.</summary>
    /// <param name="graph">The files of the revision.</param>
    /// <param name="settings">The settings of the repository.</param>
    /// <param name="manifests">The reader of files; shared by the revisions that are compared.</param>
    /// <param name="render">Renders an application of this revision.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    /// <param name="declaring">The files of the revision that are searched for applications; null for all.</param>
    public static RevisionApplications Find(
        FileGraph graph,
        GitOpsSettings settings,
        DeclaredManifests manifests,
        Func<KnownApplication, RenderedApplication> render,
        CancellationToken cancellationToken,
        Checkout? declaring = null)
    {
        var found = new RevisionApplications(graph, settings, manifests, render, declaring ?? graph.Checkouts.Own, cancellationToken);
        found.Search();
        return found;
    }

    /// <summary>The files that an application reads.</summary>
    public IReadOnlyList<SourceGraph> FilesOf(KnownApplication application) =>
        _files.GetOrAdd(application, a => _graph.FilesOf(a.Application, _cancellationToken));

    /// <summary>What an application consists of; rendered once.</summary>
    public RenderedApplication Rendered(KnownApplication application) => _rendered.GetOrAdd(application, a => new Lazy<RenderedApplication>(() => _render(a)))
        .Value;

    private void Search()
    {
        var (objects, unread) = _manifests.Find(_declaring, _cancellationToken);
        _unexpanded.AddRange(unread.Select(f => new Unexpanded(f, "the file cannot be read, or is larger than 5 MiB", false)));
        var next = objects.SelectMany(o => Known(o.Content, o.File, parent: null)).ToList();
        _applications.AddRange(next);
        var seen = new HashSet<(string, string, string)>(next.Select(Identity));
        for (var depth = 0; next.Count > 0; depth++)
        {
            var parents = next.Where(MayHaveApplications).ToList();
            if (parents.Count > 0 && depth == Depth)
            {
                _unexpanded.AddRange(parents.Select(p => new Unexpanded($"Application {p.Application.Name}",
                    $"applications of applications are followed to a depth of {Depth}", false)));
                break;
            }

            SideBySide.For(parents.Count, few: 1, i => Rendered(parents[i]), _cancellationToken);
            next = [.. parents.SelectMany(p => Children(p, seen))];
            _applications.AddRange(next.Where(c => !_applications.Contains(c)));
        }
    }

    // Its own file has a child, too: what the parent makes of it is what reaches the cluster.
    private IEnumerable<KnownApplication> Children(KnownApplication parent, HashSet<(string, string, string)> seen)
    {
        foreach (var one in Rendered(parent).Objects.Select(o => o.Object).Where(o => Kinds.IsApplication(o) || Kinds.IsSet(o)))
        {
            foreach (var child in Known(one, parent.File, parent.Application.Name).ToList())
            {
                var declared = _applications.Find(a => a.Parent is null && a.Application.Name == child.Application.Name && a.GeneratedBy == child.GeneratedBy
                    && FilesOf(parent).Any(s => s.Files.Any(f => f.Checkout == _graph.Checkouts.Own && f.Path == a.File)));
                if (declared is not null)
                {
                    var at = _applications.IndexOf(declared);
                    if (JsonNode.DeepEquals(Without(declared), Without(child)))
                    {
                        continue;
                    }

                    // A chart or overlay changes it on the way.
                    _applications[at] = child with { File = declared.File };
                    yield return _applications[at];
                    continue;
                }

                if (seen.Add(Identity(child)))
                {
                    yield return child;
                }
            }
        }
    }

    private static JsonObject Without(KnownApplication application)
    {
        var root = (JsonObject)application.Application.Content.Root.DeepClone();
        (root["metadata"] as JsonObject)?.Remove("namespace");
        return root;
    }

    private static (string Namespace, string Name, string Parent) Identity(KnownApplication known) =>
        (known.Application.Namespace, known.Application.Name, $"{known.Parent}/{known.GeneratedBy}/{(known.Parent is null ? known.File : "")}");

    private IEnumerable<KnownApplication> Known(KubernetesObject one, string file, string? parent)
    {
        if (Kinds.IsApplication(one))
        {
            return [new KnownApplication(new Application(one), file, null, parent)];
        }

        var set = new ApplicationSet(one);
        var shown = $"ApplicationSet {set.Name} ({file})";
        switch (_expansion.Run(set, _cancellationToken))
        {
            case SetExpansion.Expanded expanded:
                _sets[(file, set.Name)] = set;
                _undecided.AddRange(expanded.Undecided.Select(u => $"{shown}: {u}"));
                _problems.AddRange(expanded.Problems.Select(p => new SetProblem(file, set.Name, p)));
                return expanded.Applications.Select(a => new KnownApplication(a, file, set.Name, parent));
            case SetExpansion.NotExpanded not:
                _unexpanded.Add(new Unexpanded(shown, not.Reason, not.IsMistake));
                return [];
            default:
                throw new InvalidOperationException("An outcome was added without being handled.");
        }
    }

    private bool MayHaveApplications(KnownApplication application) =>
        FilesOf(application).Any(s => s.Files.Any(f => _manifests.MentionsArgo(f.Checkout, f.Path, _cancellationToken)));
}
