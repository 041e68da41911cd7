namespace Automation.Core.Trees;

/// <summary>A repository on a forge: <c>owner/name</c> on a host.</summary>
/// <param name="Host">The forge's host, such as <c>github.com</c>.</param>
/// <param name="Owner">The user or organisation.</param>
public sealed record RepositorySlug(string Host, string Owner, string Name)
{
    /// <summary>The host of a slug without one.</summary>
    public const string DefaultHost = "github.com";

    /// <summary>Reads <c>OWNER/REPO</c> or <c>HOST/OWNER/REPO</c>; null if it is neither.</summary>
    public static RepositorySlug? Parse(string text) => text.Split('/') switch
    {
        [{ Length: > 0 } owner, { Length: > 0 } name] => new RepositorySlug(DefaultHost, owner, name),
        [{ Length: > 0 } host, { Length: > 0 } owner, { Length: > 0 } name] => new RepositorySlug(host, owner, name),
        _ => null,
    };

    /// <summary>
    /// Reads a git remote: <c>https://host/owner/repo(.git)</c>, <c>ssh://git@host/owner/repo</c> or <c>git@host:owner/repo</c>; null for anything else.
    /// </summary>
    public static RepositorySlug? FromRemote(string remote)
    {
        var text = remote.Trim();
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (scheme >= 0)
        {
            text = text[(scheme + 3)..];
        }
        else if (text.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && !text[..colon].Contains('/', StringComparison.Ordinal))
        {
            text = $"{text[..colon]}/{text[(colon + 1)..]}";
        }
        else
        {
            return null;
        }

        // Up to the last '@' before the path, because a password can contain one.
        var authority = text.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash ? slash : text.Length;
        text = text[(text[..authority].LastIndexOf('@') + 1)..].TrimEnd('/');
        text = text.EndsWith(".git", StringComparison.Ordinal) ? text[..^4] : text;
        return text.Split('/') is [{ Length: > 0 } host, { Length: > 0 } owner, { Length: > 0 } name]
            ? new RepositorySlug(host.Split(':')[0].ToLowerInvariant(), owner, name)
            : null;
    }

    /// <summary><c>owner/name</c>.</summary>
    public override string ToString() => $"{Owner}/{Name}";
}
