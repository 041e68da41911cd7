using System.Collections.Concurrent;
using Automation.Core.Trees;
using Automation.GitOps.Reading;

namespace Automation.GitOps.Rendering;

/// <summary>Charts of chart repositories: a folder with files <c>name-version.tgz</c>, which <c>gitops fetch-charts</c> fills.</summary>
/// <param name="folder">The folder.</param>
public sealed class ChartStore(FileTree folder)
{
    private readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, ReadOnlyMemory<byte>>?> _read = new(StringComparer.Ordinal);

    /// <summary>The name of a chart's file; the name of a chart in a registry may have folders before it.</summary>
    public static string FileName(string chart, string version) => $"{chart[(chart.LastIndexOf('/') + 1)..]}-{version.TrimStart('v')}.tgz";

    /// <summary>The packed chart; null if it is not there.</summary>
    public ReadOnlyMemory<byte>? Packed(string chart, string version) => Names(chart, version)
        .Select(n => folder.Read(n, ChartArchive.LargestArchive)).OfType<FileContent.Whole>().Select(w => (ReadOnlyMemory<byte>?)w.Bytes).FirstOrDefault();

    /// <summary>The chart's files by their paths below its own folder; null if it is not there, or is no chart.</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>>? Unpacked(string chart, string version) =>
        _read.GetOrAdd($"{chart} {version}", _ => Packed(chart, version) is { } packed && ChartArchive.Read(packed) is { } files
            ? files.ToDictionary(f => f.Key[(f.Key.IndexOf('/', StringComparison.Ordinal) + 1)..], f => f.Value, StringComparer.Ordinal)
            : null);

    // A version is written with and without 'v'.
    private static IEnumerable<string> Names(string chart, string version)
    {
        var name = chart[(chart.LastIndexOf('/') + 1)..];
        return new[] { $"{name}-{version}.tgz", $"{name}-{version.TrimStart('v')}.tgz", $"{name}-v{version}.tgz" }
            .Where(n => RepositoryPath.Segments(n) is { Length: 1 }).Distinct(StringComparer.Ordinal);
    }
}
