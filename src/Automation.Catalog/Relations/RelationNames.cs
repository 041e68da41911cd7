namespace Automation.Catalog.Relations;

/// <summary>The types of relations that Backstage has (specs, descriptors §8).</summary>
public static class RelationNames
{
    /// <summary>Whether Backstage has a type of that name.</summary>
    public static bool IsBackstages(string type) => RelationTypes.IsBuiltIn(type);
}
