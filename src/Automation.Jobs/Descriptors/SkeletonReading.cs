using Automation.Descriptors.Discovery;
using Automation.Descriptors.Validation;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.Descriptors;

/// <summary>Recognises skeletons among validated files, without parsing a valid one again.</summary>
internal static class SkeletonReading
{
    public static bool Is(ValidatedFile file, string treePath, YamlLimits limits, CancellationToken cancellationToken) =>
        Skeleton.IsNamed(treePath)
        || ((file.Documents.Count == 0 || file.Documents.Any(d => !d.IsValid)) && Skeleton.Is(file.Source, limits, cancellationToken));
}
