namespace Automation.GitHub.Access;

/// <summary>An App that GitHub has just registered, with the secrets that GitHub shows only once.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Page">Its page on GitHub.</param>
/// <param name="PrivateKey">Its private key, as PEM.</param>
/// <param name="WebhookSecret">The secret of its webhook; null if GitHub made none.</param>
public sealed record RegisteredApp(long Id, string Name, Uri Page, string PrivateKey, string? WebhookSecret)
{
    /// <summary>Without the secrets.</summary>
    public override string ToString() => $"{Name} ({Id})";
}
