using System.Text.Json.Nodes;
using Automation.Core.Text;
using Automation.GitOps.Objects;

namespace Automation.GitOps.Reading;

/// <summary>A folder with a kustomization: what it names.</summary>
internal sealed record KustomizationFolder
{
    /// <summary>The names under which Kustomize looks for it.</summary>
    public static readonly IReadOnlyList<string> Names = ["kustomization.yaml", "kustomization.yml", "Kustomization"];

    // What Kustomize makes of an entry that has no function of its own.
    private const string Builtin = "builtin";

    private static readonly string[] Functions = ["config.kubernetes.io/function", "config.k8s.io/function"];

    /// <summary>The files that it reads, itself first.</summary>
    public required IReadOnlyList<FoundPath> Files { get; init; }

    /// <summary>The folders that it builds first.</summary>
    public required IReadOnlyList<FoundPath> Folders { get; init; }

    /// <summary>The charts that it inflates.</summary>
    public required IReadOnlyList<InflatedChart> Charts { get; init; }

    /// <summary>Why it cannot be built here.</summary>
    public required IReadOnlyList<string> Refused { get; init; }

    /// <summary>Reads one.</summary>
    /// <param name="checkout">Its repository.</param>
    /// <param name="folder">Its path, without links in it.</param>
    /// <param name="more">Fields that the Application adds to it; null for none.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public static KustomizationFolder Read(Checkout checkout, string folder, JsonObject? more, CancellationToken cancellationToken)
    {
        var files = Names.Select(n => checkout.Find(Checkout.Combine(folder, n))).OfType<FoundPath>().Where(f => !f.IsFolder).ToList();
        var reading = new Reading(checkout, folder, files, cancellationToken);
        foreach (var content in files.Select(f => RepositoryYaml.Read(checkout, f.Path, cancellationToken)).OfType<JsonObject>().ToList())
        {
            reading.Take(content);
        }

        if (more is not null)
        {
            reading.Take(more);
        }

        return new KustomizationFolder { Files = files, Folders = reading.Folders, Charts = reading.Charts, Refused = reading.Refused };
    }

    /// <summary>Whether an entry that no file of the repository has is the address of something elsewhere.</summary>
    public static bool IsRemote(string entry)
    {
        var slash = entry.IndexOf('/', StringComparison.Ordinal);
        var first = slash < 0 ? "" : entry[..slash];
        return entry.Contains("://", StringComparison.Ordinal) || entry.Contains("?ref=", StringComparison.Ordinal)
            || entry.Contains("//", StringComparison.Ordinal) || entry.StartsWith("git@", StringComparison.Ordinal)
            || entry.StartsWith("git::", StringComparison.Ordinal) || entry.StartsWith("gh:", StringComparison.Ordinal)
            || (first.Trim('.').Length > 0 && first[0] != '.' && first.Contains('.', StringComparison.Ordinal));
    }

    private sealed class Reading(Checkout checkout, string folder, List<FoundPath> files, CancellationToken cancellationToken)
    {
        public List<FoundPath> Folders { get; } = [];

        public List<InflatedChart> Charts { get; } = [];

        public List<string> Refused { get; } = [];

        public void Take(JsonObject kustomization)
        {
            All(kustomization.Texts("resources").Concat(kustomization.Texts("bases")).Concat(kustomization.Texts("components")));
            All(kustomization.Texts("crds").Concat(kustomization.Texts("configurations")));
            All(kustomization.Texts("patchesStrategicMerge").Where(p => !p.Contains('\n', StringComparison.Ordinal)));
            string[] withPath = ["patches", "patchesJson6902", "replacements"];
            All(withPath.SelectMany(kustomization.Objects).Select(p => p.Text("path")).OfType<string>());
            All(new[] { kustomization.Object("openapi").Text("path") }.OfType<string>());
            foreach (var generator in kustomization.Objects("configMapGenerator").Concat(kustomization.Objects("secretGenerator")))
            {
                All(generator.Texts("files").Select(f => f[(f.IndexOf('=', StringComparison.Ordinal) + 1)..]));
                All(generator.Texts("envs").Concat(new[] { generator.Text("env") }.OfType<string>()));
            }

            TakeCharts(kustomization);
            foreach (var plugin in kustomization.Texts("generators").Concat(kustomization.Texts("transformers")).Concat(kustomization.Texts("validators")))
            {
                TakePlugin(plugin);
            }
        }

        private void TakeCharts(JsonObject kustomization)
        {
            var home = kustomization.Object("helmGlobals").Text("chartHome");
            foreach (var chart in kustomization.Objects("helmCharts"))
            {
                Chart(chart, home);
            }

            foreach (var chart in kustomization.Objects("helmChartInflationGenerator"))
            {
                All(new[] { chart.Text("values") }.OfType<string>());
                Charts.Add(new InflatedChart(
                    Joined(chart.Text("chartHome") ?? "charts"), chart.Text("chartName") ?? "", chart.Text("chartRepoUrl"), chart.Text("chartVersion")));
            }
        }

        private void Chart(JsonObject chart, string? home)
        {
            All(chart.Texts("additionalValuesFiles").Concat(new[] { chart.Text("valuesFile") }.OfType<string>()));
            Charts.Add(new InflatedChart(Joined(home ?? chart.Text("chartHome") ?? "charts"), chart.Text("name") ?? "", chart.Text("repo"), chart.Text("version")));
        }

        // Built-in generators and transformers in a file, a folder or the entry itself; any other one is a program.
        private void TakePlugin(string entry)
        {
            if (entry.Contains('\n', StringComparison.Ordinal))
            {
                Configurations(RepositoryYaml.Parse(SourceText.Of("", entry), cancellationToken));
            }
            else if (Find(entry) is { } found)
            {
                Add(entry, found);
                var inside = found.IsFolder
                    ? checkout.Below(found.Path).Select(e => e.Path).Where(p => p.EndsWith(".yaml", StringComparison.Ordinal) || p.EndsWith(".yml", StringComparison.Ordinal))
                    : [found.Path];
                Configurations(inside.SelectMany(p => RepositoryYaml.All(checkout, p, cancellationToken)));
            }
            else
            {
                Missing(entry);
            }
        }

        private void Configurations(IEnumerable<JsonObject> configurations)
        {
            foreach (var configuration in configurations.Where(c => c.Text("kind") is not (null or "Kustomization" or "Component")))
            {
                var annotations = configuration.Object("metadata").Object("annotations");
                if (configuration.Text("apiVersion") != Builtin || Functions.Any(f => annotations?.ContainsKey(f) == true))
                {
                    Refused.Add($"{Shown} runs the plugin {Quoted.Of(configuration.Text("kind")!)}, and programs of a repository are not run");
                }
                else if (configuration.Text("kind") == "HelmChartInflationGenerator")
                {
                    Chart(configuration, null);
                }

                foreach (var text in FileSet.Texts(configuration).Where(t => !t.Contains('\n', StringComparison.Ordinal)))
                {
                    if (Find(text[(text.IndexOf('=', StringComparison.Ordinal) + 1)..]) is { IsFolder: false } file)
                    {
                        files.Add(file);
                    }
                }
            }
        }

        private void All(IEnumerable<string> entries)
        {
            foreach (var entry in entries)
            {
                if (Find(entry) is { } found)
                {
                    Add(entry, found);
                }
                else
                {
                    Missing(entry);
                }
            }
        }

        private void Add(string entry, FoundPath found)
        {
            // Kustomize takes an address for one before it looks for a folder.
            if (found.IsFolder && entry.Contains("://", StringComparison.Ordinal))
            {
                Missing(entry);
                return;
            }

            (found.IsFolder ? Folders : files).Add(found);
        }

        private void Missing(string entry)
        {
            if (IsRemote(entry))
            {
                Refused.Add($"{Shown} takes {Quoted.Of(entry)} from elsewhere, and nothing is fetched");
            }
        }

        private string Shown => folder.Length == 0 ? "the kustomization" : $"the kustomization in {folder}";

        private FoundPath? Find(string entry) => entry.Length is 0 or > 4096 || entry[0] == '/' ? null : checkout.Find(Joined(entry));

        private string Joined(string entry) => Checkout.Combine(folder, entry);
    }
}

/// <summary>A chart that Kustomize inflates.</summary>
/// <param name="Home">The folder of charts, from the root; not resolved.</param>
/// <param name="Name">The chart.</param>
/// <param name="Repository">Where it would be fetched from; null for a local one.</param>
/// <param name="Version">Its version; null for any.</param>
internal sealed record InflatedChart(string Home, string Name, string? Repository, string? Version)
{
    /// <summary>The folder in which Kustomize looks for the chart's own, from the root; not resolved.</summary>
    public string Folder => Repository is not null && Version is not null ? $"{Home}/{Name}-{Version}/{Name}" : $"{Home}/{Name}";
}
