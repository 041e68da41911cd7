using Automation.Core.Trees;
using Automation.Descriptors.Documents;
using Automation.Descriptors.Validation;

namespace Automation.Descriptors.References;

/// <summary>The input of the check of references.</summary>
/// <param name="Files">The validated files of one repository.</param>
/// <param name="TreePathOf">The path, from the root of the repository, of a file in <paramref name="Files"/>, by the path its findings name.</param>
public sealed record ReferenceInput(IReadOnlyList<ValidatedFile> Files, Func<string, string> TreePathOf)
{
    /// <summary>The entities of all repositories; null if they are not known, and then no reference is reported as unknown.</summary>
    public KnownEntities? Catalog { get; init; }

    /// <summary>
    /// The entities that the same files defined when the change began; null if there is nothing to compare with. Entities that they no longer define are known
    /// to be gone.
    /// </summary>
    public KnownEntities? Before { get; init; }

    /// <summary>The repository's files; null if they are not available, and then no path is reported as missing.</summary>
    public FileTree? Tree { get; init; }

    /// <summary>The repository; null if it is not known.</summary>
    public RepositorySlug? Repository { get; init; }

    /// <summary>Whether the catalog uses the repository's Users and Groups.</summary>
    public bool TakesPeople { get; init; } = true;

    /// <summary>As in <see cref="DescriptorContext.IsInFolder"/>.</summary>
    public bool IsInFolder { get; init; }

    /// <summary>The groups and users of the files under check, and of the catalog.</summary>
    public OwnerDirectory Owners() => new KnownEntityLookup(this).Owners();
}

/// <summary>The findings about references.</summary>
/// <param name="Files">
/// The given files, with additional fixes in their own findings that depend on other entities. Advice is removed if a finding about the
/// same reference is more precise.
/// </param>
/// <param name="Findings">The findings of the check itself, by file, in the order of the text.</param>
/// <param name="NotChecked">What could not be checked, and why.</param>
public sealed record ReferenceOutcome(
    IReadOnlyList<ValidatedFile> Files,
    IReadOnlyList<Core.Findings.Finding> Findings,
    IReadOnlyList<Core.Findings.NotChecked> NotChecked)
{
    /// <summary>Checks one of the files with another text, among the entities that were found before.</summary>
    public required Func<ValidatedFile, ReferenceOutcome> Again { get; init; }
}
