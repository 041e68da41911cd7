namespace Automation.GitHub.Access;

/// <summary>An App that GitHub has just registered, with what it hands out once only.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Page">Its page on GitHub.</param>
/// <param name="PrivateKey">Its private key, as PEM.</param>
/// <param name="WebhookSecret">The secret of its webhook; null where GitHub made none.</param>
public sealed record RegisteredApp(long Id, string Name, Uri Page, string PrivateKey, string? WebhookSecret)
{
    /// <summary>Without what is secret.</summary>
    public override string ToString() => $"{Name} ({Id})";
}
