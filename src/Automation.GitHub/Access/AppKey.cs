using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Automation.GitHub.Access;

/// <summary>The private key of a GitHub App, and the short tokens that it signs (GitHub: "Generating a JSON Web Token for a GitHub App").</summary>
public sealed class AppKey : IDisposable
{
    /// <summary>GitHub takes ten minutes at most; its clock and ours may differ by one.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(8);
    private static readonly TimeSpan Drift = TimeSpan.FromMinutes(1);

    private const string Header = """{"alg":"RS256","typ":"JWT"}""";

    private readonly RSA _key = RSA.Create();
    private readonly long _appId;
    private readonly TimeProvider _clock;

    /// <summary>Reads a key in GitHub's format.</summary>
    /// <param name="pem">The text of the <c>.pem</c> file.</param>
    /// <exception cref="ArgumentException">The text is not a private key.</exception>
    public AppKey(long appId, string pem, TimeProvider clock)
    {
        (_appId, _clock) = (appId, clock);
        try
        {
            _key.ImportFromPem(pem);
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            _key.Dispose();
            throw new ArgumentException("The file is not a private key in PEM format.", nameof(pem), e);
        }
    }

    public long AppId => _appId;

    /// <summary>A token that authenticates as the App.</summary>
    public string Token()
    {
        var now = _clock.GetUtcNow();
        var claims = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"iat":{{(now - Drift).ToUnixTimeSeconds()}},"exp":{{(now + Life).ToUnixTimeSeconds()}},"iss":"{{_appId}}"}""");
        var signed = $"{Encoded(Encoding.ASCII.GetBytes(Header))}.{Encoded(Encoding.ASCII.GetBytes(claims))}";
        return $"{signed}.{Encoded(_key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    private static string Encoded(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
