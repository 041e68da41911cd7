namespace Automation.Server.Hosting;

/// <summary>The names of missing settings, as a list for a sentence.</summary>
internal sealed record MissingSettings(IReadOnlyList<string> Names)
{
    /// <summary>The pronoun for them in the next sentence.</summary>
    public string Pronoun => IsOne ? "it" : "them";

    private bool IsOne => Names.Count == 1;

    /// <summary>A clause about them: <c>A and B are not set</c>.</summary>
    public override string ToString() => $"{string.Join(" and ", Names)} {(IsOne ? "is" : "are")} not set";
}
