using Automation.Core;
using Automation.Descriptors.Documents;
using Automation.Yaml.Nodes;

namespace Automation.Descriptors.Relations;

/// <summary>One reference in a descriptor: its place, and its target or why it cannot be read.</summary>
public sealed record Reference(ReferenceField Field, Place Place, EntityRef? Target, EntityRefProblem? Problem)
{
    /// <summary>Every reference of a descriptor, in the order of the table.</summary>
    public static IEnumerable<Reference> Of(Descriptor descriptor)
    {
        if (descriptor.Spec is not { } spec)
        {
            yield break;
        }

        foreach (var field in ReferenceField.Of(descriptor.Kind))
        {
            if (spec.Field(field.Name) is not { } place || place.Value.IsFalsy)
            {
                continue;
            }

            foreach (var item in place.Value is YamlSequence ? place.Items() : [place])
            {
                if (!item.Value.IsStandIn)
                {
                    yield return Read(field, item, descriptor);
                }
            }
        }
    }

    private static Reference Read(ReferenceField field, Place place, Descriptor descriptor)
    {
        if (place.Text is { } text)
        {
            EntityRef.TryParse(text, field.DefaultKind, descriptor.Namespace, out var target, out var problem);
            return new Reference(field, place, target, problem);
        }

        return place.Value is YamlMapping ? ReadMap(field, place, descriptor) : new Reference(field, place, null, EntityRefProblem.EmptyPart);
    }

    // {kind, namespace, name} works in fields whose schema does not require text.
    private static Reference ReadMap(ReferenceField field, Place place, Descriptor descriptor)
    {
        var (kind, @namespace, name) = (Part(place, "kind", field.DefaultKind), Part(place, "namespace", descriptor.Namespace), Part(place, "name", null));
        return string.IsNullOrEmpty(name) || string.IsNullOrEmpty(@namespace) ? new Reference(field, place, null, EntityRefProblem.EmptyPart)
            : string.IsNullOrEmpty(kind) ? new Reference(field, place, null, EntityRefProblem.KindMissing)
            : new Reference(field, place, new EntityRef(kind, @namespace, name), null);
    }

    // Null is the same as absent here; other values than text cannot be part of a ref.
    private static string? Part(Place map, string name, string? otherwise) => map.Field(name) switch
    {
        null or { Value.IsNull: true } => otherwise,
        { } part => part.Text,
    };
}
