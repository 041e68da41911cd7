using Automation.Core.Findings;

namespace Automation.Catalog.Ingestion;

/// <summary>What there is to say about descriptors that are read for the catalog, besides what is said of any.</summary>
public static class CompletionRules
{
    /// <summary>A processor added something.</summary>
    public static readonly Rule Completed = new("catalog/completed", Severity.Info, Responsible.ApplicationTeam, "Write into the descriptor what the catalog had to add.")
    {
        Why = "A processor that the platform's configuration switches on has added to the descriptor what was missing, such as the owner that CODEOWNERS names. The entity is in the catalog; the descriptor by itself is not complete, and other readers of it do not know.",
        Source = "a rule of Automation's own",
    };

    /// <summary>The rules.</summary>
    public static IReadOnlyList<Rule> All { get; } = [PlaceholderContent.Unreadable, Completed, LocationReader.TooMany];
}
