using Automation.Core.Text;

namespace Automation.Templates.Actions;

/// <summary>
/// What is copied as it is: a pattern that begins with <c>!</c> takes back what patterns before it include; a folder stands for all it contains.
/// </summary>
internal sealed class VerbatimPaths(IReadOnlyList<string> patterns)
{
    private readonly List<(Glob Pattern, bool Takes)> _patterns =
    [
        .. patterns.SelectMany(p => Both(p.TrimStart('!').TrimEnd('/')).Select(g => (new Glob(g), !p.StartsWith('!')))),
    ];

    public bool Includes(string path) => _patterns.FindLast(p => p.Pattern.Matches(path)) is { Pattern: not null, Takes: true };

    private static IEnumerable<string> Both(string pattern) => [pattern, $"{pattern}/**"];
}
