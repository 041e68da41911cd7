using Automation.Descriptors.Documents;
using Automation.Descriptors.References;
using Automation.Descriptors.Validation;

namespace Automation.Jobs.Ownership;

/// <summary>An entity that can have an owner, and the file that describes it.</summary>
/// <param name="TreePath">The path from the root of the repository.</param>
/// <param name="Descriptor">The entity's descriptor.</param>
/// <param name="Field">The field of its owner.</param>
internal sealed record OwnedEntity(ValidatedFile File, string TreePath, Descriptor Descriptor, OwnerField Field)
{
    /// <summary>
    /// The entities of validated files that can have an owner; except skeletons with <c>${{ … }}</c> in place of an owner.
    /// </summary>
    public static IEnumerable<OwnedEntity> In(IEnumerable<ValidatedFile> files, Func<string, string> treePathOf) =>
        from file in files
        let path = treePathOf(file.Source.Path)
        from descriptor in file.Documents.Select(d => d.Descriptor).OfType<Descriptor>()
        let field = OwnerField.Of(descriptor, file.Source)
        where field is not null && field.Text?.Contains("{{", StringComparison.Ordinal) != true
        select new OwnedEntity(file, path, descriptor, field);

    /// <summary>Whether the catalog names a group or user; other kinds, addresses and owners in the notation of CODEOWNERS have their own findings.</summary>
    public bool NamesOwner => Field.Owner is { Kind: "group" or "user" } && !Field.Text!.Contains('@', StringComparison.Ordinal);

    /// <summary>How messages name the entity: <c>Component/checkout</c>.</summary>
    public string Name => $"{Descriptor.Kind}/{Descriptor.Name}";
}
