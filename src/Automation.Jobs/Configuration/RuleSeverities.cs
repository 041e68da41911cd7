using Automation.Core.Findings;
using Automation.Jobs.Rules;

namespace Automation.Jobs.Configuration;

/// <summary>Gives findings the configured severity. The consequence of the rule, which is what Backstage does, stays.</summary>
public sealed class RuleSeverities(AutomationSettings settings)
{
    /// <summary>The finding with its effective severity, or null if the rule is off for the file.</summary>
    /// <param name="finding">A finding.</param>
    /// <param name="path">The file, from the root of the repository.</param>
    public Finding? Apply(Finding finding, string path)
    {
        // A configuration cannot turn off findings about itself.
        var level = finding.Rule.Category != ConfigurationRules.Room && settings.Rules.TryGetValue(finding.Rule.Id, out var rule) ? rule.LevelAt(path) : null;
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
