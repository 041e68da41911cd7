using Automation.Core.Text;

namespace Automation.Templates.Actions;

/// <summary>
/// The files that are copied unchanged. A pattern that begins with <c>!</c> excludes files that earlier patterns include; a folder means everything in it.
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
