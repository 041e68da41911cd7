namespace Automation.Owners.Patterns;

/// <summary>The outcome of reading the text of a pattern.</summary>
internal abstract record PatternOutcome
{
    private PatternOutcome()
    {
    }

    public sealed record Read(PathPattern Pattern) : PatternOutcome;

    /// <param name="Suggestion">GitHub's suggestion, or one in its style; plain text.</param>
    public sealed record Invalid(string Suggestion) : PatternOutcome;
}
