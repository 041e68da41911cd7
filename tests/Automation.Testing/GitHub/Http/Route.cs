using System.Text.RegularExpressions;

namespace Automation.Testing.GitHub.Http;

/// <summary>What an endpoint wants of its caller, other than a permission.</summary>
internal static class Needs
{
    /// <summary>The app's JSON web token.</summary>
    public const string App = "app";

    /// <summary>An installation's token.</summary>
    public const string Installation = "installation";

    /// <summary>Any token.</summary>
    public const string Token = "token";

    /// <summary>Nothing.</summary>
    public const string Nothing = "";
}

/// <summary>One operation.</summary>
/// <param name="Method">The method.</param>
/// <param name="Template">The path, as GitHub's OpenAPI description writes it.</param>
/// <param name="Needs">
/// What the caller needs: one of <see cref="Http.Needs"/>, or permissions such as <c>checks:write</c>, <c>|</c> between alternatives.
/// </param>
/// <param name="Handle">Does it.</param>
internal sealed partial record Route(string Method, string Template, string Needs, Func<ApiCall, Answer> Handle)
{
    // The names of branches and paths of files hold slashes.
    private static readonly string[] Long = ["path", "ref", "basehead", "branch"];

    private readonly Regex _pattern = new(
        "^" + Parameter().Replace(Template, m => Long.Contains(m.Groups[1].Value) ? $"(?<{m.Groups[1].Value}>.+?)" : $"(?<{m.Groups[1].Value}>[^/]+)") + "$",
        RegexOptions.CultureInvariant);

    private readonly string[] _segments = Template.Split('/');
    private readonly bool _isLong = Array.Exists(Long, name => Template.Contains($"{{{name}}}", StringComparison.Ordinal));

    /// <summary>The path under which the OpenAPI description has the operation; null where it has none.</summary>
    public string? DescribedAs { get; init; } = Template;

    /// <summary>How much of the path is spelt out: the most exact route is taken.</summary>
    public int Exactness { get; } = Template.Split('/').Sum(s => s.StartsWith('{') ? (Long.Contains(s.Trim('{', '}')) ? 0 : 1) : 10);

    /// <summary>The values of the path's parameters, still escaped; null where it is another path.</summary>
    public Dictionary<string, string>? Match(string path)
    {
        // Nearly every route is another one: the expression is for the few that may be it.
        if (!_isLong && !HasLiterals(path))
        {
            return null;
        }

        var match = _pattern.Match(path);
        return match.Success
            ? match.Groups.Values.Where(g => !char.IsAsciiDigit(g.Name[0])).ToDictionary(g => g.Name, g => g.Value, StringComparer.Ordinal)
            : null;
    }

    private bool HasLiterals(ReadOnlySpan<char> path)
    {
        var count = 0;
        foreach (var range in path.Split('/'))
        {
            if (count == _segments.Length || (!_segments[count].StartsWith('{') && !path[range].SequenceEqual(_segments[count])))
            {
                return false;
            }

            count++;
        }

        return count == _segments.Length;
    }

    [GeneratedRegex(@"\{([a-z_]+)\}")]
    private static partial Regex Parameter();
}
