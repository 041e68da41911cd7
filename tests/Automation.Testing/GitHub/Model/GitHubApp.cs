using System.Collections.Immutable;
using System.Security.Cryptography;

namespace Automation.Testing.GitHub.Model;

/// <summary>A GitHub App as its owner sees it: its key and secret too.</summary>
public sealed class GitHubApp
{
    internal GitHubApp(long id, string slug, Account owner, Account bot, RSA key, DateTimeOffset createdAt) =>
        (Id, Slug, Owner, Bot, Key, CreatedAt) = (id, slug, owner, bot, key, createdAt);

    /// <summary>The app's number: the <c>iss</c> of its tokens.</summary>
    public long Id { get; }

    /// <summary>The app's name in addresses.</summary>
    public string Slug { get; }

    /// <summary>The other name that may be the <c>iss</c>.</summary>
    public string ClientId => $"Iv23li{Id:D14}";

    /// <summary>What an app proves itself with when people sign in; the same for all.</summary>
    public const string ClientSecret = "0123456789abcdef0123456789abcdef01234567";

    /// <summary>Whose app it is.</summary>
    public Account Owner { get; }

    /// <summary>The account that its comments come from.</summary>
    public Account Bot { get; }

    /// <summary>Since when it exists.</summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>The private key, as PEM, as GitHub lets one download it.</summary>
    public string PrivateKey => Key.ExportRSAPrivateKeyPem();

    /// <summary>The secret that deliveries are signed with.</summary>
    public string WebhookSecret { get; internal set; } = "It's a Secret to Everybody";

    /// <summary>What it asks for, by permission: <c>read</c> or <c>write</c>.</summary>
    public ImmutableSortedDictionary<string, string> Permissions { get; internal set; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The events it subscribed to.</summary>
    public ImmutableSortedSet<string> Events { get; internal set; } = [];

    internal RSA Key { get; }
}

/// <summary>An app in an account.</summary>
public sealed class Installation
{
    internal Installation(long id, GitHubApp app, Account account, DateTimeOffset createdAt) =>
        (Id, App, Account, CreatedAt, Permissions) = (id, app, account, createdAt, app.Permissions);

    /// <summary>GitHub's number of it.</summary>
    public long Id { get; }

    /// <summary>Which app.</summary>
    public GitHubApp App { get; }

    /// <summary>Where.</summary>
    public Account Account { get; }

    /// <summary>Since when.</summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>What was granted.</summary>
    public ImmutableSortedDictionary<string, string> Permissions { get; internal set; }

    /// <summary>The repositories that were picked, by number; null for all of the account.</summary>
    public ImmutableSortedSet<long>? Selected { get; internal set; }

    /// <summary>Since when it is suspended.</summary>
    public DateTimeOffset? SuspendedAt { get; internal set; }

    internal bool Reaches(HostedRepository repository) => repository.Owner == Account && Selected?.Contains(repository.Id) != false;
}

/// <summary>A token of an installation.</summary>
internal sealed record InstallationToken(
    string Token,
    Installation Installation,
    DateTimeOffset ExpiresAt,
    ImmutableSortedDictionary<string, string> Permissions,
    ImmutableSortedSet<long>? Repositories)
{
    public bool Reaches(HostedRepository repository) => Installation.Reaches(repository) && Repositories?.Contains(repository.Id) != false;
}
