using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Automation.GitOps.Model;

namespace Automation.GitOps.Reading;

/// <summary>
/// The files that applications read at one revision, found without running a tool. What several applications share is read once. Safe to use side by side.
/// </summary>
/// <param name="checkouts">The repositories.</param>
public sealed class FileGraph(Checkouts checkouts)
{
    private readonly ConcurrentDictionary<RepositoryFile, KustomizationFolder> _kustomizations = new();
    private readonly ConcurrentDictionary<RepositoryFile, ChartFolder> _charts = new();

    /// <summary>The repositories.</summary>
    public Checkouts Checkouts => checkouts;

    /// <summary>What each source of an application reads, in the order of the sources.</summary>
    public IReadOnlyList<SourceGraph> FilesOf(Application application, CancellationToken cancellationToken)
    {
        var refs = application.Sources.Where(s => s.Ref is not null)
            .GroupBy(s => s.Ref!, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        return [.. application.Sources.Select(s => new SourceWalk(this, application, s, refs, cancellationToken).Run())];
    }

    private KustomizationFolder Kustomization(Checkout checkout, string folder, CancellationToken cancellationToken) =>
        _kustomizations.GetOrAdd(new RepositoryFile(checkout, folder), k => KustomizationFolder.Read(k.Checkout, k.Path, null, cancellationToken));

    private ChartFolder Chart(Checkout checkout, string folder, CancellationToken cancellationToken) =>
        _charts.GetOrAdd(new RepositoryFile(checkout, folder), c => ChartFolder.Read(c.Checkout, c.Path, cancellationToken));

    /// <summary>The reading of one source.</summary>
    private sealed class SourceWalk(
        FileGraph graph, Application application, ApplicationSource declared, Dictionary<string, ApplicationSource> refs, CancellationToken cancellationToken)
    {
        private readonly FileSet _files = new();
        private readonly List<ChartFolder> _charts = [];
        private readonly List<InflatedChart> _fetched = [];
        private List<ValueFile> _values = [];
        private List<KeyValuePair<string, ValueFile>> _parameters = [];

        public SourceGraph Run()
        {
            if (declared.Chart is not null)
            {
                return OfChartRepository();
            }

            if (declared.Path is null)
            {
                return new SourceGraph { Source = declared, Tool = SourceTool.None };
            }

            return graph.Checkouts.Of(declared) switch
            {
                CheckoutOutcome.Given { Checkout: var checkout } when checkout.Find(declared.Path) is { IsFolder: true } folder => OfFolder(checkout, folder),
                CheckoutOutcome.Given => NotRead($"its folder {declared.Path} is not in the repository"),
                CheckoutOutcome.Absent absent => NotRead(absent.Reason),
                _ => NotRead("its repository is not given"),
            };
        }

        private SourceGraph NotRead(string reason) =>
            new() { Source = declared, Tool = EffectiveSource.Explicit(declared).FirstOrDefault(), Refused = [reason] };

        private SourceGraph OfChartRepository()
        {
            ReadValues(declared, null, "");
            return Result(declared, SourceTool.Helm, null, "");
        }

        private SourceGraph OfFolder(Checkout checkout, FoundPath folder)
        {
            _files.Add(checkout, folder);
            foreach (var name in EffectiveSource.Overrides(application.Name))
            {
                if (checkout.Find(Checkout.Combine(folder.Path, name)) is { IsFolder: false } file)
                {
                    _files.Add(checkout, file);
                }
            }

            var (source, tool, fault) = EffectiveSource.Of(declared, checkout, folder.Path, application.Name, cancellationToken);
            if (fault is not null)
            {
                _files.Refuse(fault);
            }

            switch (tool)
            {
                case SourceTool.Kustomize:
                    ReadKustomizations(checkout, folder.Path, source);
                    break;
                case SourceTool.Helm:
                    ReadValues(source, checkout, folder.Path);
                    ReadChart(checkout, folder.Path, source.Json);
                    break;
                case SourceTool.Directory:
                    ReadManifests(source, checkout, folder.Path);
                    break;
                default:
                    _files.AddBelow(checkout, folder.Path);
                    _files.Refuse("plugins are programs of the installation, which are not run here");
                    break;
            }

            return Result(source, tool, checkout, folder.Path);
        }

        private SourceGraph Result(ApplicationSource source, SourceTool tool, Checkout? checkout, string folder) => new()
        {
            Source = source,
            Tool = tool,
            Checkout = checkout,
            Folder = folder,
            Files = _files.Files,
            ValueFiles = _values,
            FileParameters = _parameters,
            Charts = _charts,
            Fetched = _fetched,
            Refused = _files.IsFull ? [.. _files.Refused, "it reads more files than the limit"] : _files.Refused,
        };

        private void ReadManifests(ApplicationSource source, Checkout checkout, string folder)
        {
            foreach (var (path, found) in ManifestFiles.Of(source.Directory).In(checkout, folder))
            {
                _files.Add(checkout, found);
                if (path.EndsWith(ManifestFiles.Jsonnet, StringComparison.Ordinal))
                {
                    _files.Refuse("Jsonnet is not evaluated here");
                    _files.AddBelow(checkout, folder);
                }
            }
        }

        private void ReadValues(ApplicationSource source, Checkout? checkout, string folder)
        {
            var reading = new ValueFiles(graph.Checkouts, refs, BuildEnvironment.Of(application, source), checkout, folder, _files);
            (_values, _parameters) = (reading.Of(source), reading.Parameters(source));
        }

        // The chart with its local dependencies, which Argo CD packs into it where they are missing.
        private void ReadChart(Checkout checkout, string folder, JsonNode settings)
        {
            var chart = graph.Chart(checkout, folder, cancellationToken);
            _charts.Add(chart);
            Add(checkout, chart);
            foreach (var local in chart.Missing.Select(d => d.Local).OfType<FoundPath>())
            {
                _files.Add(checkout, local);
                var dependency = graph.Chart(checkout, local.Path, cancellationToken);
                _charts.Add(dependency);
                Add(checkout, dependency);
            }

            var readsOthers = _charts.Any(c => c.ReadsOthers) || FileSet.Texts(settings).Any(t => t.Contains(".Files", StringComparison.Ordinal))
                || _values.Any(v => v.Checkout is not null && ChartFolder.MentionsFiles(v.Checkout, v.Path, cancellationToken));
            foreach (var other in readsOthers ? _charts.SelectMany(c => c.Others) : [])
            {
                _files.Add(checkout, other);
            }
        }

        private void Add(Checkout checkout, ChartFolder chart)
        {
            foreach (var file in chart.Files)
            {
                _files.Add(checkout, file);
            }
        }

        // Breadth first over the folders that a kustomization builds on; each is read once, so that circles end.
        private void ReadKustomizations(Checkout checkout, string folder, ApplicationSource source)
        {
            var (seen, open) = (new HashSet<string>(StringComparer.Ordinal) { folder }, new Queue<string>());
            Take(KustomizationFolder.Read(checkout, folder, OfApplication(source), cancellationToken));
            while (open.TryDequeue(out var next) && !_files.IsFull)
            {
                Take(graph.Kustomization(checkout, next, cancellationToken));
            }

            void Take(KustomizationFolder read)
            {
                foreach (var file in read.Files)
                {
                    _files.Add(checkout, file);
                }

                foreach (var reason in read.Refused)
                {
                    _files.Refuse(reason);
                }

                foreach (var below in read.Folders)
                {
                    _files.Add(checkout, below);
                    if (seen.Add(below.Path))
                    {
                        open.Enqueue(below.Path);
                    }
                }

                foreach (var chart in read.Charts)
                {
                    if (checkout.Find(chart.Folder) is { IsFolder: true } found)
                    {
                        _files.Add(checkout, found);
                        ReadChart(checkout, found.Path, source.Json);
                    }
                    else
                    {
                        _fetched.Add(chart);
                    }
                }
            }
        }

        // What an Application adds to a kustomization that names files.
        private static JsonObject? OfApplication(ApplicationSource source) => source.Kustomize is not { } kustomize ? null : new JsonObject
        {
            ["patches"] = kustomize["patches"]?.DeepClone(),
            ["components"] = kustomize["components"]?.DeepClone(),
        };
    }
}
