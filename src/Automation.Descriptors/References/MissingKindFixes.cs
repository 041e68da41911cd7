using Automation.Core;
using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Descriptors.Documents;
using Automation.Descriptors.Fixes;
using Automation.Descriptors.Relations;

namespace Automation.Descriptors.References;

/// <summary>Adds the kind in <c>dependsOn</c> and <c>dependencyOf</c> if only one entity matches.</summary>
internal sealed class MissingKindFixes(KnownEntityLookup inSight)
{
    /// <summary>The fixes of a descriptor, by the pointers of its references.</summary>
    public IEnumerable<(string Pointer, Fix Fix)> Of(Descriptor descriptor, SourceText source)
    {
        foreach (var reference in Reference.Of(descriptor))
        {
            if (reference is { Problem: EntityRefProblem.KindMissing, Place.Text: { } text }
                && KindOf(text, descriptor.Namespace) is { } kind
                && YamlFix.Replace(source, reference.Place.Value, $"{kind}:{text}") is { } fix)
            {
                yield return (reference.Place.Pointer.ToString(), fix);
            }
        }
    }

    private string? KindOf(string text, string @namespace)
    {
        if (!EntityRef.TryParse(text, "component", @namespace, out var assumed, out _))
        {
            return null;
        }

        var kinds = inSight.Named(assumed!.Name)
            .Where(e => e.Ref.Namespace == assumed.Namespace)
            .Select(e => e.Ref.Kind)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var usual = kinds.FindAll(k => k is "component" or "resource");
        return usual.Count == 1 ? usual[0] : usual.Count == 0 && kinds.Count == 1 ? kinds[0] : null;
    }
}
