using System.Globalization;
using System.Text;

namespace Automation.GitOps.Expansion.GoTemplates;

/// <summary>Cuts a template of Go's <c>text/template</c> into text and the words of its actions.</summary>
internal sealed class GoLexer(string template)
{
    private const string Open = "{{";
    private const string Close = "}}";
    private const string Space = " \t\r\n";

    private int _at;
    private bool _inAction;
    private bool _trimsNext;
    private int _parentheses;

    /// <summary>The next word; null at the end.</summary>
    public GoToken? Next()
    {
        while (!_inAction)
        {
            if (_at >= template.Length)
            {
                return null;
            }

            if (TextOrComment() is { } text)
            {
                return text;
            }
        }

        var blank = SkipSpace();
        var rest = template.AsSpan(_at);
        if (rest.IsEmpty)
        {
            throw new GoTemplateException("unclosed action");
        }

        if (Closes(blank) is var length && length > 0)
        {
            if (_parentheses > 0)
            {
                throw new GoTemplateException("unclosed left paren");
            }

            _inAction = false;
            _trimsNext = length > Close.Length;
            _at += length;
            return new GoToken(GoTokenKind.Close, Close, blank);
        }

        return Word(rest, blank);
    }

    private GoToken? TextOrComment()
    {
        var open = template.IndexOf(Open, _at, StringComparison.Ordinal);
        var text = open < 0 ? template[_at..] : template[_at..open];
        text = _trimsNext ? text.TrimStart(Space.ToCharArray()) : text;
        _trimsNext = false;
        if (open < 0)
        {
            _at = template.Length;
            return text.Length == 0 ? null : new GoToken(GoTokenKind.Text, text, false);
        }

        var trims = open + 3 < template.Length && template[open + 2] == '-' && Space.Contains(template[open + 3], StringComparison.Ordinal);
        text = trims ? text.TrimEnd(Space.ToCharArray()) : text;
        var content = open + (trims ? 4 : 2);
        if (template.AsSpan(content).StartsWith("/*"))
        {
            _at = Comment(content);
        }
        else
        {
            // The space of the mark is kept, so that '{{- 3}}' and '{{-3}}' differ.
            (_at, _inAction) = (trims ? content - 1 : content, true);
        }

        return text.Length == 0 ? null : new GoToken(GoTokenKind.Text, text, false);
    }

    private int Comment(int content)
    {
        var end = template.IndexOf("*/", content + 2, StringComparison.Ordinal);
        if (end < 0)
        {
            throw new GoTemplateException("unclosed comment");
        }

        var rest = template.AsSpan(end + 2);
        if (rest.StartsWith(Close))
        {
            return end + 4;
        }

        if (rest.Length >= 4 && Space.Contains(rest[0], StringComparison.Ordinal) && rest[1..].StartsWith("-}}"))
        {
            _trimsNext = true;
            return end + 6;
        }

        throw new GoTemplateException("comment ends before closing delimiter");
    }

    private bool SkipSpace()
    {
        var start = _at;
        while (_at < template.Length && Space.Contains(template[_at], StringComparison.Ordinal))
        {
            _at++;
        }

        return _at > start;
    }

    // The length of the end of an action at this place, or 0.
    private int Closes(bool afterSpace)
    {
        var rest = template.AsSpan(_at);
        return rest.StartsWith(Close) ? 2 : afterSpace && rest.StartsWith("-}}") ? 3 : 0;
    }

    private GoToken Word(ReadOnlySpan<char> rest, bool blank)
    {
        switch (rest[0])
        {
            case '"':
                return Take(GoTokenKind.Quoted, blank, Quoted(rest, '"'));
            case '\'':
                return Take(GoTokenKind.Character, blank, Quoted(rest, '\''));
            case '`':
                var end = rest[1..].IndexOf('`');
                return end < 0 ? throw new GoTemplateException("unterminated raw quoted string")
                    : Take(GoTokenKind.Quoted, blank, (end + 2, rest[1..(end + 1)].ToString()));
            case ':' when rest.StartsWith(":="):
                return Take(GoTokenKind.Mark, blank, (2, ":="));
            case '(':
                _parentheses++;
                return Take(GoTokenKind.Mark, blank, (1, "("));
            case ')':
                return --_parentheses < 0 ? throw new GoTemplateException("unexpected right paren") : Take(GoTokenKind.Mark, blank, (1, ")"));
            case '|' or ',' or '=':
                return Take(GoTokenKind.Mark, blank, (1, rest[0].ToString()));
            case '.' when rest.Length < 2 || !char.IsAsciiDigit(rest[1]):
                var field = NameLength(rest[1..]);
                return Take(field == 0 ? GoTokenKind.Dot : GoTokenKind.Field, blank, (field + 1, rest[1..(field + 1)].ToString()));
            case '$':
                var variable = NameLength(rest[1..]);
                return Take(GoTokenKind.Variable, blank, (variable + 1, rest[..(variable + 1)].ToString()));
            case '+' or '-' or '.' or (>= '0' and <= '9'):
                var number = 1;
                while (number < rest.Length && (char.IsAsciiLetterOrDigit(rest[number]) || rest[number] is '.' or '_'
                    || (rest[number] is '+' or '-' && rest[number - 1] is 'e' or 'E' or 'p' or 'P')))
                {
                    number++;
                }

                return Take(GoTokenKind.Number, blank, (number, rest[..number].ToString()));
            default:
                var name = NameLength(rest);
                return name == 0 ? throw new GoTemplateException($"unexpected {rest[0]} in an action")
                    : Take(GoTokenKind.Name, blank, (name, rest[..name].ToString()));
        }
    }

    private GoToken Take(GoTokenKind kind, bool blank, (int Length, string Text) word)
    {
        _at += word.Length;
        var isLast = _at >= template.Length || template[_at] is ' ' or '\t' or '\r' or '\n' or '.' or ',' or '|' or ':' or ')' or '(' or '='
            || template.AsSpan(_at).StartsWith(Close);
        return kind is GoTokenKind.Field or GoTokenKind.Variable or GoTokenKind.Name or GoTokenKind.Number && !isLast
            ? throw new GoTemplateException($"bad character after {word.Text}")
            : new GoToken(kind, word.Text, blank);
    }

    private static int NameLength(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && (text[length] == '_' || char.IsLetterOrDigit(text[length])))
        {
            length++;
        }

        return length;
    }

    private static (int Length, string Text) Quoted(ReadOnlySpan<char> text, char quote)
    {
        var value = new StringBuilder();
        for (var at = 1; at < text.Length; at++)
        {
            var c = text[at];
            if (c == quote)
            {
                return (at + 1, value.ToString());
            }

            if (c == '\n')
            {
                break;
            }

            if (c != '\\')
            {
                value.Append(c);
                continue;
            }

            at++;
            if (at >= text.Length)
            {
                break;
            }

            at += Escape(text[at..], quote, value) - 1;
        }

        throw new GoTemplateException(quote == '"' ? "unterminated quoted string" : "unterminated character constant");
    }

    // Appends the character of an escape, and returns its length after the backslash.
    private static int Escape(ReadOnlySpan<char> text, char quote, StringBuilder value)
    {
        var (length, digits, numberBase) = text[0] switch
        {
            'x' => (3, 1, 16),
            'u' => (5, 1, 16),
            'U' => (9, 1, 16),
            >= '0' and <= '7' => (3, 0, 8),
            _ => (1, 0, 0),
        };
        if (numberBase == 0)
        {
            value.Append(text[0] switch
            {
                'a' => '\a',
                'b' => '\b',
                'f' => '\f',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'v' => '\v',
                '\\' => '\\',
                var c when c == quote => c,
                _ => throw new GoTemplateException("invalid syntax in a quoted string"),
            });
            return 1;
        }

        var number = 0;
        if (text.Length < length)
        {
            throw new GoTemplateException("invalid syntax in a quoted string");
        }

        foreach (var c in text[digits..length])
        {
            var digit = char.IsAsciiHexDigit(c) ? int.Parse(c.ToString(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) : 16;
            if (digit >= numberBase || number > 0x10FFFF)
            {
                throw new GoTemplateException("invalid syntax in a quoted string");
            }

            number = (number * numberBase) + digit;
        }

        value.Append(Rune.IsValid(number) ? new Rune(number).ToString() : throw new GoTemplateException("invalid syntax in a quoted string"));
        return length;
    }
}

/// <summary>A word of a template.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its value: of a quoted text its content.</param>
/// <param name="AfterSpace">Whether a space is before it, which separates arguments.</param>
internal sealed record GoToken(GoTokenKind Kind, string Text, bool AfterSpace)
{
    /// <summary>Whether it is a certain mark.</summary>
    public bool Is(string mark) => Kind == GoTokenKind.Mark && Text == mark;

    /// <summary>Whether it is a certain keyword.</summary>
    public bool IsNamed(string name) => Kind == GoTokenKind.Name && Text == name;
}

/// <summary>The kind of a word.</summary>
internal enum GoTokenKind
{
    /// <summary>Text outside of actions.</summary>
    Text,

    /// <summary>A quoted text.</summary>
    Quoted,

    /// <summary>The end of an action.</summary>
    Close,

    /// <summary>Punctuation.</summary>
    Mark,

    /// <summary>The name of a function, or a keyword.</summary>
    Name,

    /// <summary><c>.name</c>.</summary>
    Field,

    /// <summary>A lone dot.</summary>
    Dot,

    /// <summary><c>$name</c>.</summary>
    Variable,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A character, which is a number.</summary>
    Character,
}
