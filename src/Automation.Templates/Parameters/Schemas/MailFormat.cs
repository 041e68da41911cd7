namespace Automation.Templates.Parameters.Schemas;

/// <summary>E-mail addresses with characters of any script.</summary>
internal static class MailFormat
{
    public static bool IsInternational(string text)
    {
        var at = text is ['"', ..] ? text.IndexOf("\"@", 1, StringComparison.Ordinal) + 1 : text.IndexOf('@', StringComparison.Ordinal);
        if (at <= 0)
        {
            return false;
        }

        var (name, domain) = (text[..at], text[(at + 1)..]);
        return (IsQuoted(name) || AreAtoms(name)) && (IsLiteral(domain) || AreAtoms(domain));
    }

    private static bool AreAtoms(string text) => text.Split('.').All(p => p.Length > 0 && p.All(IsAtom));

    private static bool IsAtom(char c) =>
        c is '!' or (>= '#' and <= '\'') or '*' or '+' or '-' or (>= '/' and <= '9') or '=' or '?' or (>= 'A' and <= 'Z') or >= '^';

    private static bool IsLiteral(string text) => text is ['[', .. var inner, ']'] && inner.All(c => c is (>= '!' and <= 'Z') or >= '^');

    private static bool IsQuoted(string text)
    {
        if (text is not ['"', .. var inner, '"'])
        {
            return false;
        }

        for (var i = 0; i < inner.Length; i++)
        {
            if (inner[i] == '\\')
            {
                if (++i == inner.Length || inner[i] is not ('\t' or >= ' '))
                {
                    return false;
                }
            }
            else if (inner[i] is not ('!' or (>= '#' and <= '[') or >= ']'))
            {
                return false;
            }
        }

        return true;
    }
}
