using Automation.Catalog.Artifact;

namespace Automation.Catalog.Diffing;

/// <summary>An entry of the index that differs; an empty one means none.</summary>
internal sealed record EntryChange(IndexEntry Before, IndexEntry After)
{
    public bool IsAdded => !Before.Exists && After.Exists;

    public bool IsRemoved => Before.Exists && !After.Exists;

    public bool IsInBoth => Before.Exists && After.Exists;
}
