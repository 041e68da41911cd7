using System.Text.Json.Nodes;
using Automation.GitOps.Objects;

namespace Automation.GitOps.Reading;

/// <summary>A folder with a chart: the files that rendering it reads.</summary>
public sealed record ChartFolder
{
    private const long LargestTemplate = 1024 * 1024;

    // What a chart is made of; everything else is only reached through '.Files'.
    private static readonly string[] Parts =
        ["Chart.yaml", "Chart.lock", "values.yaml", "values.schema.json", "requirements.yaml", "requirements.lock", ".helmignore"];

    /// <summary>Its path, without links in it.</summary>
    public required string Path { get; init; }

    /// <summary>Its description, templates, values and dependencies.</summary>
    internal IReadOnlyList<FoundPath> Files { get; init; } = [];

    /// <summary>Its other files, which only templates with <c>.Files</c> read.</summary>
    internal IReadOnlyList<FoundPath> Others { get; init; } = [];

    /// <summary>Whether something in it may read the other files.</summary>
    internal bool ReadsOthers { get; init; }

    /// <summary>The dependencies that are not in its folder <c>charts</c>.</summary>
    public IReadOnlyList<ChartDependency> Missing { get; init; } = [];

    internal static ChartFolder Read(Checkout checkout, string folder, CancellationToken cancellationToken)
    {
        var (files, others, readsOthers) = (new List<FoundPath>(), new List<FoundPath>(), false);
        var vendored = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (path, found) in FileSet.Below(checkout, folder))
        {
            if (path.StartsWith("charts/", StringComparison.Ordinal))
            {
                vendored.Add(path[7..].Split('/')[0]);
            }

            var inChart = WithoutParents(path);
            var isArchive = inChart.StartsWith("charts/", StringComparison.Ordinal);
            if (!isArchive && !Parts.Contains(inChart, StringComparer.Ordinal) && !inChart.StartsWith("templates/", StringComparison.Ordinal)
                && !inChart.StartsWith("crds/", StringComparison.Ordinal))
            {
                others.Add(found);
                continue;
            }

            files.Add(found);
            readsOthers |= isArchive || MentionsFiles(checkout, found.Path, cancellationToken);
        }

        return new ChartFolder
        {
            Path = folder,
            Files = files,
            Others = others,
            ReadsOthers = readsOthers,
            Missing = [.. Dependencies(checkout, folder, cancellationToken).Where(d => !IsVendored(vendored, d.Name))],
        };
    }

    /// <summary>Whether a file may have an expression that reads files of the chart.</summary>
    internal static bool MentionsFiles(Checkout checkout, string path, CancellationToken cancellationToken) =>
        checkout.Read(path, LargestTemplate, cancellationToken) is not { } bytes || bytes.Span.IndexOf(".Files"u8) >= 0;

    private static bool IsVendored(HashSet<string> vendored, string name) =>
        vendored.Contains(name) || vendored.Any(v => v.StartsWith(name + "-", StringComparison.Ordinal) && v.EndsWith(".tgz", StringComparison.Ordinal));

    // The path in the chart that a file belongs to: charts/a/charts/b/values.yaml is b's values.yaml.
    private static string WithoutParents(string path)
    {
        while (path.StartsWith("charts/", StringComparison.Ordinal) && path.IndexOf('/', 7) is > 0 and var slash)
        {
            path = path[(slash + 1)..];
        }

        return path;
    }

    private static IEnumerable<ChartDependency> Dependencies(Checkout checkout, string folder, CancellationToken cancellationToken)
    {
        var locked = Locked(checkout, folder, cancellationToken);
        string[] describing = ["Chart.yaml", "requirements.yaml"];
        return describing.Select(n => checkout.Find(Checkout.Combine(folder, n))).OfType<FoundPath>().Where(f => !f.IsFolder)
            .SelectMany(f => RepositoryYaml.Read(checkout, f.Path, cancellationToken).Objects("dependencies"))
            .Where(d => d.Text("name") is not null)
            .Select(d => Dependency(checkout, folder, d, locked));
    }

    private static ChartDependency Dependency(Checkout checkout, string folder, JsonObject dependency, Dictionary<string, string> locked)
    {
        var (name, repository) = (dependency.Text("name")!, dependency.Text("repository") ?? "");
        var local = repository.StartsWith("file://", StringComparison.Ordinal) ? checkout.Find(Checkout.Combine(folder, repository[7..])) : null;
        return new ChartDependency(name, locked.GetValueOrDefault(name) ?? dependency.Text("version") ?? "", repository, local is { IsFolder: true } ? local : null);
    }

    private static Dictionary<string, string> Locked(Checkout checkout, string folder, CancellationToken cancellationToken)
    {
        string[] locks = ["Chart.lock", "requirements.lock"];
        return locks.Select(n => checkout.Find(Checkout.Combine(folder, n))).OfType<FoundPath>().Where(f => !f.IsFolder)
            .SelectMany(f => RepositoryYaml.Read(checkout, f.Path, cancellationToken).Objects("dependencies"))
            .Where(d => d.Text("name") is not null && d.Text("version") is not null)
            .GroupBy(d => d.Text("name")!, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.First().Text("version")!, StringComparer.Ordinal);
    }
}

/// <summary>A chart that another one needs.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version: the locked one where there is a lock file.</param>
/// <param name="Repository">Where it comes from: <c>https://</c>, <c>oci://</c>, <c>file://</c>, or empty.</param>
/// <param name="Local">Its folder, if it is in the same repository.</param>
public sealed record ChartDependency(string Name, string Version, string Repository, FoundPath? Local);
