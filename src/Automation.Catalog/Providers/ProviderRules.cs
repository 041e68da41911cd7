using Automation.Core.Findings;

namespace Automation.Catalog.Providers;

/// <summary>Rules for files of other systems.</summary>
public static class ProviderRules
{
    /// <summary>The file does not have the documented format.</summary>
    public static readonly Rule Shape = new("catalog/provider-shape", Severity.Error, Responsible.PlatformTeam, "Write the file in the documented format.")
    {
        Consequence = Consequence.RejectsEntity,
        Detects = "An entry of a Terraform output, a directory export or an organisation export that does not have the documented format.",
        Why = "The entry does not become an entity. The rest of the file is used.",
        Sources =
        [
            RuleSource.Guide("Cloud facts", "catalog-sources.md#cloud-facts"), RuleSource.Guide("People and teams", "catalog-sources.md#people-and-teams"),
        ],
    };

    public static IReadOnlyList<Rule> All { get; } = [Shape];
}
