using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Automation.Testing.GitHub.Model;
using Automation.Testing.GitHub.State;

namespace Automation.Testing.GitHub.Http;

/// <summary>Finds out who makes a request, from its Authorization header.</summary>
internal static class Authentication
{
    // GitHub's documentation: no more than 10 minutes ahead.
    private static readonly TimeSpan LongestAhead = TimeSpan.FromMinutes(10);

    public static Caller Identify(FakeGitHubState state, string? header)
    {
        if (string.IsNullOrEmpty(header))
        {
            return new Caller.Unknown();
        }

        var credential = CredentialOf(header);
        if (credential.Count(c => c == '.') == 2)
        {
            return new Caller.OfApp(AppOf(state, credential));
        }

        if (state.Tokens.TryGetValue(credential, out var token) && token.ExpiresAt > state.Options.Clock.GetUtcNow())
        {
            return token.Installation.SuspendedAt is null
                ? new Caller.OfInstallation(token)
                : throw new ApiProblem(403, "This installation has been suspended");
        }

        return state.PersonalTokens.TryGetValue(credential, out var account) ? new Caller.OfUser(account) : throw new ApiProblem(401, "Bad credentials");
    }

    private static string CredentialOf(string header)
    {
        var parts = header.Split(' ', 2);
        if (parts is ["Basic" or "basic", var encoded])
        {
            try
            {
                return Encoding.UTF8.GetString(Convert.FromBase64String(encoded)).Split(':', 2)[^1];
            }
            catch (FormatException)
            {
                throw new ApiProblem(401, "Bad credentials");
            }
        }

        return parts.Length == 2 ? parts[1].Trim() : "";
    }

    private static GitHubApp AppOf(FakeGitHubState state, string jwt)
    {
        var parts = jwt.Split('.');
        if (Decode(parts[0]) is not { } header || Decode(parts[1]) is not { } claims || (string?)header["alg"] != "RS256")
        {
            throw new ApiProblem(401, "A JSON web token could not be decoded");
        }

        if (state.Apps.Find(a => claims["iss"]?.ToString() is { } issuer && (issuer == a.ClientId || issuer == $"{a.Id}")) is not { } app)
        {
            throw claims["iss"] is null ? new ApiProblem(401, "'Issuer' claim ('iss') must be an Integer") : new ApiProblem(404, "Integration not found");
        }

        if (!Base64Url.IsValid(parts[2])
            || !app.Key.VerifyData(
                Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))
        {
            throw new ApiProblem(401, "A JSON web token could not be decoded");
        }

        var now = state.Options.Clock.GetUtcNow();
        if (TimeOf(claims["iat"]) is not { } issued || issued > now)
        {
            throw new ApiProblem(401, "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued");
        }

        if (TimeOf(claims["exp"]) is not { } expires || expires <= now)
        {
            throw new ApiProblem(401, "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires");
        }

        return expires - now <= LongestAhead ? app : throw new ApiProblem(401, "'Expiration time' claim ('exp') is too far in the future");
    }

    private static DateTimeOffset? TimeOf(JsonNode? claim) =>
        claim is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<double>(out var seconds)
            ? DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1000))
            : null;

    private static JsonObject? Decode(string part)
    {
        try
        {
            return Base64Url.IsValid(part) ? JsonNode.Parse(Base64Url.DecodeFromChars(part)) as JsonObject : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
