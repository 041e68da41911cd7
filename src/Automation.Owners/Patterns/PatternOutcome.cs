namespace Automation.Owners.Patterns;

/// <summary>The outcome of reading the text of a pattern.</summary>
internal abstract record PatternOutcome
{
    private PatternOutcome()
    {
    }

    /// <summary>It is a pattern.</summary>
    public sealed record Read(PathPattern Pattern) : PatternOutcome;

    /// <summary>It is not a pattern.</summary>
    /// <param name="Suggestion">GitHub's suggestion, or one in its style; plain text.</param>
    public sealed record Invalid(string Suggestion) : PatternOutcome;
}
