using Automation.Descriptors.Documents;
using Automation.Descriptors.Relations;

namespace Automation.Descriptors.References;

/// <summary>Reads from a descriptor which entity is a part of which.</summary>
internal static class Containments
{
    /// <summary>The containment of one reference, or null if it is none.</summary>
    public static Containment? Of(Descriptor descriptor, Reference reference) => (reference.Target, reference.Field.Name) switch
    {
        ({ } whole, "subcomponentOf" or "subdomainOf" or "parent") => new Containment(descriptor.Ref, whole),
        ({ } part, "children") => new Containment(part, descriptor.Ref),
        _ => null,
    };

    public static IReadOnlyList<Containment> Of(Descriptor descriptor)
    {
        if (descriptor.Kind is not ("Component" or "Domain" or "Group"))
        {
            return [];
        }

        List<Containment>? found = null;
        foreach (var reference in Reference.Of(descriptor))
        {
            if (Of(descriptor, reference) is { } containment)
            {
                (found ??= []).Add(containment);
            }
        }

        return found is null ? [] : found;
    }
}
