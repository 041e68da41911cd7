namespace Automation.Core.Findings;

/// <summary>Something that was not checked, and why: a missing check must never look like a passed one.</summary>
/// <param name="What">What was not checked.</param>
/// <param name="Why">The reason, and what to do about it.</param>
public sealed record NotChecked(string What, string Why)
{
    /// <summary>The group of the rules that were not applied (<see cref="Rule.Category"/>); empty for all rules.</summary>
    public string Room { get; init; } = "";

    /// <summary>Whether the check fails because of it: it is part of the change itself, and GitHub counts neutral as passed.</summary>
    public bool Fails { get; init; }

    /// <summary>Whether a catalog would help. How to set one differs between the entry points.</summary>
    public bool LacksCatalog { get; init; }

    /// <summary>The same, with advice for the entry point if a catalog is missing.</summary>
    public NotChecked Advise(string howToSetCatalog) => LacksCatalog ? this with { Why = $"{Why}; {howToSetCatalog}" } : this;
}
