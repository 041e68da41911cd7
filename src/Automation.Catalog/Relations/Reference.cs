using Automation.Catalog.Descriptors;
using Automation.Core;
using Automation.Yaml.Nodes;

namespace Automation.Catalog.Relations;

/// <summary>One reference in a descriptor: where it stands, and what it refers to or why it cannot be read.</summary>
internal sealed record Reference(ReferenceField Field, Place Place, EntityRef? Target, EntityRefProblem? Problem)
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
            if (spec.Field(field.Name) is not { } place || IsFalsy(place.Value))
            {
                continue;
            }

            foreach (var item in place.Value is YamlSequence ? Flatten(place) : [place])
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

        // {kind, namespace, name} works where no schema asks for text.
        if (place.Value is YamlMapping && place.Field("name")?.Text is { Length: > 0 } name)
        {
            var kind = place.Field("kind")?.Text ?? field.DefaultKind;
            var @namespace = place.Field("namespace")?.Text ?? descriptor.Namespace;
            return string.IsNullOrEmpty(kind) ? new Reference(field, place, null, EntityRefProblem.KindMissing)
                : @namespace.Length == 0 ? new Reference(field, place, null, EntityRefProblem.EmptyPart)
                : new Reference(field, place, new EntityRef(kind, @namespace, name), null);
        }

        return new Reference(field, place, null, EntityRefProblem.EmptyPart);
    }

    private static IEnumerable<Place> Flatten(Place list) =>
        list.Items().SelectMany(item => item.Value is YamlSequence ? item.Items() : [item]);

    private static bool IsFalsy(YamlNode node) => node switch
    {
        { IsNull: true } => true,
        YamlScalar { Type: YamlType.String, Text: "" } => true,
        YamlScalar { Type: YamlType.Boolean, Text: "false" or "False" or "FALSE" } => true,
        YamlScalar { Type: YamlType.Number, Text: "0" } => true,
        _ => false,
    };
}
