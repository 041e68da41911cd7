using System.Globalization;
using System.Text;

namespace Automation.Templates.Parameters.Schemas;

/// <summary>
/// Writes a regular expression of JavaScript so that both of its syntaxes mean the same here: the Unicode syntax in terms of UTF-16 code units, and
/// escaped letters without a meaning as the letters themselves.
/// </summary>
internal ref partial struct PatternSyntax
{
    // One character outside the basic plane.
    private const string Pair = @"[\ud800-\udbff][\udc00-\udfff]";

    // \D, \W and \S without the halves of pairs.
    private const string NotDigit = @"\u0000-\u002f\u003a-\ud7ff\ue000-\uffff";
    private const string NotWord = @"\u0000-\u002f\u003a-\u0040\u005b-\u005e\u0060\u007b-\ud7ff\ue000-\uffff";
    private const string NotSpace =
        @"\u0000-\u0008\u000e-\u001f\u0021-\u009f\u00a1-\u167f\u1681-\u1fff\u200b-\u2027\u202a-\u202e\u2030-\u205e\u2060-\u2fff"
        + @"\u3001-\ud7ff\ue000-\ufefe\uff00-\uffff";

    private const string Halves = @"\ud800-\udfff";

    private const string Never = "(?!)";

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

    /// <summary>The expression in terms of code units; null if the syntax does not allow it.</summary>
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
            case ['^' or '$', ..]:
                return Assertion(1);
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
        if (Rest is ['\\', 'b' or 'B', ..])
        {
            return Assertion(2);
        }

        if (Rest is ['\\', >= '0' and <= '9', ..] or ['\\', 'k', '<', ..])
        {
            _result.Append(Rest[..2]);
            _at += 2;
            return true;
        }

        var isComplement = Rest is ['\\', 'D' or 'W' or 'S' or 'P', ..];
        if (ClassEscape() is { } set)
        {
            _result.Append(isComplement && _isUnicode ? $"(?:{Pair}|[{set}])" : isComplement ? $"[{set}]" : set);
            return true;
        }

        if (CodePoint(inClass: false) is not { } point)
        {
            return false;
        }

        _result.Append(point > char.MaxValue ? $"(?:{Written(point)})" : IsHalf(point) ? Never : Written(point));
        return true;
    }

    // ^, $, \b and \B cannot be repeated.
    private bool Assertion(int length)
    {
        _result.Append(Rest[..length]);
        _at += length;
        return Rest is not ['*' or '+' or '?', ..] && !(Rest is ['{', ..] && IsCount(Rest));
    }

    // In the Unicode syntax half of a pair matches nothing in a text whose pairs are whole.
    private readonly bool IsHalf(int point) => _isUnicode && point is >= 0xd800 and <= 0xdfff;

    // \d, \p{L} and their like: a set of characters, alone or in a class.
    private string? ClassEscape()
    {
        if (Rest is ['\\', 'd' or 'D' or 'w' or 'W' or 's' or 'S', ..])
        {
            var set = Rest[1] switch { 'D' => NotDigit, 'W' => NotWord, 'S' => NotSpace, var positive => $@"\{positive}" };
            set += char.IsUpper(Rest[1]) && !_isUnicode ? Halves : "";
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
}
