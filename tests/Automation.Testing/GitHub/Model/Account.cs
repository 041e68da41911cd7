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

    /// <summary>The members of an organisation, by login.</summary>
    public ImmutableSortedDictionary<string, Account> Members { get; internal set; } = ImmutableSortedDictionary.Create<string, Account>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The teams of an organisation, by slug.</summary>
    public ImmutableSortedDictionary<string, Team> Teams { get; internal set; } = ImmutableSortedDictionary.Create<string, Team>(StringComparer.OrdinalIgnoreCase);
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
        (Id, Organisation, Name, Slug, CreatedAt) = (id, organisation, name, name.ToLowerInvariant().Replace(' ', '-'), createdAt);

    /// <summary>GitHub's number of it.</summary>
    public long Id { get; }

    /// <summary>Whose team it is.</summary>
    public Account Organisation { get; }

    /// <summary>The name for people.</summary>
    public string Name { get; }

    /// <summary>The name in <c>@org/slug</c>.</summary>
    public string Slug { get; }

    /// <summary>Since when it exists.</summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>The members, by login.</summary>
    public ImmutableSortedDictionary<string, Account> Members { get; internal set; } = ImmutableSortedDictionary.Create<string, Account>(StringComparer.OrdinalIgnoreCase);

    /// <summary>What it may do in which repository: <c>pull</c>, <c>triage</c>, <c>push</c>, <c>maintain</c> or <c>admin</c>, by the repository's number.</summary>
    public ImmutableDictionary<long, string> Repositories { get; internal set; } = ImmutableDictionary<long, string>.Empty;
}
