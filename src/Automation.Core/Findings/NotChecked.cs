namespace Automation.Core.Findings;

/// <summary>Something that was not judged, and why: silence must never look like approval.</summary>
/// <param name="What">What was not checked.</param>
/// <param name="Why">Why not, and what would change that.</param>
public sealed record NotChecked(string What, string Why)
{
    /// <summary>The room of the rules that were not applied (<see cref="Rule.Category"/>); empty where it concerns all of them.</summary>
    public string Room { get; init; } = "";

    /// <summary>Whether the check fails because of it: it is part of the change itself, and GitHub counts neutral as passed.</summary>
    public bool Fails { get; init; }

    /// <summary>Whether a catalog would change that. How it is set differs between the entry points.</summary>
    public bool LacksCatalog { get; init; }

    /// <summary>The same, where a catalog is lacking with what the reader can do about it.</summary>
    public NotChecked Advise(string howToSetCatalog) => LacksCatalog ? this with { Why = $"{Why}; {howToSetCatalog}" } : this;
}
