using Automation.Core.Findings;

namespace Automation.Descriptors.Discovery;

public static class SkeletonRules
{
    /// <summary>A descriptor became a skeleton.</summary>
    public static readonly Rule Turned = new(
        "catalog/turned-skeleton", Severity.Error, Responsible.ApplicationTeam, "Keep descriptors and template skeletons in separate files.")
    {
        Detects = "A file that is a descriptor on the base branch and a template skeleton after the change: a Template of the repository fetches it, "
            + "or `${{ … }}`, `{{ … }}` or `{% … %}` is in its apiVersion, kind, metadata.name or metadata.namespace, or makes its YAML "
            + "unreadable.",
        Why = "Skeletons are not validated and are not in the catalog, so the change would remove the entities of the file unnoticed. The catalog "
            + "keeps their last valid version and marks it stale.",
        FixDetails = "Write the real value, or move the skeleton to its own folder. To remove the entities, delete the file.",
        Bad = "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: ${{ values.name }}",
        Good = "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: orders",
        Sources = [RuleSource.Guide("Template skeletons", "configuration-reference.md#template-skeletons")],
    };

    public static IReadOnlyList<Rule> All { get; } = [Turned];
}
