using Automation.Core;
using Automation.Core.Trees;

namespace Automation.Catalog.Descriptors;

/// <summary>What must be known about a file besides its text.</summary>
/// <param name="Path">The file's path from the root of its repository.</param>
/// <param name="Repository">The repository; null where it is not known, and then nothing is said about links to other repositories.</param>
public sealed record DescriptorContext(string Path, RepositorySlug? Repository)
{
    /// <summary>The namespace of entities that name none.</summary>
    public string Namespace { get; init; } = EntityRef.DefaultNamespace;
}
