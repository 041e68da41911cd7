using System.Collections.Concurrent;
using Automation.Core;

namespace Automation.Catalog.Artifact;

/// <summary>One object for each ref, regardless of how many relations refer to it: a large catalog has five times as many relations as entities.</summary>
public sealed class EntityRefs
{
    private readonly ConcurrentDictionary<string, EntityRef> _refs = new(StringComparer.Ordinal);

    /// <summary>The ref of a text in its full form.</summary>
    /// <exception cref="ArtifactException">The text is not a full ref.</exception>
    public EntityRef Of(string text) =>
        _refs.TryGetValue(text, out var known) ? known
        : EntityRef.TryParse(text, null, EntityRef.DefaultNamespace, out var read, out _) ? Of(read!)
        : throw new ArtifactException($"'{text}' is not an entity ref.");

    /// <summary>The one object for a ref.</summary>
    public EntityRef Of(EntityRef reference) => _refs.GetOrAdd(reference.ToString(), reference);
}
