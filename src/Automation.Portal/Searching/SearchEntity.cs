namespace Automation.Portal.Searching;

/// <summary>What the search knows about an entity.</summary>
/// <param name="Kind">The kind, in lower case.</param>
/// <param name="Namespace">The namespace, in lower case.</param>
/// <param name="Name">The name, in lower case: the address of its page is made from these three.</param>
public sealed record SearchEntity(string Kind, string Namespace, string Name)
{
    /// <summary>Empty if it has none.</summary>
    public string Title { get; init; } = "";

    /// <summary>The ref of the owner; empty if there is none.</summary>
    public string Owner { get; init; } = "";

    public string Description { get; init; } = "";

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Other names of it: its repository, the title of its API, the name of a person, names before a rename.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];
}
