namespace Automation.Server.Operations;

/// <summary>Whether a secret could be guessed. A random one of 16 bytes passes in hexadecimal and in base64.</summary>
internal static class SecretStrength
{
    private const int ShortestSecret = 20;
    private const int FewestDifferent = 8;

    // Of GitHub's documentation ("Validating webhook deliveries") and of our own guide.
    private static readonly string[] Published = ["It's a Secret to Everybody", "any secret"];

    /// <summary>Why it could be guessed, as the end of a sentence; null if it could not.</summary>
    public static string? Weakness(string secret) =>
        Published.Contains(secret, StringComparer.OrdinalIgnoreCase) ? "is a published example"
        : secret.Length < ShortestSecret ? $"has only {secret.Length} characters and could be guessed"
        : secret.Distinct().Count() < FewestDifferent ? "has so few different characters that it could be guessed"
        : null;
}
