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

    // Most expressions match at once while they backtrack, and making the engine that does not takes longer than that.
    private static readonly TimeSpan LongestTrial = TimeSpan.FromMilliseconds(10);

    // What does not backtrack takes that long only on a machine that is busy with something else.
    private static readonly TimeSpan LongestLinear = TimeSpan.FromSeconds(2);

#pragma warning disable RS0030 // The one place where a domain project matches regular expressions: they are part of the template language.
    private readonly Lazy<Regex> _regex;
    private readonly List<string?> _groups;
    private readonly Regex? _trial;

    private BoundedRegex(string source, string flags, Lazy<Regex> regex, Regex? trial, List<string?> groups) =>
        (Source, Flags, _regex, _trial, _groups) = (source, flags, regex, trial, groups);

    /// <summary>The source of the expression, between the slashes.</summary>
    public string Source { get; }

    /// <summary>
    /// The letters after the second slash: <c>g</c> all matches, <c>i</c> without case, <c>m</c> lines, <c>y</c> only where it starts to search.
    /// </summary>
    public string Flags { get; }

    /// <summary>Reads an expression; null if it is none.</summary>
    public static BoundedRegex? Parse(string source, string flags)
    {
        if (RegexTranslation.Of(source, flags.Contains('m')) is not var (translated, groups))
        {
            return null;
        }

        var pattern = flags.Contains('y') ? $@"\G(?:{translated})" : translated;
        var options = RegexOptions.CultureInvariant | (flags.Contains('i') ? RegexOptions.IgnoreCase : 0);
        try
        {
            // Whether it is an expression; the engine that it needs is much more work, and made when it is needed.
            var backtracking = new Regex(pattern, options, LongestTrial);
            return new BoundedRegex(source, flags, new Lazy<Regex>(() => Fastest(backtracking)), backtracking, groups);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>An expression that matches this text, once.</summary>
    public static BoundedRegex Literal(string text) =>
        new(text, "", new Lazy<Regex>(() => new Regex(Regex.Escape(text), RegexOptions.CultureInvariant, Longest)), null, [null]);

    /// <summary>Whether there is a match. All engines give the same answer.</summary>
    public bool IsMatch(string text, int at)
    {
        if (!_regex.IsValueCreated && _trial is not null)
        {
            try
            {
                return _trial.IsMatch(text);
            }
            catch (RegexMatchTimeoutException)
            {
                // The engine below is the one that it needs, now and for every other text.
            }
        }

        try
        {
            return _regex.Value.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            throw TooLong(at);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"/{(Source.Length == 0 ? "(?:)" : Source)}/{Flags}";

    /// <summary>The end of the first match from a position on; null if there is none.</summary>
    internal int? EndOfMatch(string text, int start, CallSite at) => Within(
        at,
        text,
        () => _regex.Value.Match(text, start) is { Success: true } match ? match.Index + match.Length : (int?)null);

    /// <summary>
    /// The text with the first match from a position on, or all of them with <c>g</c>, replaced; <c>$1</c>, <c>$&amp;</c> and the like are what was matched.
    /// </summary>
    internal string Replace(string text, string replacement, int start, CallSite at) => Within(
        at,
        text,
        () => _regex.Value.Replace(
            text,
            match =>
            {
                var expanded = Expanded(replacement, match, text, at);
                at.Budget.EndLongMatching(at);
                return expanded;
            },
            Flags.Contains('g') ? -1 : 1,
            start));

    /// <summary>The parts of the text between matches, with what groups captured.</summary>
    internal IReadOnlyList<string?> Split(string text, CallSite at) => Within(
        at,
        text,
        () =>
        {
            var parts = new List<string?>();
            var start = 0;
            var match = _regex.Value.Match(text);
            if (text.Length == 0 && match.Success)
            {
                return parts;
            }

            for (; match.Success && match.Index < text.Length; match = match.NextMatch())
            {
                at.Budget.Work(1, at);
                at.Budget.EndLongMatching(at);

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

    // Back references, look-around and the like need the engine that backtracks.
    private static Regex Fastest(Regex backtracking)
    {
        try
        {
            return new Regex(backtracking.ToString(), backtracking.Options | RegexOptions.NonBacktracking, LongestLinear);
        }
        catch (NotSupportedException)
        {
            return new Regex(backtracking.ToString(), backtracking.Options, Longest);
        }
    }

    private static TemplateException TooLong(int at) =>
        new($"The regular expression takes more than {Longest.TotalMilliseconds:0} ms on this text. Use one without nested repetition.", at);

    private static T Within<T>(CallSite at, string text, Func<T> work)
    {
        at.Budget.Read(text.Length, at);
        try
        {
            return at.Budget.Match(work, at);
        }
        catch (RegexMatchTimeoutException)
        {
            throw TooLong(at);
        }
    }

    // Counted as it grows: a short replacement can insert the text around the match many times.
    private string Expanded(string replacement, Match match, string text, CallSite at)
    {
        if (!replacement.Contains('$'))
        {
            at.Budget.Output(replacement.Length, at);
            return replacement;
        }

        var result = new StringBuilder();
        for (var i = 0; i < replacement.Length; i++)
        {
            var rest = replacement.AsSpan(i);
            var (length, inserted) = rest switch
            {
                ['$', '$', ..] => (2, "$"),
                ['$', '&', ..] => (2, match.Value),
                ['$', '`', ..] => (2, text[..match.Index]),
                ['$', '\'', ..] => (2, text[(match.Index + match.Length)..]),
                ['$', >= '0' and <= '9', ..] => Numbered(rest, match),
                ['$', '<', ..] when rest.IndexOf('>') is > 0 and var end && _groups.Any(g => g is not null) => (end + 1, Named(rest[2..end].ToString(), match)),
                _ => (1, rest[0].ToString()),
            };
            at.Budget.Output(inserted.Length, at);
            result.Append(inserted);
            i += length - 1;
        }

        return result.ToString();
    }

    private string Named(string name, Match match) => _groups.IndexOf(name) is > 0 and var group ? match.Groups[group].Value : "";

    // $12 is the twelfth group where there are so many, else the first group and a 2.
    private static (int Length, string Text) Numbered(ReadOnlySpan<char> rest, Match match)
    {
        var one = rest[1] - '0';
        var two = rest is [_, _, >= '0' and <= '9', ..] ? (one * 10) + rest[2] - '0' : 0;
        return two > 0 && two < match.Groups.Count ? (3, match.Groups[two].Value)
            : one > 0 && one < match.Groups.Count ? (2, match.Groups[one].Value)
            : (1, "$");
    }
#pragma warning restore RS0030
}
