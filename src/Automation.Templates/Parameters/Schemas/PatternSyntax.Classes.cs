using System.Globalization;
using System.Text;

namespace Automation.Templates.Parameters.Schemas;

/// <content>Classes, <c>[…]</c>: characters of the basic plane stay in brackets, others become pairs beside them.</content>
internal ref partial struct PatternSyntax
{
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

            var isComplement = Rest is ['\\', 'D' or 'W' or 'S' or 'P', ..];
            if (ClassEscape() is { } set)
            {
                plain.Append(set);
                hasAllPairs |= _isUnicode && isComplement;
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

        if (_isUnicode)
        {
            AddUnits(from, Math.Min(to, 0xd7ff), plain);
            AddUnits(Math.Max(from, 0xe000), Math.Min(to, char.MaxValue), plain);
        }
        else
        {
            AddUnits(from, to, plain);
        }

        if (to > char.MaxValue)
        {
            AddPairs(Math.Max(from, char.MaxValue + 1), to, pairs);
        }

        return true;
    }

    private static void AddUnits(int from, int to, StringBuilder plain)
    {
        if (from <= to)
        {
            plain.Append(Escaped(from)).Append(to > from ? $"-{Escaped(to)}" : "");
        }
    }

    private readonly bool ClassEscapeFollows() =>
        Rest is ['\\', 'd' or 'D' or 'w' or 'W' or 's' or 'S', ..] || (_isUnicode && Rest is ['\\', 'p' or 'P', '{', ..]);

    private readonly void WriteClass(bool isNegated, string plain, List<string> pairs)
    {
        if (!_isUnicode)
        {
            _result.Append((isNegated, plain) switch
            {
                (false, "") => Never,
                (true, "") => @"[\s\S]",
                _ => $"[{(isNegated ? "^" : "")}{plain}]",
            });
            return;
        }

        var listed = string.Join('|', pairs);
        _result.Append((isNegated, plain, pairs) switch
        {
            (false, "", []) => Never,
            (false, "", _) => $"(?:{listed})",
            (false, _, []) => $"[{plain}]",
            (false, _, _) => $"(?:{listed}|[{plain}])",
            (true, _, []) => $"(?:{Pair}|[^{plain}{Halves}])",
            _ => $"(?:(?!{listed}){Pair}|[^{plain}{Halves}])",
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
