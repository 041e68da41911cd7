using System.Globalization;
using System.Text;

namespace Automation.Templates.Parameters.Schemas;

/// <summary>
/// Writes a regular expression of JavaScript so that both of its syntaxes mean the same here: the Unicode syntax in terms of UTF-16 code units, and letters behind a
/// backslash that JavaScript takes for themselves as themselves.
/// </summary>
internal ref struct PatternSyntax
{
    // One character outside the basic plane.
    private const string Pair = @"[\ud800-\udbff][\udc00-\udfff]";

    private const string SyntaxCharacters = @"^$\.*+?()[]{}|/";

    private readonly ReadOnlySpan<char> _source;
    private readonly bool _isUnicode;
    private readonly StringBuilder _result;
    private int _at;

    private PatternSyntax(ReadOnlySpan<char> source, bool isUnicode)
    {
        _source = source;
        _isUnicode = isUnicode;
        _result = new StringBuilder(source.Length + 16);
    }

    /// <summary>The expression in terms of code units; null where the syntax does not allow it.</summary>
    public static string? Translate(ReadOnlySpan<char> source, bool isUnicode)
    {
        var syntax = new PatternSyntax(source, isUnicode);
        while (syntax._at < source.Length)
        {
            if (!syntax.Next())
            {
                return null;
            }
        }

        return syntax._result.ToString();
    }

    private readonly ReadOnlySpan<char> Rest => _source[_at..];

    private bool Next()
    {
        switch (Rest)
        {
            case ['\\', ..]:
                return Escape();
            case ['[', ..]:
                return Class();
            case ['(', '?', ..]:
                return Group();
            case ['.', ..] when _isUnicode:
                _result.Append($@"(?:{Pair}|[^\n\r\u2028\u2029\ud800-\udfff])");
                _at++;
                return true;
            case ['{', ..] when _isUnicode && !IsCount(Rest):
                return false;
            case [']', ..] when _isUnicode:
                return false;
            case ['{', ..] when IsCount(Rest):
                var end = _source[_at..].IndexOf('}') + 1;
                _result.Append(Rest[..end]);
                _at += end;
                return true;
            case ['}', ..] when _isUnicode:
                return false;
            case [var high, var low, ..] when _isUnicode && char.IsSurrogatePair(high, low):
                _result.Append($"(?:{high}{low})");
                _at += 2;
                return true;
            default:
                _result.Append(Rest[0]);
                _at++;
                return true;
        }
    }

    // {2}, {2,} or {2,5}
    private static bool IsCount(ReadOnlySpan<char> text)
    {
        var i = 1;
        while (i < text.Length && char.IsAsciiDigit(text[i]))
        {
            i++;
        }

        var hasDigits = i > 1;
        if (i < text.Length && text[i] == ',')
        {
            i++;
            while (i < text.Length && char.IsAsciiDigit(text[i]))
            {
                i++;
            }
        }

        return hasDigits && i < text.Length && text[i] == '}';
    }

    private bool Group()
    {
        var isKnown = Rest is ['(', '?', ':' or '=' or '!', ..] or ['(', '?', '<', not '>', ..];
        _result.Append("(?");
        _at += 2;
        return isKnown;
    }

    private bool Escape()
    {
        if (Rest is ['\\', 'D' or 'W' or 'S', ..] && _isUnicode)
        {
            _result.Append($"(?:{Pair}|{Rest[..2]})");
            _at += 2;
            return true;
        }

        if (Rest is ['\\', 'b' or 'B' or (>= '0' and <= '9'), ..] or ['\\', 'k', '<', ..])
        {
            _result.Append(Rest[..2]);
            _at += 2;
            return true;
        }

        if (ClassEscape() is { } set)
        {
            _result.Append(set);
            return true;
        }

        if (CodePoint(inClass: false) is not { } point)
        {
            return false;
        }

        _result.Append(point > char.MaxValue ? $"(?:{Written(point)})" : Written(point));
        return true;
    }

    // \d, \p{L} and their like: a set of characters, alone or in a class.
    private string? ClassEscape()
    {
        if (Rest is ['\\', 'd' or 'D' or 'w' or 'W' or 's' or 'S', ..])
        {
            var set = Rest[..2].ToString();
            _at += 2;
            return set;
        }

        if (_isUnicode && Rest is ['\\', 'p' or 'P', '{', ..] && Rest.IndexOf('}') is > 0 and var end && Category(Rest[3..end]) is { } category)
        {
            var set = $@"\{Rest[1]}{{{category}}}";
            _at += end + 1;
            return set;
        }

        return null;
    }

    // The names of Unicode's general categories that .NET has under their short names.
    private static string? Category(ReadOnlySpan<char> name)
    {
        name = name.StartsWith("gc=") ? name[3..] : name.StartsWith("General_Category=") ? name[17..] : name;
        return name switch
        {
            "L" or "Letter" => "L",
            "Lu" or "Uppercase_Letter" => "Lu",
            "Ll" or "Lowercase_Letter" => "Ll",
            "Lt" or "Titlecase_Letter" => "Lt",
            "Lm" or "Modifier_Letter" => "Lm",
            "Lo" or "Other_Letter" => "Lo",
            "M" or "Mark" or "Combining_Mark" => "M",
            "N" or "Number" => "N",
            "Nd" or "Decimal_Number" or "digit" => "Nd",
            "P" or "Punctuation" or "punct" => "P",
            "S" or "Symbol" => "S",
            "Z" or "Separator" => "Z",
            "Zs" or "Space_Separator" => "Zs",
            "C" or "Other" => "C",
            "Cc" or "Control" or "cntrl" => "Cc",
            _ => null,
        };
    }

    // One character, written plainly or behind a backslash; null where the syntax does not allow it.
    private int? CodePoint(bool inClass)
    {
        if (Rest is not ['\\', var c, ..])
        {
            var isPair = _isUnicode && Rest is [var high, var low, ..] && char.IsSurrogatePair(high, low);
            var point = isPair ? char.ConvertToUtf32(Rest[0], Rest[1]) : Rest is [var one, ..] and not ['\\', ..] ? one : (int?)null;
            _at += isPair ? 2 : 1;
            return point;
        }

        var (value, length) = Rest switch
        {
            [_, 'n', ..] => ('\n', 2),
            [_, 'r', ..] => ('\r', 2),
            [_, 't', ..] => ('\t', 2),
            [_, 'v', ..] => ('\v', 2),
            [_, 'f', ..] => ('\f', 2),
            [_, 'b', ..] when inClass => ('\b', 2),
            [_, 'c', var letter, ..] when char.IsAsciiLetter(letter) => (letter % 32, 3),
            [_, 'x', _, _, ..] when Hex(Rest[2..4]) is { } hex => (hex, 4),
            [_, 'u', '{', ..] when _isUnicode && Rest.IndexOf('}') is > 3 and var end && Hex(Rest[3..end]) is <= 0x10ffff and { } hex => (hex, end + 1),
            [_, 'u', _, _, _, _, ..] when Hex(Rest[2..6]) is { } hex => (hex, 6),
            [_, '0', ..] => (0, 2),
            [_, '-', ..] when inClass => ('-', 2),
            _ when SyntaxCharacters.Contains(c) => (c, 2),
            _ when !_isUnicode => (c, 2),
            _ => (-1, 0),
        };
        if (_isUnicode && length == 6 && value is >= 0xd800 and < 0xdc00 && Rest is [_, _, _, _, _, _, '\\', 'u', _, _, _, _, ..]
            && Hex(Rest[8..12]) is >= 0xdc00 and < 0xe000 and { } second)
        {
            (value, length) = (char.ConvertToUtf32((char)value, (char)second), 12);
        }

        _at += length;
        return value < 0 ? null : value;
    }

    private static int? Hex(ReadOnlySpan<char> digits) =>
        int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) ? value : null;

    private bool Class()
    {
        var isNegated = Rest is ['[', '^', ..];
        _at += isNegated ? 2 : 1;
        var (plain, pairs, hasAllPairs) = (new StringBuilder(), new List<string>(), false);
        while (Rest is not [']', ..])
        {
            if (Rest.IsEmpty)
            {
                return false;
            }

            if (ClassEscape() is { } set)
            {
                plain.Append(set);
                hasAllPairs |= _isUnicode && char.IsUpper(set[1]);
                if (Rest is ['-', not ']', ..])
                {
                    // [\w-.] has a hyphen, where the older syntax allows it.
                    if (_isUnicode)
                    {
                        return false;
                    }

                    plain.Append(@"\x2d");
                    _at++;
                }

                continue;
            }

            if (CodePoint(inClass: true) is not { } from || !Range(from, plain, pairs))
            {
                return false;
            }
        }

        _at++;
        WriteClass(isNegated, plain.ToString(), hasAllPairs ? [Pair] : pairs);
        return true;
    }

    private bool Range(int from, StringBuilder plain, List<string> pairs)
    {
        var to = from;
        if (Rest is ['-', not ']', ..])
        {
            var hyphen = _at++;
            if (ClassEscapeFollows())
            {
                _at = hyphen;
                if (_isUnicode)
                {
                    return false;
                }

                plain.Append(Escaped(from)).Append(@"\x2d");
                _at++;
                return true;
            }

            if (CodePoint(inClass: true) is not { } end || end < from)
            {
                return false;
            }

            to = end;
        }

        if (from <= char.MaxValue)
        {
            plain.Append(Escaped(from)).Append(to > from ? $"-{Escaped(Math.Min(to, char.MaxValue))}" : "");
        }

        if (to > char.MaxValue)
        {
            AddPairs(Math.Max(from, char.MaxValue + 1), to, pairs);
        }

        return true;
    }

    private readonly bool ClassEscapeFollows() =>
        Rest is ['\\', 'd' or 'D' or 'w' or 'W' or 's' or 'S', ..] || (_isUnicode && Rest is ['\\', 'p' or 'P', '{', ..]);

    private readonly void WriteClass(bool isNegated, string plain, List<string> pairs)
    {
        if (!_isUnicode)
        {
            _result.Append((isNegated, plain) switch
            {
                (false, "") => "(?!)",
                (true, "") => @"[\s\S]",
                _ => $"[{(isNegated ? "^" : "")}{plain}]",
            });
            return;
        }

        var listed = string.Join('|', pairs);
        _result.Append((isNegated, plain, pairs) switch
        {
            (false, "", []) => "(?!)",
            (false, "", _) => $"(?:{listed})",
            (false, _, []) => $"[{plain}]",
            (false, _, _) => $"(?:{listed}|[{plain}])",
            (true, _, []) => $@"(?:{Pair}|[^{plain}\ud800-\udfff])",
            _ => $@"(?:(?!{listed}){Pair}|[^{plain}\ud800-\udfff])",
        });
    }

    // The pairs of surrogates from one code point to another, as at most three ranges.
    private static void AddPairs(int from, int to, List<string> pairs)
    {
        var (first, last) = (char.ConvertFromUtf32(from), char.ConvertFromUtf32(to));
        var (firstHigh, lastHigh) = (first[0], last[0]);
        if (firstHigh == lastHigh)
        {
            pairs.Add($"{Escaped(firstHigh)}[{Escaped(first[1])}-{Escaped(last[1])}]");
            return;
        }

        pairs.Add($@"{Escaped(firstHigh)}[{Escaped(first[1])}-\udfff]");
        if (lastHigh - firstHigh > 1)
        {
            pairs.Add($@"[{Escaped(firstHigh + 1)}-{Escaped(lastHigh - 1)}][\udc00-\udfff]");
        }

        pairs.Add($@"{Escaped(lastHigh)}[\udc00-{Escaped(last[1])}]");
    }

    private static string Written(int point) =>
        point > char.MaxValue ? string.Concat(char.ConvertFromUtf32(point).Select(c => Escaped(c))) : Escaped(point);

    private static string Escaped(int unit) =>
        unit < char.MaxValue && char.IsAsciiLetterOrDigit((char)unit) ? ((char)unit).ToString() : string.Create(CultureInfo.InvariantCulture, $@"\u{unit:x4}");
}
