namespace Automation.GitHub.Access;

/// <summary>An App that GitHub has just registered, with the secrets that GitHub shows only once.</summary>
/// <param name="Page">The page on GitHub.</param>
/// <param name="PrivateKey">The private key, as PEM.</param>
/// <param name="WebhookSecret">The secret of its webhook; null if GitHub made none.</param>
public sealed record RegisteredApp(long Id, string Name, Uri Page, string PrivateKey, string? WebhookSecret)
{
    /// <summary>The id with which people sign in through it.</summary>
    public string? ClientId { get; init; }

    /// <summary>The secret that belongs to it.</summary>
    public string? ClientSecret { get; init; }

    public override string ToString() => $"{Name} ({Id})";
}
