using System.Text;

namespace Automation.Architecture.Tests;

/// <summary>The strings and comments of a C# file, without the code in the holes of interpolated strings.</summary>
internal static class CSharpTexts
{
    public static IEnumerable<(int Line, string Text)> Of(string code)
    {
        var at = 0;
        while (at < code.Length)
        {
            var start = at;
            if (At(code, at, "//"))
            {
                at = code.IndexOf('\n', at) is >= 0 and var end ? end : code.Length;
                yield return (LineOf(code, start), code[start..at]);
            }
            else if (Prefix(code, at) is { } quotes)
            {
                at = quotes;
                yield return (LineOf(code, start), Text(code, start, ref at));
            }
            else
            {
                at = code[at] == '\'' ? AfterCharacter(code, at) : at + 1;
            }
        }
    }

    // Where the quotes of a string begin, after '$' and '@'.
    private static int? Prefix(string code, int at)
    {
        while (at < code.Length && code[at] is '$' or '@')
        {
            at++;
        }

        return at < code.Length && code[at] == '"' ? at : null;
    }

    private static string Text(string code, int start, ref int at)
    {
        var (holes, isVerbatim) = (code[start..at].Count(c => c == '$'), code[start..at].Contains('@', StringComparison.Ordinal));
        var quotes = code[at..].TakeWhile(c => c == '"').Count();
        if (quotes == 2)
        {
            at += 2;
            return "";
        }

        var (isRaw, close) = (quotes > 2, new string('"', quotes > 2 ? quotes : 1));
        var text = new StringBuilder();
        for (at += close.Length; at < code.Length && (!At(code, at, close) || (isVerbatim && At(code, at, "\"\""))); at++)
        {
            if (!isRaw && ((isVerbatim && code[at] == '"') || (!isVerbatim && code[at] == '\\')))
            {
                text.Append(code, at++, 2);
            }
            else if (holes > 0 && !isRaw && At(code, at, "{{"))
            {
                at++;
            }
            else if (holes > 0 && At(code, at, new string('{', holes)))
            {
                at = EndOfHole(code, at + holes) + holes - 1;
                text.Append('…');
            }
            else
            {
                text.Append(code[at]);
            }
        }

        at += close.Length;
        return text.ToString();
    }

    private static int EndOfHole(string code, int at)
    {
        for (var depth = 1; at < code.Length; at++)
        {
            if (Prefix(code, at) is { } quotes)
            {
                var start = at;
                at = quotes;
                Text(code, start, ref at);
                at--;
                continue;
            }

            depth += code[at] switch { '{' => 1, '}' => -1, _ => 0 };
            if (depth == 0)
            {
                break;
            }
        }

        return at;
    }

    private static int AfterCharacter(string code, int at) =>
        At(code, at + 1, "\\") && code.IndexOf('\'', at + 3) is >= 0 and var escaped && escaped < at + 12 ? escaped + 1
            : at + 2 < code.Length && code[at + 2] == '\'' ? at + 3
            : at + 1;

    private static bool At(string code, int at, string text) => at < code.Length && string.CompareOrdinal(code, at, text, 0, text.Length) == 0;

    private static int LineOf(string code, int at) => code.AsSpan(0, at).Count('\n') + 1;
}
