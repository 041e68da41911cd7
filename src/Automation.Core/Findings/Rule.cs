namespace Automation.Core.Findings;

/// <summary>A rule: its stable id, what breaking it costs, and the words of its page in the rule reference.</summary>
/// <param name="Id">Stable, of the form <c>room/what-is-wrong</c>.</param>
/// <param name="Severity">The severity of its findings unless configuration says otherwise.</param>
/// <param name="Responsible">The side that can mend it.</param>
/// <param name="Title">One sentence in the imperative: what to do.</param>
public sealed record Rule(string Id, Severity Severity, Responsible Responsible, string Title)
{
    /// <summary>What Backstage does with a document that breaks the rule. Configuration cannot change it.</summary>
    public Consequence Consequence { get; init; } = Consequence.Accepted;

    /// <summary>Why the rule exists and what exactly it checks; Markdown.</summary>
    public string Why { get; init; } = "";

    /// <summary>A short example that breaks the rule, or empty.</summary>
    public string Bad { get; init; } = "";

    /// <summary>The same example, mended, or empty.</summary>
    public string Good { get; init; } = "";

    /// <summary>Where the rule comes from: a document or the program that enforces it.</summary>
    public string Source { get; init; } = "";

    /// <summary>The part of the id before the slash.</summary>
    public string Room => Id[..Id.IndexOf('/', StringComparison.Ordinal)];

    /// <summary>The rule's anchor in <c>docs/rules.md</c>.</summary>
    public string Anchor => Id.Replace('/', '-');
}
