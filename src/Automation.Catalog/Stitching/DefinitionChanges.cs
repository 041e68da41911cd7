using Automation.Catalog.Artifact;
using Automation.Catalog.Processing;
using Automation.Core;

namespace Automation.Catalog.Stitching;

/// <summary>Which definitions of refs come, stay and go: what the sources' step finds out, and the definitions' step works off.</summary>
internal sealed class DefinitionChanges
{
    private readonly Dictionary<EntityRef, List<DefinedEntity>> _added = [];
    private readonly Dictionary<EntityRef, HashSet<string>> _replaced = [];

    /// <summary>Every ref that something is to be done about.</summary>
    public IEnumerable<EntityRef> Refs => _replaced.Keys.Union(_added.Keys);

    /// <summary>What the file defined before does not count any more; what it defines from now on is added.</summary>
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

    public bool IsReplaced(EntityRef reference, Definition definition) => _replaced.TryGetValue(reference, out var files) && files.Contains(FileRecord.KeyOf(definition.Source, definition.File));
}

/// <summary>A definition, and the entity if it was read in this build.</summary>
/// <param name="Entity">The entity; null if the previous catalog has it.</param>
internal sealed record DefinedEntity(Definition Definition, ProcessedEntity? Entity);
