using System.Text;
using System.Text.RegularExpressions;

namespace Automation.Templates.Language.Values;

/// <summary>
/// A regular expression of a template: JavaScript's syntax, in time that grows with the text where the expression allows it, else with a time limit.
/// </summary>
public sealed class BoundedRegex
{
    // A template waits no longer than that for one match of an expression that backtracks.
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(250);

#pragma warning disable RS0030 // The one place where a domain project matches regular expressions: they are part of the template language.
    private readonly Regex _regex;

    private BoundedRegex(string source, string flags, Regex regex) => (Source, Flags, _regex) = (source, flags, regex);

    /// <summary>What is between the slashes.</summary>
    public string Source { get; }

    /// <summary>The letters after the second slash: <c>g</c> all matches, <c>i</c> without case, <c>m</c> lines, <c>y</c> only at the start.</summary>
    public string Flags { get; }

    /// <summary>Reads an expression; null where it is none.</summary>
    public static BoundedRegex? Parse(string source, string flags)
    {
        var options = RegexOptions.CultureInvariant
            | (flags.Contains('i') ? RegexOptions.IgnoreCase : 0)
            | (flags.Contains('m') ? RegexOptions.Multiline : 0);
        var pattern = Translated(flags.Contains('y') ? $"\\G(?:{source})" : source, flags.Contains('m'));
        try
        {
            return new BoundedRegex(source, flags, new Regex(pattern, options | RegexOptions.NonBacktracking, Longest));
        }
        catch (NotSupportedException)
        {
            // Back references, look-around and the like need an engine that backtracks.
            return Backtracking(source, flags, pattern, options);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>An expression that matches this text, once.</summary>
    public static BoundedRegex Literal(string text) => new(text, "", new Regex(Regex.Escape(text), RegexOptions.CultureInvariant, Longest));

    /// <summary>Whether the text has a match.</summary>
    public bool IsMatch(string text, int at) => Within(at, () => _regex.IsMatch(text));

    /// <summary>The text with the first match, or all of them with <c>g</c>, replaced; <c>$1</c>, <c>$&amp;</c> and the like stand for what was matched.</summary>
    public string Replace(string text, string replacement, int at) =>
        Within(at, () => _regex.Replace(text, m => Expanded(replacement, m, text), Flags.Contains('g') ? -1 : 1));

    /// <summary>The parts of the text between matches, with what groups captured.</summary>
    public IReadOnlyList<string?> Split(string text, int at) => Within(
        at,
        () =>
        {
            var parts = new List<string?>();
            var start = 0;
            for (var match = _regex.Match(text); match.Success && match.Index < text.Length; match = match.NextMatch())
            {
                // An empty match where a part starts would give an empty part.
                if (match.Index + match.Length == start)
                {
                    continue;
                }

                parts.Add(text[start..match.Index]);
                parts.AddRange(match.Groups.Values.Skip(1).Select(g => g.Success ? g.Value : null));
                start = match.Index + match.Length;
            }

            parts.Add(text[start..]);
            return parts;
        });

    /// <summary>The position of the first match; -1 where there is none.</summary>
    public int Search(string text, int at) => Within(at, () => _regex.Match(text) is { Success: true } match ? match.Index : -1);

    /// <inheritdoc/>
    public override string ToString() => $"/{Source}/{Flags}";

    private static BoundedRegex? Backtracking(string source, string flags, string pattern, RegexOptions options)
    {
        try
        {
            return new BoundedRegex(source, flags, new Regex(pattern, options, Longest));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static T Within<T>(int at, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (RegexMatchTimeoutException)
        {
            throw new TemplateException($"The regular expression took more than {Longest.TotalMilliseconds:0} ms on this text.", at);
        }
    }
#pragma warning restore RS0030

    // Where .NET and JavaScript differ: \d, \w and \s, the end of the text, the dot, and escaped slashes.
    private static string Translated(string source, bool isMultiline)
    {
        var result = new StringBuilder();
        var inClass = false;
        for (var i = 0; i < source.Length; i++)
        {
            var c = source[i];
            if (c == '\\' && i + 1 < source.Length)
            {
                var next = source[++i];
                result.Append(next switch
                {
                    'd' => inClass ? "0-9" : "[0-9]",
                    'D' => inClass ? @"\D" : "[^0-9]",
                    'w' => inClass ? "A-Za-z0-9_" : "[A-Za-z0-9_]",
                    'W' => inClass ? @"\W" : "[^A-Za-z0-9_]",
                    's' => inClass ? @"\s\ufeff\u00a0" : @"[\s\ufeff\u00a0]",
                    '/' or '-' when !inClass => next == '/' ? "/" : "-",
                    _ => $"\\{next}",
                });
                continue;
            }

            result.Append((c, inClass) switch
            {
                ('[', true) => @"\[",
                ('$', false) when !isMultiline => @"\z",
                ('.', false) => @"[^\n\r\u2028\u2029]",
                _ => c.ToString(),
            });
            inClass = c == '[' || (c != ']' && inClass);
        }

        return result.ToString();
    }

#pragma warning disable RS0030
    private static string Expanded(string replacement, Match match, string text)
    {
        if (!replacement.Contains('$'))
        {
            return replacement;
        }

        var result = new StringBuilder();
        for (var i = 0; i < replacement.Length; i++)
        {
            var rest = replacement.AsSpan(i);
            if (rest is ['$', '$', ..])
            {
                result.Append('$');
                i++;
            }
            else if (rest is ['$', '&', ..])
            {
                result.Append(match.Value);
                i++;
            }
            else if (rest is ['$', '`', ..])
            {
                result.Append(text.AsSpan(0, match.Index));
                i++;
            }
            else if (rest is ['$', '\'', ..])
            {
                result.Append(text.AsSpan(match.Index + match.Length));
                i++;
            }
            else if (NumberedGroup(rest, match) is (> 0 and var length, var group))
            {
                result.Append(group);
                i += length - 1;
            }
            else if (rest is ['$', '<', ..] && rest.IndexOf('>') is > 0 and var end && match.Groups.Keys.Any(k => !char.IsAsciiDigit(k[0])))
            {
                result.Append(match.Groups[rest[2..end].ToString()].Value);
                i += end;
            }
            else
            {
                result.Append(rest[0]);
            }
        }

        return result.ToString();
    }

    // $12 is the twelfth group where there are so many, else the first group and a 2.
    private static (int Length, string Text) NumberedGroup(ReadOnlySpan<char> rest, Match match)
    {
        if (rest is not ['$', >= '0' and <= '9', ..])
        {
            return (0, "");
        }

        var one = rest[1] - '0';
        var two = rest is [_, _, >= '0' and <= '9', ..] ? (one * 10) + rest[2] - '0' : 0;
        return two > 0 && two < match.Groups.Count ? (3, match.Groups[two].Value)
            : one > 0 && one < match.Groups.Count ? (2, match.Groups[one].Value)
            : (0, "");
    }
#pragma warning restore RS0030
}
