using Automation.Descriptors.Documents;

namespace Automation.Descriptors.Relations;

/// <summary>Emits the relations of a descriptor that is valid: both directions, sorted, distinct.</summary>
internal static class RelationReader
{
    public static IReadOnlyList<Relation> Of(Descriptor descriptor)
    {
        var relations = new SortedSet<Relation>();
        foreach (var reference in Reference.Of(descriptor))
        {
            if (reference.Target is { } target)
            {
                relations.Add(new Relation(descriptor.Ref, reference.Field.Outgoing, target));
                relations.Add(new Relation(target, reference.Field.Incoming, descriptor.Ref));
            }
        }

        return [.. relations];
    }
}
