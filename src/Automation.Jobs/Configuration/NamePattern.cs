using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Automation.Jobs.Configuration;

/// <summary>
/// A regular expression that a whole name has to match. Its running time is bounded: it is matched without backtracking, and a
/// pattern that is long, also with its repetitions expanded, is rejected.
/// </summary>
public sealed class NamePattern
{
    /// <summary>The most characters of a pattern.</summary>
    public const int LongestPattern = 200;

    /// <summary>The most characters and classes of a pattern once its repetitions are written out; a name has 63.</summary>
    public const int LargestPattern = 1_000;

    private readonly Regex _regex;

    private NamePattern(string pattern, Regex regex) => (Pattern, _regex) = (pattern, regex);

    /// <summary>The pattern as written.</summary>
    public string Pattern { get; }

    /// <summary>Whether the whole of <paramref name="name"/> matches; letter case matters.</summary>
    public bool Matches(string name) => _regex.IsMatch(name);

    /// <summary>Compiles a pattern, or returns why it is invalid.</summary>
    public static bool TryCreate(string pattern, [NotNullWhen(true)] out NamePattern? result, [NotNullWhen(false)] out string? problem)
    {
        (result, problem) = (null, null);
        if (pattern.Length > LongestPattern)
        {
            problem = $"it has {pattern.Length:N0} characters, but at most {LongestPattern} are allowed";
        }
        else if (PatternSize.Of(pattern) > LargestPattern)
        {
            problem = $"with its repetitions expanded, it has more than {LargestPattern:N0} characters; a name has at most 63";
        }
        else
        {
            try
            {
                result = new NamePattern(
                    pattern, new Regex($@"\A(?:{pattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture));
            }
            catch (NotSupportedException)
            {
                problem = "it uses a lookahead, a lookbehind, a backreference, an atomic group or a condition, which could take too long; remove it";
            }
            catch (RegexParseException e)
            {
                problem = $"it is not a regular expression ({e.Error})";
            }
        }

        return result is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => Pattern;
}
