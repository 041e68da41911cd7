using Automation.Catalog.Advice;
using Automation.Catalog.Discovery;
using Automation.Catalog.Ingestion;
using Automation.Catalog.Policies;
using Automation.Catalog.Providers;
using Automation.Catalog.References;
using Automation.Catalog.Rules;
using Automation.Catalog.Stitching;
using Automation.Core.Findings;
using Automation.Jobs.Configuration;
using Automation.Jobs.Ownership;
using Automation.Owners.Linting;

namespace Automation.Jobs;

/// <summary>All rules, in the order of the rule reference.</summary>
public static class RuleReference
{
    /// <summary>The rules.</summary>
    public static IReadOnlyList<Rule> All { get; } = [.. CatalogRules.All, .. AdviceRules.All, .. ReferenceRules.All, .. SkeletonRules.All, .. CompletionRules.All, .. StitchRules.All, .. ProviderRules.All, .. PolicyRules.All, .. OwnersRules.All, .. OwnershipRules.All, .. JobsRules.All];

    /// <summary>What to do about the id of a rule that does not exist.</summary>
    /// <param name="better">The rule that was probably meant; null if none is close.</param>
    internal static string AdviceFor(string? better) => better is null ? "The rule reference lists the ids." : $"Did you mean '{better}'?";
}
