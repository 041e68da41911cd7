using Automation.Core.Trees;
using Automation.Descriptors.Validation;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.Descriptors;

/// <summary>A file to validate.</summary>
/// <param name="File">The path as findings show it.</param>
/// <param name="TreePath">The path from the root of its repository.</param>
/// <param name="Tree">The tree it is read from.</param>
/// <param name="Repository">The repository; null if it is not known.</param>
/// <param name="Limits">The limits for reading it.</param>
public sealed record DescriptorInput(string File, string TreePath, FileTree Tree, RepositorySlug? Repository, YamlLimits Limits)
{
    /// <summary>The result if the file was already validated during the search for descriptors; null if the file has not been read yet.</summary>
    public ValidatedFile? Validated { get; init; }

    /// <summary>The content if the file was already read for another purpose; null if it has not been read yet.</summary>
    public FileContent.Whole? Content { get; init; }
}
