namespace Automation.Core.Findings;

/// <summary>A rule: its stable id, the effect of breaking it, and the text of its page in the rule reference.</summary>
/// <param name="Id">Stable, in the form <c>group/what-is-wrong</c>.</param>
/// <param name="Severity">The default severity of its findings.</param>
/// <param name="Responsible">The side that can fix it.</param>
/// <param name="Title">The fix, as one sentence in the imperative.</param>
public sealed record Rule(string Id, Severity Severity, Responsible Responsible, string Title)
{
    /// <summary>What Backstage does with a document that breaks the rule. Configuration cannot change it.</summary>
    public Consequence Consequence { get; init; } = Consequence.Accepted;

    /// <summary>What Backstage does with a document that it accepts, after the word "Backstage", where it is not simply used; null otherwise.</summary>
    public string? Afterwards { get; init; }

    /// <summary>What the rule finds, as a noun phrase and further sentences; Markdown.</summary>
    public string Detects { get; init; } = "";

    /// <summary>What happens if it is not fixed; Markdown.</summary>
    public string Why { get; init; } = "";

    /// <summary>Details about how to fix it; Markdown.</summary>
    public string FixDetails { get; init; } = "";

    /// <summary>How to fix it: the title, and the details if there are any.</summary>
    public string HowToFix => FixDetails.Length == 0 ? Title : $"{Title} {FixDetails}";

    /// <summary>A short example that breaks the rule, or empty.</summary>
    public string Bad { get; init; } = "";

    /// <summary>The same example, fixed, or empty.</summary>
    public string Good { get; init; } = "";

    /// <summary>Where the rule comes from: a document or the program that enforces it.</summary>
    public IReadOnlyList<RuleSource> Sources { get; init; } = [];

    /// <summary>The part of the id before the slash.</summary>
    public string Category => Id[..Id.IndexOf('/', StringComparison.Ordinal)];

    /// <summary>The rule's anchor in <c>docs/rules.md</c>.</summary>
    public string Anchor => Id.Replace('/', '-');
}
