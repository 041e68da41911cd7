using Automation.Core;

namespace Automation.Catalog.Artifact;

/// <summary>The paths of the artifact (design: "What the catalog repository holds").</summary>
public static class ArtifactPaths
{
    /// <summary>Format version, counts, and the ids of all shards: always small.</summary>
    public const string Summary = "catalog.json";

    /// <summary>The Location that Backstage is configured to read.</summary>
    public const string RootLocation = "catalog-info.yaml";

    /// <summary>The Backstage configuration that accepts the content of the artifact.</summary>
    public const string BackstageConfiguration = "backstage/app-config.yaml";

    /// <summary>The page that GitHub renders.</summary>
    public const string Page = "CATALOG.md";

    /// <summary>The folder of relations and provenance.</summary>
    public const string Index = "index";

    /// <summary>The folder of commits and blob ids.</summary>
    public const string Sources = "sources";

    public const string Findings = "findings";

    public const string Locations = "locations";

    public const string Entities = "entities";

    /// <summary>The file of an entity's descriptor.</summary>
    public static string Entity(EntityRef reference) =>
        $"{Entities}/{reference.Kind}/{Shard.Of(reference.ToString())}/{reference.Namespace}.{reference.Name}.yaml";

    /// <summary>The file of a shard of relations and provenance.</summary>
    public static string IndexShard(string shard) => $"{Index}/{shard}.json";

    /// <summary>The file of a shard of sources and their files.</summary>
    public static string SourceShard(string shard) => $"{Sources}/{shard}.json";

    /// <summary>The file of a shard of findings.</summary>
    public static string FindingShard(string shard) => $"{Findings}/{shard}.json";

    /// <summary>The file with the Locations of a shard's entities.</summary>
    public static string LocationShard(string shard) => $"{Locations}/{shard}.yaml";
}
