using System.Globalization;
using System.Text;
using Automation.Templates.Language.Values;

namespace Automation.Templates.Language.Syntax;

/// <summary>Cuts an expression, or the content of a tag, into tokens.</summary>
internal static class TokenReader
{
    // Longest first.
    private static readonly string[] Operators =
    [
        "===", "!==", "==", "!=", "<=", ">=", "**", "//", "+", "-", "*", "/", "%", "|", "~", "(", ")", "[", "]", "{", "}", ",", ":", ".", "<", ">", "=",
    ];

    /// <summary>The tokens between two positions, with an end token behind them; null if there are too many.</summary>
    /// <param name="most">How many there may be.</param>
    /// <exception cref="TemplateException">A character starts no token.</exception>
    public static IReadOnlyList<ExpressionToken>? Read(string source, int start, int end, int most)
    {
        var tokens = new List<ExpressionToken>();
        var at = start;
        while (at < end)
        {
            if (char.IsWhiteSpace(source[at]))
            {
                at++;
                continue;
            }

            if (tokens.Count >= most)
            {
                return null;
            }

            var token = One(source, at, end);
            tokens.Add(token);
            at = token.End;
        }

        tokens.Add(new ExpressionToken(ExpressionTokenKind.End, "", end, end));
        return tokens;
    }

    private static ExpressionToken One(string source, int at, int end)
    {
        var c = source[at];
        if (c is '"' or '\'')
        {
            return Text(source, at, end);
        }

        if (c == 'r' && at + 1 < end && source[at + 1] == '/')
        {
            return Pattern(source, at, end);
        }

        if (char.IsAsciiLetter(c) || c == '_')
        {
            var nameEnd = While(source, at, end, n => char.IsAsciiLetterOrDigit(n) || n == '_');
            return new ExpressionToken(ExpressionTokenKind.Name, source[at..nameEnd], at, nameEnd);
        }

        if (char.IsAsciiDigit(c))
        {
            return Number(source, at, end);
        }

        foreach (var known in Operators)
        {
            if (source.AsSpan(at, end - at).StartsWith(known, StringComparison.Ordinal))
            {
                return new ExpressionToken(ExpressionTokenKind.Operator, known, at, at + known.Length);
            }
        }

        throw new TemplateException($"'{c}' has no meaning in an expression{Instead(source.AsSpan(at, end - at))}.", at);
    }

    // What JavaScript has, and people try.
    private static string Instead(ReadOnlySpan<char> text) => text switch
    {
        ['?', '.', ..] => ": write '.', which is empty for a missing value",
        ['?', '?', ..] => ": write 'or'",
        ['?', ..] => ": write 'a if condition else b' in place of 'condition ? a : b'",
        ['&', '&', ..] => ": write 'and'",
        ['!', ..] => ": write 'not'",
        _ => "",
    };

    private static ExpressionToken Text(string source, int at, int end)
    {
        var text = new StringBuilder();
        for (var i = at + 1; i < end; i++)
        {
            if (source[i] == source[at])
            {
                return new ExpressionToken(ExpressionTokenKind.Text, text.ToString(), at, i + 1);
            }

            text.Append(source[i] == '\\' && i + 1 < end ? Escaped(source[++i]) : source[i]);
        }

        throw new TemplateException("The text is not closed.", at);
    }

    private static char Escaped(char c) => c switch
    {
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        _ => c,
    };

    private static ExpressionToken Pattern(string source, int at, int end)
    {
        var close = at + 2;
        while (close < end && source[close] != '/')
        {
            close += source[close] == '\\' ? 2 : 1;
        }

        if (close >= end)
        {
            throw new TemplateException("The regular expression is not closed with '/'.", at);
        }

        var tokenEnd = While(source, close + 1, end, char.IsAsciiLetter);
        var flags = source[(close + 1)..tokenEnd];
        if (flags.FirstOrDefault(f => f is not ('g' or 'i' or 'm' or 'y')) is not '\0' and var unknown)
        {
            throw new TemplateException($"'{unknown}' is not a flag of a regular expression: use g, i, m or y.", at);
        }

        var pattern = BoundedRegex.Parse(source[(at + 2)..close], flags) ?? throw new TemplateException("This is not a valid regular expression.", at);
        return new ExpressionToken(ExpressionTokenKind.Pattern, "", at, tokenEnd) { Value = new TemplateValue.Pattern(pattern) };
    }

    private static ExpressionToken Number(string source, int at, int end)
    {
        var numberEnd = While(source, at, end, char.IsAsciiDigit);
        if (numberEnd < end && source[numberEnd] == '.')
        {
            numberEnd = While(source, numberEnd + 1, end, char.IsAsciiDigit);
        }

        // After a point, a.1st, this is a name.
        var wordEnd = While(source, numberEnd, end, n => char.IsAsciiLetterOrDigit(n) || n == '_');
        if (wordEnd > numberEnd)
        {
            return new ExpressionToken(ExpressionTokenKind.BadNumber, source[at..wordEnd], at, wordEnd);
        }

        var value = double.Parse(source.AsSpan(at, numberEnd - at), CultureInfo.InvariantCulture);
        return new ExpressionToken(ExpressionTokenKind.Number, source[at..numberEnd], at, numberEnd) { Value = new TemplateValue.Number(value) };
    }

    private static int While(string source, int at, int end, Func<char, bool> holds)
    {
        while (at < end && holds(source[at]))
        {
            at++;
        }

        return at;
    }
}

/// <summary>A word, number, text or operator of an expression.</summary>
internal sealed record ExpressionToken(ExpressionTokenKind Kind, string Text, int At, int End)
{
    /// <summary>The value of a number or a regular expression.</summary>
    public TemplateValue? Value { get; init; }

    /// <summary>The token as error messages show it.</summary>
    public string Shown => Kind == ExpressionTokenKind.End ? "the end" : $"'{Text}'";

    public bool Is(string text) => Kind == ExpressionTokenKind.Operator && Text == text;

    public bool IsWord(string word) => Kind == ExpressionTokenKind.Name && Text == word;
}

internal enum ExpressionTokenKind
{
    Name,
    Number,

    /// <summary>Digits with letters behind them.</summary>
    BadNumber,
    Text,
    Pattern,
    Operator,
    End,
}
