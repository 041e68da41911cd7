using Automation.Core;
using Automation.Core.Text;

namespace Automation.Descriptors.References;

/// <summary>Finds the entity that a dangling reference probably means. The work of one run is bounded for any number of references and entities.</summary>
internal sealed class Suggestions(KnownEntityLookup inSight)
{
    /// <summary>The maximum number of names compared in one run, far above that of an ordinary catalog.</summary>
    private const int MostComparisons = 250_000;

    private const int MostEdits = 3;

    // Shorter names that differ by a letter usually do so intentionally.
    private const int ShortestWord = 4;

    private readonly Dictionary<EntityRef, EntityRef?> _closest = [];
    private int _compared;

    /// <summary>The entity of the same kind and namespace whose name is closest, or null if none is close or two are equally close.</summary>
    public EntityRef? Closest(EntityRef unknown)
    {
        if (!_closest.TryGetValue(unknown, out var closest))
        {
            closest = DidYouMean.Closest(unknown.Name, Candidates(unknown), MostEdits) is { } name
                ? new EntityRef(unknown.Kind, unknown.Namespace, name)
                : null;
            closest = _compared > MostComparisons ? null : closest;
            _closest.Add(unknown, closest);
        }

        return closest;
    }

    /// <summary>
    /// The entity of the same kind and namespace whose name differs by one letter, as after a typing mistake; null if there is none. Never a person.
    /// </summary>
    public EntityRef? OneLetterAway(EntityRef unknown) =>
        unknown.Kind != "user" && unknown.Name.Length >= ShortestWord && Closest(unknown) is { } closest
        && DidYouMean.Closest(unknown.Name, [closest.Name], mostEdits: 1) is not null && DidYouMean.IsSlip(unknown.Name, closest.Name) ? closest : null;

    /// <summary>
    /// The one entity with the same name and a kind that the field accepts, in another kind or namespace; null if there is none or more than one.
    /// </summary>
    public EntityRef? SameName(string name, IReadOnlyList<string> kinds)
    {
        EntityRef? found = null;
        foreach (var entity in inSight.Named(name))
        {
            if (!kinds.Contains(entity.Ref.Kind, StringComparer.Ordinal))
            {
                continue;
            }

            if (found is not null && !found.Equals(entity.Ref))
            {
                return null;
            }

            found = entity.Ref;
        }

        return found;
    }

    /// <summary>An entity with that name, of any kind.</summary>
    public EntityRef? AnyOf(string name) => inSight.Named(name).FirstOrDefault()?.Ref;

    private IEnumerable<string> Candidates(EntityRef unknown)
    {
        var edits = Math.Clamp(unknown.Name.Length / 3, 1, MostEdits);
        for (var length = Math.Max(1, unknown.Name.Length - edits); length <= unknown.Name.Length + edits; length++)
        {
            foreach (var entity in inSight.OfLength(unknown.Kind, unknown.Namespace, length))
            {
                if (++_compared > MostComparisons)
                {
                    yield break;
                }

                yield return entity.Ref.Name;
            }
        }
    }
}
