using Automation.Core.Findings;

namespace Automation.Catalog.Discovery;

/// <summary>What there is to report about skeletons.</summary>
public static class SkeletonRules
{
    /// <summary>A descriptor became a skeleton.</summary>
    public static readonly Rule Turned = new(
        "catalog/turned-skeleton", Severity.Error, Responsible.ApplicationTeam, "Keep descriptors and template skeletons in different files.")
    {
        Why = "A template skeleton is left out of the check and of the catalog. A file that was a descriptor and becomes a skeleton would "
            + "take its entities out of both without a word, so it is an error, and the catalog keeps the last good version, marked stale. A "
            + "file is a skeleton where a Template of the repository fetches it, or where `${{ … }}`, `{{ … }}` or `{% … %}` stands in its "
            + "apiVersion, kind, metadata.name or metadata.namespace or makes its YAML unreadable. Write the real value, or put the skeleton "
            + "into a folder of its own. To remove the entities, delete the file.",
        Bad = "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: ${{ values.name }}",
        Good = "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: orders",
        Source = "a rule of Automation's own",
    };

    /// <summary>The rules.</summary>
    public static IReadOnlyList<Rule> All { get; } = [Turned];
}
