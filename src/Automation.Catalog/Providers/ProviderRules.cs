using Automation.Core.Findings;

namespace Automation.Catalog.Providers;

/// <summary>What can be wrong with a file in which another system says what there is.</summary>
public static class ProviderRules
{
    /// <summary>The file does not have the shape that is documented.</summary>
    public static readonly Rule Shape = new("catalog/provider-shape", Severity.Error, Responsible.PlatformTeam, "Write what another system says in the shape that the guide describes.")
    {
        Consequence = Consequence.RejectsEntity,
        Why = "Outputs of Terraform, exports of a directory service and the people and teams of an organisation become entities. What does not have the shape of one is left out, with this finding; the rest of the file counts.",
        Source = "docs/guide/catalog.md",
    };

    /// <summary>The rules.</summary>
    public static IReadOnlyList<Rule> All { get; } = [Shape];
}
