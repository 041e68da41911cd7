using Automation.Core.Findings;
using Automation.Jobs.Rules;
using Automation.Reporting.Wording;

namespace Automation.Jobs.Portal.Serving;

/// <summary>What a page says of a rule of which only the id is recorded.</summary>
/// <param name="Id">The id.</param>
/// <param name="Title">What to do; null if this program does not know the rule.</param>
/// <param name="Page">Its explanation; null if this program does not know the rule.</param>
/// <param name="IsOfPlatform">Whether the platform team must act.</param>
public sealed record RuleSummary(string Id, string? Title, string? Page, bool IsOfPlatform)
{
    public static RuleSummary Of(string id) => RuleReference.ById.GetValueOrDefault(id) is { } rule
        ? new RuleSummary(id, rule.Title, Product.LinkTo(rule), rule.Responsible == Responsible.PlatformTeam)
        : new RuleSummary(id, null, null, IsOfPlatform: false);
}
