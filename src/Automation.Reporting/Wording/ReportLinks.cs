using Automation.Core.Findings;

namespace Automation.Reporting.Wording;

/// <summary>The links that the Markdown writers may use. Only <c>https</c> and <c>http</c> addresses are used; null makes no link.</summary>
public sealed record ReportLinks
{
    public static ReportLinks None { get; } = new();

    /// <summary>The address of a line of a file, as findings name files, such as its blob page at the commit that was checked.</summary>
    public Func<string, int, string?> Line { get; init; } = (_, _) => null;

    /// <summary>The address of a rule's section in the rule reference.</summary>
    public Func<Rule, string?> Rule { get; init; } = _ => null;

    /// <summary>The page with all findings, such as the check run, or the page of the workflow run.</summary>
    public string? Everything { get; init; }

    /// <summary>Whether the check run has the button <em>Fix it</em>.</summary>
    public bool HasButton { get; init; }

    /// <summary>The commit that was checked; null if it is not known.</summary>
    public string? Commit { get; init; }

    public string? CommitPage { get; init; }

    /// <summary>The guide for readers of the report; null if it is not for a pull request.</summary>
    public string? Guide { get; init; }

    /// <summary>Whether commands in comments are available.</summary>
    public bool HasCommands { get; init; }
}
