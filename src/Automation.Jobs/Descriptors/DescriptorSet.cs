using Automation.Descriptors.Validation;

namespace Automation.Jobs.Descriptors;

/// <summary>The descriptors of a repository: the files that configuration names, and those that their Locations lead to, validated.</summary>
/// <param name="Files">They, in ordinal order of paths.</param>
/// <param name="Skeletons">The template skeletons that were left out, by their paths in the repository.</param>
/// <param name="IsWhole">Whether every file was read: the budget of a check may leave some unread.</param>
public sealed record DescriptorSet(IReadOnlyList<ValidatedFile> Files, IReadOnlyList<string> Skeletons, bool IsWhole);
