using Automation.Catalog.Artifact;
using Automation.Catalog.Processing;
using Automation.Core;

namespace Automation.Catalog.Stitching;

/// <summary>
/// The definitions of refs that are added, kept and removed: the output of <see cref="SourceStep"/> and the input of <see cref="DefinitionStep"/>.
/// </summary>
internal sealed class DefinitionChanges
{
    private readonly Dictionary<EntityRef, List<DefinedEntity>> _added = [];
    private readonly Dictionary<EntityRef, HashSet<string>> _replaced = [];

    public IEnumerable<EntityRef> Refs => _replaced.Keys.Union(_added.Keys);

    /// <summary>The file's earlier definitions are removed; its new ones are added.</summary>
    public void Replace(EntityRef reference, string source, string file)
    {
        if (!_replaced.TryGetValue(reference, out var files))
        {
            _replaced.Add(reference, files = []);
        }

        files.Add(FileRecord.KeyOf(source, file));
    }

    public void Add(EntityRef reference, DefinedEntity definition)
    {
        if (!_added.TryGetValue(reference, out var definitions))
        {
            _added.Add(reference, definitions = new(1));
        }

        definitions.Add(definition);
    }

    public IReadOnlyList<DefinedEntity> Added(EntityRef reference) => _added.GetValueOrDefault(reference) ?? (IReadOnlyList<DefinedEntity>)[];

    public bool IsReplaced(EntityRef reference, Definition definition) =>
        _replaced.TryGetValue(reference, out var files) && files.Contains(FileRecord.KeyOf(definition.Source, definition.File));
}

/// <summary>A definition, and the entity if it was read in this build.</summary>
/// <param name="Entity">The entity; null if the previous catalog has it.</param>
internal sealed record DefinedEntity(Definition Definition, ProcessedEntity? Entity);
