using System.Collections.Frozen;

namespace Automation.Server.Operations;

/// <summary>The name of an event as a label of a metric: a sender with the secret can use any name, and each name would be a series.</summary>
internal static class EventLabel
{
    private static readonly FrozenSet<string> Known = FrozenSet.Create(
        StringComparer.Ordinal,
        "check_run",
        "check_suite",
        "installation",
        "installation_repositories",
        "issue_comment",
        "membership",
        "merge_group",
        "organization",
        "ping",
        "pull_request",
        "push",
        "repository",
        "team");

    public static string Of(string eventName) => Known.Contains(eventName) ? eventName : "other";
}
