namespace Automation.GitOps.Secrets;

/// <summary>
/// Whether the name of a field says that its value is a secret. Letter case and separators do not count: <c>DB_PASSWORD</c> is <c>dbPassword</c>.
/// </summary>
internal static class SecretName
{
    private const int Longest = 256;

    private static readonly string[] Ends =
    [
        "password", "passwd", "passphrase", "pwd", "secret", "token", "credential", "apikey", "accesskey", "privatekey", "secretkey", "signingkey",
        "encryptionkey", "sharedkey", "accountkey", "masterkey", "connectionstring",
    ];

    // The names of Secrets are no secrets.
    private static readonly string[] References = ["existingsecret", "pullsecret", "secretname", "secretref"];

    // What a map of a secret has besides the secret.
    private static readonly string[] Descriptions = ["name", "namespace", "kind", "apiversion", "optional", "enabled", "create", "ref"];

    /// <summary>The fields whose text says what the field <c>value</c> beside it is: of a variable or parameter, and of an operation of a patch.</summary>
    public static IReadOnlyList<string> OfValue { get; } = ["name", "path"];

    /// <summary>Whether it names a secret.</summary>
    public static bool Is(ReadOnlySpan<char> name) => Plain(name) is var plain && Ends.Any(e => plain.EndsWith(e, StringComparison.Ordinal))
        && !References.Any(r => plain.EndsWith(r, StringComparison.Ordinal));

    /// <summary>Whether a field in a map of a secret says where the secret is, or what it is for.</summary>
    public static bool IsDescription(string name) => Plain(name) is var plain && (Descriptions.Contains(plain) || References.Contains(plain));

    private static string Plain(ReadOnlySpan<char> name)
    {
        Span<char> plain = stackalloc char[Longest];
        var length = 0;
        foreach (var c in name.Length > Longest ? name[^Longest..] : name)
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                plain[length++] = char.ToLowerInvariant(c);
            }
        }

        var word = plain[..length].TrimEnd("0123456789");
        return new string(word is [.., not 's', 's'] ? word[..^1] : word);
    }
}
