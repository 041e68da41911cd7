using System.Security.Cryptography;
using System.Text;
using Automation.Server.Operations;

namespace Automation.Server.Intake;

/// <summary>Whether a body was signed with one of the webhook's secrets: <c>X-Hub-Signature-256: sha256=</c> and the HMAC in hexadecimal.</summary>
/// <remarks>https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries</remarks>
internal sealed class SignatureCheck(WebhookSecrets secrets)
{
    /// <summary>The name of the header. The SHA-1 header is ignored.</summary>
    public const string Header = "X-Hub-Signature-256";

    private const string Prefix = "sha256=";

    /// <summary>Reads the header; false if it does not have GitHub's format.</summary>
    public static bool TryRead(string? header, Span<byte> signature) =>
        header is not null
        && header.Length == Prefix.Length + (2 * SHA256.HashSizeInBytes)
        && header.StartsWith(Prefix, StringComparison.Ordinal)
        && Convert.FromHexString(header.AsSpan(Prefix.Length), signature, out _, out _) == System.Buffers.OperationStatus.Done;

    /// <summary>The secret that the body was signed with; null for none.</summary>
    public SecretUsed? Match(ReadOnlySpan<byte> body, ReadOnlySpan<byte> signature) =>
        Fits(secrets.Current, body, signature) ? SecretUsed.Current
        : secrets.Previous is { } previous && Fits(previous, body, signature) ? SecretUsed.Previous
        : null;

    private static bool Fits(byte[] secret, ReadOnlySpan<byte> body, ReadOnlySpan<byte> signature)
    {
        Span<byte> expected = stackalloc byte[SHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, body, expected);
        return CryptographicOperations.FixedTimeEquals(expected, signature);
    }
}

/// <summary>The webhook's secret and, while it is being changed, the previous one.</summary>
internal sealed class WebhookSecrets(string current, string? previous)
{
    public byte[] Current { get; } = Encoding.UTF8.GetBytes(current);

    public byte[]? Previous { get; } = previous is null ? null : Encoding.UTF8.GetBytes(previous);
}
