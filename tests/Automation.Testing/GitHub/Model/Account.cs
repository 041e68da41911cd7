using System.Collections.Immutable;

namespace Automation.Testing.GitHub.Model;

/// <summary>A user, a bot or an organisation.</summary>
public sealed class Account
{
    internal Account(long id, string login, AccountKind kind, DateTimeOffset createdAt) => (Id, Login, Kind, CreatedAt) = (id, login, kind, createdAt);

    /// <summary>GitHub's number of it.</summary>
    public long Id { get; }

    /// <summary>The name without <c>@</c>.</summary>
    public string Login { get; }

    /// <summary>What it is.</summary>
    public AccountKind Kind { get; }

    /// <summary>Since when it exists.</summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>The name that the person shows; null where they show none.</summary>
    public string? DisplayName { get; internal set; }

    /// <summary>The address that the person shows; null where they show none.</summary>
    public string? Email { get; internal set; }

    /// <summary>The members of an organisation, by login.</summary>
    public ImmutableSortedDictionary<string, Account> Members { get; internal set; } = ImmutableSortedDictionary.Create<string, Account>(
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The teams of an organisation, by slug.</summary>
    public ImmutableSortedDictionary<string, Team> Teams { get; internal set; } = ImmutableSortedDictionary.Create<string, Team>(
        StringComparer.OrdinalIgnoreCase);
}

/// <summary>The sorts of accounts.</summary>
public enum AccountKind
{
    /// <summary>A person.</summary>
    User,

    /// <summary>An organisation.</summary>
    Organization,

    /// <summary>An app that writes.</summary>
    Bot,
}

/// <summary>A team of an organisation.</summary>
public sealed class Team
{
    internal Team(long id, Account organisation, string name, DateTimeOffset createdAt) =>
        (Id, Organisation, Name, CreatedAt) = (id, organisation, name, createdAt);

    /// <summary>GitHub's number of it.</summary>
    public long Id { get; }

    /// <summary>Whose team it is.</summary>
    public Account Organisation { get; }

    /// <summary>The name for people.</summary>
    public string Name { get; internal set; }

    /// <summary>The name in <c>@org/slug</c>; it follows the name.</summary>
    public string Slug => SlugOf(Name);

    /// <summary>The description of the team; null if there is none.</summary>
    public string? Description { get; internal set; }

    /// <summary>Whether only its members see it.</summary>
    public bool IsSecret { get; internal set; }

    /// <summary>The team that it is nested in; null where it is nested in none.</summary>
    public Team? Parent { get; internal set; }

    /// <summary>The team and those it is nested in, from the inside out.</summary>
    public IEnumerable<Team> SelfAndAbove
    {
        get
        {
            for (var team = this; team is not null; team = team.Parent)
            {
                yield return team;
            }
        }
    }

    /// <summary>Since when it exists.</summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>The members of the team itself, by login.</summary>
    public ImmutableSortedDictionary<string, Account> Members { get; internal set; } = ImmutableSortedDictionary.Create<string, Account>(
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Those of the members who maintain it, by login.</summary>
    public ImmutableSortedSet<string> Maintainers { get; internal set; } = [];

    /// <summary>
    /// What it may do in which repository: <c>pull</c>, <c>triage</c>, <c>push</c>, <c>maintain</c> or <c>admin</c>, by the repository's number.
    /// </summary>
    public ImmutableDictionary<long, string> Repositories { get; internal set; } = ImmutableDictionary<long, string>.Empty;

    internal static string SlugOf(string name) => new([.. name.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' ? c : '-')]);
}
