using Automation.Core;
using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Descriptors.Documents;
using Automation.Descriptors.Relations;
using Automation.Descriptors.Validation;

namespace Automation.Descriptors.References;

/// <summary>No entity is a part of itself: <c>subcomponentOf</c>, <c>subdomainOf</c>, <c>parent</c> and <c>children</c> must not form a cycle.</summary>
internal sealed class CycleRule(KnownEntityLookup inSight, ValidatedFile? revised = null)
{
    public static readonly Rule Rule = new("reference/cycle", Severity.Error, Responsible.ApplicationTeam, "Remove the cycle.")
    {
        Detects = "An entity that is a part of itself, directly or through others, by `subcomponentOf`, `subdomainOf`, or `parent` and `children` of "
            + "groups.",
        Why = "Backstage stores the cycle without an error. Pages that follow the tree, such as ownership and the group hierarchy, show it incorrectly "
            + "or not at all.",
        Bad = "kind: Component\nmetadata:\n  name: cart\nspec:\n  subcomponentOf: cart",
        Good = "kind: Component\nmetadata:\n  name: cart\nspec:\n  subcomponentOf: storefront",
        Sources = [RuleSource.Own],
    };

    private const int LongestPath = 8;
    private const int MostSteps = 200;

    // Most repositories have no such relations.
    private readonly Lazy<Circles> _circles = new(() => new(inSight.All.Where(e => e.File != revised?.Source.Path).SelectMany(e => e.Containments)
        .Concat(ContainmentsOf(revised))));

    /// <summary>The rule for a file that is checked again, with another text.</summary>
    public CycleRule Again(ValidatedFile file)
    {
        var before = inSight.All.Where(e => e.File == file.Source.Path).SelectMany(e => e.Containments).ToHashSet();
        return before.SetEquals(ContainmentsOf(file)) ? this : new CycleRule(inSight, file);
    }

    /// <summary>Reports once that the descriptor's entity is in a cycle, at the reference that closes it.</summary>
    public void Check(Descriptor descriptor, FindingCollector findings)
    {
        if (descriptor.Kind is not ("Component" or "Domain" or "Group"))
        {
            return;
        }

        foreach (var reference in Reference.Of(descriptor))
        {
            if (Containments.Of(descriptor, reference) is { } containment && _circles.Value.SizeOf(containment) is > 0 and var size)
            {
                findings.Add(
                    Rule, reference.Place, $"{Quoted.Cut(descriptor.Name)} is a part of itself: {Way(descriptor.Ref, size)}. Remove one of these links.");
                return;
            }
        }
    }

    private static IEnumerable<Containment> ContainmentsOf(ValidatedFile? file) =>
        file?.Documents.Select(d => d.Descriptor).OfType<Descriptor>().SelectMany(Containments.Of) ?? [];

    private string Way(EntityRef start, int size)
    {
        var path = _circles.Value.PathFrom(start, MostSteps) ?? [start, start];
        var isWhole = path.Count > 2 || size == 1;
        var names = path.Select(r => Quoted.Cut(r.Namespace == start.Namespace ? r.Name : $"{r.Namespace}/{r.Name}")).ToList();
        return !isWhole ? $"{names[0]} → … ({size:N0} entities) → {names[0]}"
            : names.Count <= LongestPath ? string.Join(" → ", names)
            : $"{string.Join(" → ", names.Take(LongestPath - 2))} → … ({names.Count - LongestPath + 1:N0} more) → {names[0]}";
    }
}
