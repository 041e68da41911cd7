using Automation.Core;
using Automation.Core.Text;

namespace Automation.Descriptors.References;

/// <summary>An entity that is known to exist, and where it is defined.</summary>
/// <param name="File">The file that defines it, as messages name it.</param>
/// <param name="Span">The place of its name in that file.</param>
public sealed record KnownEntity(EntityRef Ref, string File, SourceSpan Span)
{
    /// <summary>The containments that it states: <c>subcomponentOf</c>, <c>subdomainOf</c>, <c>parent</c>, <c>children</c>.</summary>
    public IReadOnlyList<Containment> Containments { get; init; } = [];

    /// <summary>The identity of a group or user outside the catalog.</summary>
    public OwnerProfile? Profile { get; init; }
}

/// <summary>One entity as a part of another.</summary>
/// <param name="Part">The smaller one: a subcomponent, a child.</param>
/// <param name="Whole">The larger one.</param>
public readonly record struct Containment(EntityRef Part, EntityRef Whole);
