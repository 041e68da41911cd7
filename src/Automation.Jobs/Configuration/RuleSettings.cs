using Automation.Core.Findings;
using Automation.Core.Text;

namespace Automation.Jobs.Configuration;

/// <summary>The severity of a rule's findings, case by case.</summary>
/// <param name="Cases">The cases; the last one that matches a path wins.</param>
public sealed record RuleSettings(IReadOnlyList<RuleSetting> Cases)
{
    /// <summary>The level at a path from the root of the repository; null if the configuration has none and the rule's own severity applies.</summary>
    public RuleLevel? LevelAt(string path) => Cases.LastOrDefault(c => c.AppliesTo(path))?.Severity;
}

/// <summary>The severity of a rule's findings in some of the files.</summary>
public sealed record RuleSetting
{
    /// <summary>The severity.</summary>
    public required RuleLevel Severity { get; init; }

    /// <summary>Patterns of the files it applies to, from the root of the repository; by default, all files.</summary>
    public IReadOnlyList<Glob> Paths { get; init; } = [];

    internal bool AppliesTo(string path) => Paths.Count == 0 || Glob.AnyMatches(Paths, path);
}

/// <summary>The severity of a rule's findings.</summary>
public enum RuleLevel
{
    /// <summary><see cref="Severity.Error"/>.</summary>
    Error,

    /// <summary><see cref="Severity.Warning"/>.</summary>
    Warning,

    /// <summary><see cref="Severity.Info"/>.</summary>
    Info,

    /// <summary>The findings are not reported.</summary>
    Off,
}
