using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Automation.Server.SignIn;

/// <summary>A random token that is valid once, for a limited time. Compared in constant time.</summary>
internal sealed class OneTimeToken(TimeSpan life, TimeProvider clock)
{
    private const int Bytes = 32;

    private readonly DateTimeOffset _ends = clock.GetUtcNow() + life;
    private int _used;

    public string Value { get; } = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>Uses the token. A wrong value does not use it up.</summary>
    public TokenUse Use(string? word)
    {
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(word ?? ""), Encoding.UTF8.GetBytes(Value)))
        {
            return TokenUse.Wrong;
        }

        if (clock.GetUtcNow() >= _ends)
        {
            return TokenUse.Expired;
        }

        return Interlocked.Exchange(ref _used, 1) == 0 ? TokenUse.Good : TokenUse.Used;
    }
}

/// <summary>The outcome of using a token.</summary>
internal enum TokenUse
{
    /// <summary>The token is valid.</summary>
    Good,

    /// <summary>The value is wrong.</summary>
    Wrong,

    /// <summary>The token was already used.</summary>
    Used,

    Expired,
}
