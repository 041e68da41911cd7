using Automation.Core;
using Automation.Core.Trees;
using Automation.Yaml.Nodes;

namespace Automation.Descriptors.Documents;

/// <summary>What is known about a file apart from its text.</summary>
/// <param name="Path">The file's path from the root of its repository.</param>
/// <param name="Repository">The repository; null if it is unknown; then links to other repositories are not checked.</param>
public sealed record DescriptorContext(string Path, RepositorySlug? Repository)
{
    /// <summary>
    /// Whether the file is read from a folder and not from a repository: its Locations may then have the type <c>file</c>, as in Backstage's own configuration.
    /// </summary>
    public bool IsInFolder { get; init; }

    /// <summary>Completes a document before it is validated; null if placeholders are replaced by dummy values.</summary>
    public Func<YamlMapping, FindingCollector, YamlMapping>? Complete { get; init; }

    /// <summary>The namespace of entities without one.</summary>
    public string Namespace { get; init; } = EntityRef.DefaultNamespace;
}
