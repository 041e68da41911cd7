namespace Automation.GitHub.Organisations;

/// <summary>The people and teams of an organisation at one time. Immutable.</summary>
/// <param name="Teams">The teams, by slug; secret ones, which only their members see, are not among them.</param>
/// <param name="People">The members, by login.</param>
public sealed record Organisation(string Login, IReadOnlyList<OrganisationTeam> Teams, IReadOnlyList<OrganisationPerson> People);

/// <param name="Slug">The name in <c>@org/slug</c>.</param>
/// <param name="Name">The display name.</param>
public sealed record OrganisationTeam(string Slug, string Name)
{
    /// <summary>The description; null if there is none.</summary>
    public string? Description { get; init; }

    public string? Picture { get; init; }

    /// <summary>The slug of the team that it is nested in; null if it is nested in none.</summary>
    public string? Parent { get; init; }

    /// <summary>The logins of its own members, in order; not those of the teams nested in it.</summary>
    public IReadOnlyList<string> Members { get; init; } = [];

    /// <summary>The members of the team who maintain it.</summary>
    public IReadOnlyList<string> Maintainers { get; init; } = [];
}

/// <summary>A member of an organisation.</summary>
/// <param name="Login">The name without <c>@</c>.</param>
public sealed record OrganisationPerson(string Login)
{
    /// <summary>The public name; null if they have none.</summary>
    public string? Name { get; init; }

    /// <summary>The public e-mail address; null if they have none.</summary>
    public string? Email { get; init; }

    public string? Picture { get; init; }
}
