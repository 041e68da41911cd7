using Automation.Core.Findings;
using Automation.Core.Text;

namespace Automation.Jobs.Configuration;

/// <summary>How much the findings of one rule matter, case by case.</summary>
/// <param name="Cases">The cases; the last that fits a path wins.</param>
public sealed record RuleSettings(IReadOnlyList<RuleSetting> Cases)
{
    /// <summary>The level at a path from the root of the repository; null where the configuration says nothing and the rule's own severity holds.</summary>
    public RuleLevel? LevelAt(string path) => Cases.LastOrDefault(c => c.AppliesTo(path))?.Severity;
}

/// <summary>How much the findings of a rule matter in some of the files.</summary>
public sealed record RuleSetting
{
    /// <summary>How much they matter.</summary>
    public required RuleLevel Severity { get; init; }

    /// <summary>Patterns of the files it applies to, from the root of the repository; left out, it applies to all.</summary>
    public IReadOnlyList<Glob> Paths { get; init; } = [];

    internal bool AppliesTo(string path) => Paths.Count == 0 || Paths.Any(p => p.Matches(path));
}

/// <summary>How much a rule's findings matter.</summary>
public enum RuleLevel
{
    /// <summary><see cref="Severity.Error"/>.</summary>
    Error,

    /// <summary><see cref="Severity.Warning"/>.</summary>
    Warning,

    /// <summary><see cref="Severity.Info"/>.</summary>
    Info,

    /// <summary>They are not reported.</summary>
    Off,
}
