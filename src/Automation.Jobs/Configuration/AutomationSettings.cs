using Automation.Descriptors.Policies;
using Automation.GitHub.Budgets;

namespace Automation.Jobs.Configuration;

/// <summary>Configuration of Automation: what it looks at, how much a finding matters, and what the organisation asks for besides.</summary>
/// <remarks>
/// Keys of the file are the names of these properties in kebab case; <see cref="SettingsForms"/> reads them and
/// <c>schemas/automation.schema.json</c> is generated from these types, their summaries included.
/// </remarks>
public sealed record AutomationSettings
{
    /// <summary>What is in force without any configuration.</summary>
    public static AutomationSettings Default { get; } = new();

    /// <summary>Which files are descriptors: a list of path patterns, or a map.</summary>
    public DescriptorFiles Descriptors { get; init; } = DescriptorFiles.Default;

    /// <summary>How much the findings of a rule matter, by the rule's id: error, warning, info or off; or with a scope; or a list of these, of which the last that fits wins.</summary>
    public IReadOnlyDictionary<string, RuleSettings> Rules { get; init; } = new Dictionary<string, RuleSettings>();

    /// <summary>What every entity of a kind, or of a kind and type, has to have.</summary>
    public IReadOnlyList<Requirement> Required { get; init; } = [];

    /// <summary>What may be written. A list that is left out or empty allows everything.</summary>
    public AllowedValues Allowed { get; init; } = AllowedValues.Anything;

    /// <summary>What names look like, by kind: regular expressions that the whole name has to match.</summary>
    public IReadOnlyDictionary<string, NamePattern> Names { get; init; } = new Dictionary<string, NamePattern>();

    /// <summary>How owners in CODEOWNERS and owners in the catalog are compared.</summary>
    public OwnershipSettings Owners { get; init; } = OwnershipSettings.Default;

    /// <summary>What is said on pull requests, and when.</summary>
    public PullRequestSettings PullRequests { get; init; } = PullRequestSettings.Default;

    /// <summary>The file of findings that were accepted, from the root of the repository.</summary>
    public string? Baseline { get; init; }

    /// <summary>The least severity that makes a check fail; the option --fail-on overrides it.</summary>
    public FailOn FailOn { get; init; } = FailOn.Error;

    /// <summary>What check runs conclude: enforced or shadow. Only the organisation's configuration sets it, and only for the GitHub App.</summary>
    public CheckMode Checks { get; init; } = CheckMode.Enforced;

    /// <summary>How much the check of one pull request may cost: only the organisation's configuration sets it, and only for the GitHub App.</summary>
    public CheckBudget Budget { get; init; } = CheckBudget.Default;

    /// <summary>The part of it that judges descriptors.</summary>
    public CatalogPolicy ToPolicy() => new()
    {
        Required = Required,
        Allowed = Allowed,
        Names = Names.ToDictionary(n => n.Key, n => new NameFormat(n.Value.Pattern, n.Value.Matches), StringComparer.OrdinalIgnoreCase),
    };
}
