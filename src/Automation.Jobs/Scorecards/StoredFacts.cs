using Automation.Catalog.Artifact;
using Automation.Core.Trees;
using Automation.Jobs.Storing;

namespace Automation.Jobs.Scorecards;

/// <summary>The facts that lie beside a catalog, in a folder of their own: a change of CODEOWNERS does not change the record of an entity.</summary>
/// <param name="tree">The files of the catalog.</param>
public sealed class StoredFacts(FileTree tree)
{
    /// <summary>The folder.</summary>
    public const string Folder = "scorecards";

    private const long LargestFile = 64L << 20;

    /// <summary>Whether the catalog has any.</summary>
    public bool Exist => tree.Contains(Folder);

    /// <summary>The facts of every source that has any; each source once.</summary>
    public IEnumerable<SourceFacts> All() => Shard.All.SelectMany(Of);

    internal static string PathOf(string shard) => $"{Folder}/{shard}.json";

    internal IReadOnlyList<SourceFacts> Of(string shard) =>
        tree.Read(PathOf(shard), LargestFile) is FileContent.Whole { Bytes: var bytes } && StoredJson.Read(bytes.Span, FactsJson.Stored.FactsShard) is { } facts
            ? [.. facts.Sources.Where(s => s is { IsWhole: true } && Shard.Of(s.Source) == shard).DistinctBy(s => s.Source, StringComparer.Ordinal)]
            : [];
}
