using Automation.Core;
using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Jobs.Portal.Content;
using Automation.Reporting.Model;
using Automation.Reporting.Wording;

namespace Automation.Jobs.Portal.Building;

/// <summary>The side that must act.</summary>
internal enum ProblemOwner
{
    ApplicationTeams,
    PlatformTeam,
    NotAssignable,
}

/// <summary>Something that is wrong today: a finding of the catalog, or a problem of a workload.</summary>
/// <param name="Id">The id of the rule, or the class of the cause.</param>
/// <param name="Title">What to do, in general.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Side">Who must act.</param>
/// <param name="Next">What to do.</param>
/// <param name="Place">Where it is.</param>
internal sealed record PortalProblem(Severity Severity, string Id, string Title, string Message, ProblemOwner Side, string Next, string Place)
{
    /// <summary>The page of its place on the forge; null if it is not known.</summary>
    public string? PlacePage { get; init; }

    /// <summary>The explanation of the rule; null if there is none.</summary>
    public string? RulePage { get; init; }

    public EntityRef? Entity { get; init; }

    public EntityRef? Owner { get; init; }

    public DateTimeOffset? Since { get; init; }

    public static PortalProblem Of(PortalFinding finding)
    {
        var title = finding.Rule?.Title ?? "See the message.";
        return new PortalProblem(
            finding.Severity,
            finding.RuleId,
            title,
            finding.Message is { } message ? message : $"{title} The details name a repository that you cannot read.",
            finding.Rule is null ? ProblemOwner.NotAssignable
                : finding.Rule.Responsible == Responsible.PlatformTeam ? ProblemOwner.PlatformTeam
                : finding.Owner is null ? ProblemOwner.NotAssignable
                : ProblemOwner.ApplicationTeams,
            title,
            finding.File.Length == 0 ? finding.Source.Name : $"{finding.Source.Name}/{finding.File}:{finding.Line}")
        {
            PlacePage = finding.Source.PageOf(finding.File) is { } page ? finding.File.Length == 0 ? page : $"{page}#L{finding.Line}" : null,
            RulePage = finding.Rule is null ? null : Product.LinkTo(finding.Rule),
            Entity = finding.Entity,
            Owner = finding.Owner,
        };
    }

    public static PortalProblem Of(HealthProblem problem, PortalEntity entity)
    {
        var owner = entity.Owners.FirstOrDefault(o => o.Exists)?.Target;
        return new PortalProblem(
            problem.Severity,
            problem.Cause,
            Class(problem.Cause),
            VisibleText.Of($"{problem.Effect} {problem.Says}", 600),
            problem.Responsible == Responsible.PlatformTeam ? ProblemOwner.PlatformTeam
                : owner is null ? ProblemOwner.NotAssignable : ProblemOwner.ApplicationTeams,
            VisibleText.Of(problem.Next, 400),
            VisibleText.Of($"{problem.Workload}{(problem.Namespace is null ? "" : $" in {problem.Namespace}")}, cluster {problem.Cluster}", 300))
        {
            Entity = entity.Ref,
            Owner = owner,
            Since = problem.Since,
        };
    }

    // 'image/not-found' is 'Image: not found.'
    private static string Class(string cause) => cause.Split('/', 2) is [{ Length: > 0 } what, var how]
        ? $"{char.ToUpperInvariant(what[0])}{what[1..]}: {how.Replace('-', ' ')}."
        : cause;
}
