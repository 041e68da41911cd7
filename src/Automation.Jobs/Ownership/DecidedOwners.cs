using Automation.Owners.Reading;

namespace Automation.Jobs.Ownership;

/// <summary>The owners of descriptors in one text of CODEOWNERS (specs, codeowners §6, rule 8).</summary>
internal sealed class DecidedOwners
{
    private readonly OwnersLookup _lookup;
    private readonly ComponentOwners _majorities;

    /// <param name="side">The side, which has a CODEOWNERS file.</param>
    /// <param name="tracked">The paths that git tracks.</param>
    /// <param name="descriptors">The paths of descriptors with entities that can have an owner.</param>
    public DecidedOwners(CodeownersSide side, IReadOnlyList<string> tracked, IEnumerable<string> descriptors, CancellationToken cancellationToken)
    {
        _lookup = side.Lookup();
        _majorities = ComponentOwners.Of(tracked, new ComponentFolders(descriptors, side.Found.Path!), _lookup, cancellationToken);
    }

    /// <summary>The owners of a file.</summary>
    public OwnersOfPath OwnersOf(string path) => _lookup.Of(path);

    /// <summary>The owners of more than half of the files of a descriptor's component; null if there are none.</summary>
    public OwnersOfPath? MostOf(string descriptor) => _majorities.MajorityOf(ComponentFolders.Of(descriptor));

    /// <summary>
    /// The owners that must agree with the owner in a descriptor: those of most files of the component, unless a line is about exactly this descriptor.
    /// </summary>
    public OwnersOfPath Of(string descriptor) => OwnersOf(descriptor) is var own && own.IsAbout(descriptor) ? own : MostOf(descriptor) ?? own;

    /// <inheritdoc cref="OwnersLookup.SkippedFor"/>
    public OwnershipRule? SkippedFor(string path, OwnershipRule? deciding) => _lookup.SkippedFor(path, deciding);
}
