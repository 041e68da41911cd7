namespace Automation.Owners.Naming;

/// <summary>The forms that owners are written in (specs, codeowners §2 and §5).</summary>
internal static class OwnerNames
{
    private const int ShortestTopLevelDomain = 2;

    // The longest address there is (RFC 5321, 4.5.3.1); logins and slugs are shorter.
    private const int LongestOwner = 320;

    /// <summary>The form of an owner in a GitHub file; null if GitHub calls it an invalid owner.</summary>
    public static OwnerForm? GitHubForm(ReadOnlySpan<char> text)
    {
        if (text.Length > LongestOwner)
        {
            return null;
        }

        if (text is ['@', .. var name])
        {
            var slash = name.IndexOf('/');
            return slash < 0 && IsName(name) ? OwnerForm.User
                : slash > 0 && IsName(name[..slash]) && IsName(name[(slash + 1)..]) ? OwnerForm.Team
                : IsTwoNames(name) ? OwnerForm.Unsettled
                : null;
        }

        return IsEmail(text) ? OwnerForm.Email : text.StartsWith("app/") && IsName(text[4..]) ? OwnerForm.Unsettled : null;
    }

    /// <summary>The form of an owner in a GitLab file; null if the word is not an owner and is ignored.</summary>
    public static OwnerForm? GitLabForm(ReadOnlySpan<char> text) => text.Length > LongestOwner ? null : text switch
    {
        ['@', '@', .. var role] => IsRole(role) ? OwnerForm.Role : null,
        ['@', .. var name] => !IsGitLabPath(name) ? null : name.Contains('/') ? OwnerForm.Team : OwnerForm.User,
        _ => IsEmail(text) ? OwnerForm.Email : null,
    };

    // Logins have no underscore, except those of managed users; team slugs may.
    private static bool IsName(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_'))
            {
                return false;
            }
        }

        return text.Length > 0;
    }

    private static bool IsTwoNames(ReadOnlySpan<char> text) => text.IndexOf('@') is > 0 and var at && IsName(text[..at]) && IsName(text[(at + 1)..]);

    private static bool IsRole(ReadOnlySpan<char> text) => text is "developer" or "developers" or "maintainer" or "maintainers" or "owner" or "owners";

    private static bool IsGitLabPath(ReadOnlySpan<char> text)
    {
        foreach (var part in text.Split('/'))
        {
            if (!IsGitLabName(text[part]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsGitLabName(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsLetterOrDigit(c) && c is not ('-' or '_' or '.'))
            {
                return false;
            }
        }

        return text.Length > 0;
    }

    private static bool IsEmail(ReadOnlySpan<char> text)
    {
        var at = text.IndexOf('@');
        var domain = text[(at + 1)..];
        var dot = domain.LastIndexOf('.');
        return at > 0 && dot > 0 && IsOf(text[..at], "._%+-'&=~") && IsOf(domain, ".-") && IsTopLevel(domain[(dot + 1)..]);
    }

    private static bool IsOf(ReadOnlySpan<char> text, ReadOnlySpan<char> others)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && !others.Contains(c))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsTopLevel(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetter(c))
            {
                return false;
            }
        }

        return text.Length >= ShortestTopLevelDomain;
    }
}
