using Automation.Core.Trees;
using Automation.Descriptors.Validation;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.Descriptors;

/// <summary>A file to judge.</summary>
/// <param name="File">The path as findings show it.</param>
/// <param name="TreePath">The path from the root of its repository.</param>
/// <param name="Tree">The tree it is read from.</param>
/// <param name="Repository">The repository; null where it is not known.</param>
/// <param name="Limits">How large it may be.</param>
public sealed record DescriptorInput(string File, string TreePath, FileTree Tree, RepositorySlug? Repository, YamlLimits Limits)
{
    /// <summary>The file as it was judged while descriptors were looked for; null where it still has to be read.</summary>
    public ValidatedFile? Judgement { get; init; }
}
