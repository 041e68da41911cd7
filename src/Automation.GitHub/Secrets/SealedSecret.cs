using System.Net;
using System.Text;
using Automation.GitHub.Access;
using Sodium;
using Sodium.Exceptions;

namespace Automation.GitHub.Secrets;

/// <summary>Encrypts secrets of Actions, so that only GitHub can read them (REST: "Encrypting secrets for the REST API": a sealed box of libsodium).</summary>
internal static class SealedSecret
{
    /// <summary>The encrypted secret, as Base64.</summary>
    /// <param name="secret">The secret.</param>
    /// <param name="publicKey">The public key of the repository or environment, as Base64.</param>
    /// <exception cref="GitHubCallException">The key is none.</exception>
    public static string Create(string secret, string publicKey)
    {
        try
        {
            return Convert.ToBase64String(SealedPublicKeyBox.Create(Encoding.UTF8.GetBytes(secret), Convert.FromBase64String(publicKey)));
        }
        catch (Exception exception) when (exception is FormatException or KeyOutOfRangeException)
        {
            throw new GitHubCallException(HttpStatusCode.BadGateway, "GitHub's answer has no public key to encrypt secrets with.");
        }
    }
}
