using System.Globalization;
using System.Text;

namespace Automation.Templates.Language.Values;

/// <summary>
/// Writes JavaScript's regular expression (without its flag u) for .NET's engines. They differ in classes (<c>\d</c>, <c>\w</c>, <c>\s</c> and <c>\b</c>
/// know more than ASCII in .NET), in line ends, in named groups (.NET numbers them last), in references to groups that have not matched, and in escapes.
/// </summary>
internal sealed class RegexTranslation
{
    private const string Digit = "0-9";
    private const string NotDigit = @"\0-/:-\uffff";
    private const string Word = "A-Za-z0-9_";
    private const string NotWord = @"\0-/:-@\[-\^`{-\uffff";
    private const string Space = @"\t-\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff";
    private static readonly string[] Uncaptured = ["?:", "?=", "?!", "?<=", "?<!"];

    private const string NotSpace = @"\0-\x08\x0e-\x1f!-\u009f\u00a1-\u167f\u1681-\u1fff\u200b-\u2027\u202a-\u202e\u2030-\u205e\u2060-\u2fff"
        + @"\u3001-\ufefe\uff00-\uffff";
    private const string LineEnd = @"\n\r\u2028\u2029";
    private const string Boundary = $"(?:(?<=[{Word}])(?![{Word}])|(?<![{Word}])(?=[{Word}]))";
    private const string NoBoundary = $"(?:(?<=[{Word}])(?=[{Word}])|(?<![{Word}])(?![{Word}]))";

    private readonly string _source;
    private readonly bool _isMultiline;
    private readonly StringBuilder _result = new();
    private readonly List<string?> _groups = [null];
    private int _at;

    private RegexTranslation(string source, bool isMultiline) => (_source, _isMultiline) = (source, isMultiline);

    /// <summary>The expression for .NET and the names of its groups by number (null: the group has none); null if the source is not an expression.</summary>
    public static (string Pattern, List<string?> Groups)? Of(string source, bool isMultiline)
    {
        var translation = new RegexTranslation(source, isMultiline);
        return translation.FindGroups() && translation.Write() ? (translation._result.ToString(), translation._groups) : null;
    }

    // References can come before their groups, so that the groups are needed first. False where two have one name, or where .NET alone knows the group.
    private bool FindGroups()
    {
        var inClass = false;
        for (var i = 0; i < _source.Length; i++)
        {
            switch (_source[i])
            {
                case '\\':
                    i++;
                    break;
                case '[' or ']':
                    inClass = _source[i] == '[';
                    break;
                case '(' when !inClass && !Follows(i + 1, "?"):
                    _groups.Add(null);
                    break;
                case '(' when !inClass && NameAt(i + 1) is { } name:
                    if (_groups.Contains(name))
                    {
                        return false;
                    }

                    _groups.Add(name);
                    break;
                case '(' when !inClass && !Array.Exists(Uncaptured, start => Follows(i + 1, start)):
                    return false;
            }
        }

        return true;
    }

    private bool Follows(int at, string text) => string.CompareOrdinal(_source, at, text, 0, text.Length) == 0;

    // The name in "?<name>".
    private string? NameAt(int at)
    {
        var end = Follows(at, "?<") ? _source.IndexOf('>', at) : -1;
        var name = end < 0 ? "" : _source[(at + 2)..end];
        return name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsLetterOrDigit(c) || c is '_' or '$') ? name : null;
    }

    private bool Write()
    {
        for (_at = 0; _at < _source.Length; _at++)
        {
            var written = _source[_at] switch
            {
                '\\' when _at + 1 == _source.Length => null,
                '\\' => Escape(inClass: false),
                '[' => Class(),
                '(' when NameAt(_at + 1) is { } name => Group(name),
                '.' => $"[^{LineEnd}]",
                '^' => _isMultiline ? $@"(?<=\A|[{LineEnd}])" : @"\A",
                '$' => _isMultiline ? $@"(?=\z|[{LineEnd}])" : @"\z",
                var c => c.ToString(),
            };
            if (written is null)
            {
                return false;
            }

            _result.Append(written);
        }

        return true;
    }

    private string Group(string name)
    {
        _at += "?<>".Length + name.Length;
        return "(";
    }

    private string? Class()
    {
        var isNegated = Follows(_at + 1, "^");
        _at += isNegated ? 1 : 0;
        var content = new StringBuilder();
        while (++_at < _source.Length && _source[_at] != ']')
        {
            content.Append(_source[_at] switch
            {
                '\\' when _at + 1 == _source.Length => "",
                '\\' => Escape(inClass: true),
                '[' => @"\[",
                var c => c.ToString(),
            });
        }

        return _at >= _source.Length ? null
            : content.Length > 0 ? $"[{(isNegated ? "^" : "")}{content}]"
            : isNegated ? @"[\0-\uffff]" : @"[^\0-\uffff]";
    }

    // What stands for a backslash and what follows it; both are read.
    private string Escape(bool inClass)
    {
        var next = _source[++_at];
        return next switch
        {
            'd' => InClass(Digit),
            'D' => InClass(NotDigit),
            'w' => InClass(Word),
            'W' => InClass(NotWord),
            's' => InClass(Space),
            'S' => InClass(NotSpace),
            'b' => inClass ? @"\x08" : Boundary,
            'B' => inClass ? "B" : NoBoundary,
            'f' or 'n' or 'r' or 't' or 'v' => $"\\{next}",
            'c' when _at + 1 < _source.Length && char.IsAsciiLetter(_source[_at + 1]) => Character(_source[++_at] % 32),
            'c' => Back(@"\\"),
            'x' => Hexadecimal(2, "x"),
            'u' => Hexadecimal(4, "u"),
            'p' or 'P' when Follows(_at + 1, "{") => $"\\{next}", // The Unicode syntax, which the schemas of parameters use.
            'k' when !inClass && Reference() is { } reference => reference,
            >= '0' and <= '9' => Number(inClass),
            _ => Literal(next),
        };

        string InClass(string set) => inClass ? set : $"[{set}]";
    }

    private static string Character(int code) => $"\\u{code:x4}";

    private static string Literal(char c) => char.IsAsciiLetterOrDigit(c) || c is ' ' || c > '\u007f' ? c.ToString() : $"\\{c}";

    private string Back(string written)
    {
        _at--;
        return written;
    }

    private string Hexadecimal(int digits, string otherwise)
    {
        var text = _at + digits < _source.Length ? _source.AsSpan(_at + 1, digits) : "";
        if (!int.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            return otherwise;
        }

        _at += digits;
        return Character(code);
    }

    // A reference by name, where the expression has groups with names.
    private string? Reference()
    {
        var end = Follows(_at + 1, "<") ? _source.IndexOf('>', _at) : -1;
        if (end < 0 || _groups.IndexOf(_source[(_at + 2)..end]) is not (> 0 and var number))
        {
            return null;
        }

        _at = end;
        return ReferenceTo(number);
    }

    // JavaScript's reference to a group that has not matched is empty.
    private static string ReferenceTo(int group) => $"(?({group})\\{group})";

    // A reference by number where there are so many groups, else a character in octal.
    private string Number(bool inClass)
    {
        var end = _at;
        while (end < _source.Length && end < _at + 3 && char.IsAsciiDigit(_source[end]))
        {
            end++;
        }

        var digits = _source.AsSpan(_at, end - _at);
        if (!inClass && int.Parse(digits, CultureInfo.InvariantCulture) is > 0 and var number && number < _groups.Count && digits[0] != '0')
        {
            _at = end - 1;
            return ReferenceTo(number);
        }

        var code = 0;
        var start = _at;
        while (_at < _source.Length && _at < start + 3 && _source[_at] is >= '0' and <= '7' && (code * 8) + _source[_at] - '0' < 256)
        {
            code = (code * 8) + _source[_at++] - '0';
        }

        return _at == start ? Literal(_source[_at]) : Back(Character(code));
    }
}
