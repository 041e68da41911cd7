using System.Collections.Frozen;
using Automation.Catalog.Providers;
using Automation.Catalog.Sources;
using Automation.Catalog.Stitching;
using Automation.Core.Findings;
using Automation.Descriptors.Discovery;
using Automation.Descriptors.Policies;
using Automation.Descriptors.References;
using Automation.Descriptors.Rules;
using Automation.GitOps.Validation;
using Automation.Owners.Linting;
using Automation.Templates.Linting;

namespace Automation.Jobs.Rules;

/// <summary>All rules, in the order of the rule reference.</summary>
public static class RuleReference
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        .. CatalogRules.All,
        .. AdviceRules.All,
        .. ReferenceRules.All,
        .. SkeletonRules.All,
        .. CompletionRules.All,
        .. StitchRules.All,
        .. ProviderRules.All,
        .. PolicyRules.All,
        .. OwnersRules.All,
        .. OwnershipRules.All,
        .. TemplateRules.All,
        .. ManifestRules.All,
        .. JobsRules.All,
    ];

    /// <summary>The rules by their ids.</summary>
    public static FrozenDictionary<string, Rule> ById { get; } = All.ToFrozenDictionary(r => r.Id, StringComparer.Ordinal);

    /// <summary>Advice for the id of a rule that does not exist.</summary>
    /// <param name="better">The rule that was probably meant; null if none is close.</param>
    internal static string AdviceFor(string? better) => better is null ? "The rule reference lists the ids." : $"Did you mean '{better}'?";
}

/// <summary>The rules of this project: about configurations, and about comments that accept findings.</summary>
public static class JobsRules
{
    /// <summary>All of them, in the order of the rule reference.</summary>
    public static IReadOnlyList<Rule> All { get; } = [.. ConfigurationRules.All, .. SuppressionRules.All];
}
