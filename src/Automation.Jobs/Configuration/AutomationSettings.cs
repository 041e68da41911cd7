using Automation.Core.Findings;
using Automation.Descriptors.Policies;
using Automation.GitHub.Budgets;
using Automation.Jobs.Rules;

namespace Automation.Jobs.Configuration;

/// <summary>Configuration of Automation: which files it checks, the severity of findings, and the policies of the organisation.</summary>
/// <remarks>
/// Keys of the file are the names of these properties in kebab case; <see cref="SettingsKeys"/> reads them and
/// <c>schemas/automation.schema.json</c> is generated from these types, including their summaries.
/// </remarks>
public sealed record AutomationSettings
{
    public static AutomationSettings Default { get; } = new();

    /// <summary>Which files are descriptors: a list of path patterns, or a map.</summary>
    public DescriptorFiles Descriptors { get; init; } = DescriptorFiles.Default;

    /// <summary>
    /// The severity of a rule's findings, by the rule's id: error, warning, info or off; for all paths or for some; or a list of these, of which the last
    /// that matches applies.
    /// </summary>
    public IReadOnlyDictionary<string, RuleSettings> Rules { get; init; } = new Dictionary<string, RuleSettings>();

    /// <summary>What every entity of a kind, or of a kind and type, must have.</summary>
    public IReadOnlyList<Requirement> Required { get; init; } = [];

    /// <summary>The allowed values. A missing or empty list allows everything.</summary>
    public AllowedValues Allowed { get; init; } = AllowedValues.Anything;

    /// <summary>The names of each kind: regular expressions that the whole name must match.</summary>
    public IReadOnlyDictionary<string, NamePattern> Names { get; init; } = new Dictionary<string, NamePattern>();

    /// <summary>How owners in CODEOWNERS and owners in the catalog are compared.</summary>
    public OwnershipSettings Owners { get; init; } = OwnershipSettings.Default;

    /// <summary>What is reported on pull requests, and when.</summary>
    public PullRequestSettings PullRequests { get; init; } = PullRequestSettings.Default;

    /// <summary>The file of accepted findings, relative to the root of the repository.</summary>
    public string? Baseline { get; init; }

    /// <summary>The lowest severity that makes a check fail; the option --fail-on overrides it.</summary>
    public FailOn FailOn { get; init; } = FailOn.Error;

    /// <summary>The mode of check runs: enforced or shadow. Only the organisation's configuration sets it, and only for the GitHub App.</summary>
    public CheckMode Checks { get; init; } = CheckMode.Enforced;

    /// <summary>The limits for the check of one pull request: only the organisation's configuration sets them, and only for the GitHub App.</summary>
    public CheckBudget Budget { get; init; } = CheckBudget.Default;

    /// <summary>Whether 'automation onboard' may propose a descriptor to a repository that has none.</summary>
    public bool Onboarding { get; init; } = true;

    /// <summary>Who may run which software template, and where it may publish.</summary>
    public ScaffoldSettings Scaffold { get; init; } = ScaffoldSettings.Default;

    /// <summary>The policies for descriptors.</summary>
    public CatalogPolicy ToPolicy() => new()
    {
        Required = Required,
        Allowed = Allowed,
        Names = Names.ToDictionary(n => n.Key, n => new NameFormat(n.Value.Pattern, n.Value.Matches), StringComparer.OrdinalIgnoreCase),
    };

    /// <summary>The finding with its effective severity, or null if its rule is off for the file. The consequence, what Backstage does, stays.</summary>
    /// <param name="finding">A finding.</param>
    /// <param name="path">The file, from the root of the repository.</param>
    public Finding? Weigh(Finding finding, string path)
    {
        // A configuration cannot turn off findings about itself.
        var level = finding.Rule.Category != ConfigurationRules.Room && Rules.TryGetValue(finding.Rule.Id, out var rule) ? rule.LevelAt(path) : null;
        return level switch
        {
            null => finding,
            RuleLevel.Off => null,
            RuleLevel.Info => finding with { Severity = Severity.Info },
            RuleLevel.Warning => finding with { Severity = Severity.Warning },
            _ => finding with { Severity = Severity.Error },
        };
    }
}
