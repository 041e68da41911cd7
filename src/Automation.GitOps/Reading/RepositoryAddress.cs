namespace Automation.GitOps.Reading;

/// <summary>The address of a repository, as Argo CD compares it: user, protocol, case and <c>.git</c> at its end make no difference.</summary>
public static class RepositoryAddress
{
    /// <summary>The address in the form in which equal ones are equal: <c>github.com/acme/gitops</c>.</summary>
    public static string Normalized(string address)
    {
        var text = address.Trim();
        var protocol = text.IndexOf("://", StringComparison.Ordinal);
        var rest = protocol < 0 ? text : text[(protocol + 3)..];
        var at = rest.IndexOf('@', StringComparison.Ordinal);
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        rest = at >= 0 && (slash < 0 || at < slash) ? rest[(at + 1)..] : rest;

        // git@github.com:acme/gitops has a colon where others have a slash; a port is digits.
        var colon = rest.IndexOf(':', StringComparison.Ordinal);
        slash = rest.IndexOf('/', StringComparison.Ordinal);
        if (protocol < 0 && colon > 0 && (slash < 0 || colon < slash))
        {
            rest = $"{rest[..colon]}/{rest[(colon + 1)..].TrimStart('/')}";
        }

        rest = rest.TrimEnd('/').ToLowerInvariant();
        return rest.EndsWith(".git", StringComparison.Ordinal) ? rest[..^4] : rest;
    }

    /// <summary>Whether two addresses name the same repository.</summary>
    public static bool AreSame(string one, string other) => string.Equals(Normalized(one), Normalized(other), StringComparison.Ordinal);
}
