using Automation.Core.Findings;

namespace Automation.Catalog.Sources;

/// <summary>Rules for descriptors of a catalog, in addition to those for all descriptors.</summary>
public static class CompletionRules
{
    /// <summary>A processor added something.</summary>
    public static readonly Rule Completed = new(
        "catalog/completed", Severity.Info, Responsible.ApplicationTeam, "Write the value that the catalog added into the descriptor.")
    {
        Detects = "A value that a processor of the platform's configuration added, such as the owner from CODEOWNERS.",
        Why = "The entity is in the catalog, but its descriptor is not complete: Backstage and other readers do not see the value.",
        Sources = [RuleSource.Guide("Processors", "catalog-sources.md#processors")],
    };

    public static IReadOnlyList<Rule> All { get; } = [PlaceholderContent.Unreadable, Completed, LocationReader.TooMany];
}
