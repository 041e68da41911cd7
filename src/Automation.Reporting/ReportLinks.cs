using Automation.Core.Findings;

namespace Automation.Reporting;

/// <summary>Where the Markdown writers may point a reader. Only <c>https</c> and <c>http</c> addresses are used; null makes no link.</summary>
public sealed record ReportLinks
{
    /// <summary>No links at all.</summary>
    public static ReportLinks None { get; } = new();

    /// <summary>The address of a finding's line, such as its blob page.</summary>
    public Func<Finding, string?> Place { get; init; } = _ => null;

    /// <summary>The address of a rule's section in the rule reference.</summary>
    public Func<Rule, string?> Rule { get; init; } = _ => null;

    /// <summary>Where every finding can be read when this text has no room for it, such as the page of the workflow run.</summary>
    public string? Everything { get; init; }
}
