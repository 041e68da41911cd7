namespace Automation.Owners.Patterns;

/// <summary>What became of the text of a pattern.</summary>
internal abstract record PatternOutcome
{
    private PatternOutcome()
    {
    }

    /// <summary>It is a pattern.</summary>
    public sealed record Read(PathPattern Pattern) : PatternOutcome;

    /// <summary>It is not a pattern.</summary>
    /// <param name="Suggestion">What GitHub suggests, or would; plain text.</param>
    public sealed record Invalid(string Suggestion) : PatternOutcome;
}
