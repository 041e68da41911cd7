using System.Text;
using Automation.Core;

namespace Automation.Catalog.Artifact;

/// <summary>
/// The Location entities by which Backstage loads the artifact: one at the root, one for each shard. Location entities of the sources are not
/// among them: their targets have been read, and Backstage would follow them again from another place.
/// </summary>
internal static class ArtifactLocations
{
    private static readonly string[] Kinds = ["API", "Component", "Domain", "Group", "Location", "Resource", "System", "Template", "User"];

    /// <summary>The Location that Backstage is configured to read.</summary>
    public static string Root(CatalogSummary summary) =>
        Location(
            "catalog",
            "Everything in this catalog.",
            summary.Shards.Keys.Where(p => p.StartsWith(ArtifactPaths.Locations + "/", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(p => $"./{p}"));

    public static string Shard(string shard, IEnumerable<EntityRef> entities) =>
        Location($"catalog-{shard}", null, entities.Select(r => $"../{ArtifactPaths.Entity(r)}"));

    /// <summary>The configuration of Backstage that accepts every kind of the artifact.</summary>
    public static string Configuration(CatalogSummary summary) =>
        $"""
        # With these lines in its app-config.yaml, Backstage reads the catalog from this repository.
        # Replace OWNER/CATALOG with your catalog repository.
        catalog:
          rules:
            - allow: [{string.Join(", ", Kinds)}]
          locations:
            - type: url
              target: https://github.com/OWNER/CATALOG/blob/main/{ArtifactPaths.RootLocation}

        """;

    private static string Location(string name, string? description, IEnumerable<string> targets)
    {
        var text = new StringBuilder("apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata:\n");
        text.Append($"  name: {name}\n");
        if (description is not null)
        {
            text.Append($"  description: {description}\n");
        }

        var any = false;
        text.Append("spec:\n  targets:");
        foreach (var target in targets)
        {
            text.Append(any ? "" : "\n").Append($"    - {target}\n");
            any = true;
        }

        return text.Append(any ? "" : " []\n").ToString();
    }
}
