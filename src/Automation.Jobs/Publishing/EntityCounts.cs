using Automation.Catalog.Artifact;
using Automation.Core.Trees;

namespace Automation.Jobs.Publishing;

/// <summary>Which entities' descriptors a rebuild adds, removes and changes, in ordinal order of refs.</summary>
/// <param name="Added">The new entities.</param>
/// <param name="Removed">The removed entities.</param>
/// <param name="Changed">The changed entities.</param>
public sealed record EntityCounts(IReadOnlyList<string> Added, IReadOnlyList<string> Removed, IReadOnlyList<string> Changed)
{
    private const int KindSegment = 1;
    private const int NameSegment = 3;
    private const int Segments = 4;
    private const string Ending = ".yaml";

    /// <param name="tree">The files before.</param>
    /// <param name="changes">What is written.</param>
    public static EntityCounts Of(FileTree tree, IReadOnlyList<TreeChange> changes)
    {
        var entities = changes.Where(c => c.Path.StartsWith(ArtifactPaths.Entities + "/", StringComparison.Ordinal))
            .ToLookup(c => (IsWritten: c.Content is not null, IsThere: tree.Contains(c.Path)), c => RefOf(c.Path));
        return new EntityCounts(
            Ordered(entities[(true, false)]), Ordered(entities[(false, true)].Concat(entities[(false, false)])), Ordered(entities[(true, true)]));
    }

    private static List<string> Ordered(IEnumerable<string> refs) => [.. refs.Order(StringComparer.Ordinal)];

    // entities/KIND/HH/NAMESPACE.NAME.yaml; a namespace has no dots.
    private static string RefOf(string path) =>
        path.Split('/') is { Length: Segments } parts
            && parts[NameSegment].Split('.', 2) is [var space, var name]
            && name.EndsWith(Ending, StringComparison.Ordinal)
            ? $"{parts[KindSegment]}:{space}/{name[..^Ending.Length]}"
            : path;

    public override string ToString()
    {
        var parts = new[] { (Added.Count, "added"), (Removed.Count, "removed"), (Changed.Count, "changed") }.Where(p => p.Item1 > 0).ToList();
        return parts.Count == 0
            ? "no entity changed; sources and findings updated"
            : string.Join(", ", parts.Select((p, i) => i > 0 ? $"{p.Item1} {p.Item2}" : $"{p.Item1} {(p.Item1 == 1 ? "entity" : "entities")} {p.Item2}"));
    }
}
