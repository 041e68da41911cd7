using Automation.Core.Text;
using Automation.Jobs.Waves;

namespace Automation.Jobs.Onboarding;

/// <summary>
/// Selects the repositories of a wave by what GitHub lists of them, such as <c>name=shop-*</c> or <c>topic=pilot,language=Go</c>; all parts must match.
/// </summary>
public sealed class RepositorySelector
{
    private readonly IReadOnlyList<(string Name, string Value)> _parts;

    private RepositorySelector(string text, IReadOnlyList<(string Name, string Value)> parts) => (Text, _parts) = (text, parts);

    /// <summary>What a selector can name.</summary>
    public static IReadOnlyList<string> Names { get; } = ["name", "topic", "language", "visibility"];

    public string Text { get; }

    /// <summary>Reads a selector; null where it is none.</summary>
    public static RepositorySelector? Parse(string text) =>
        SelectorParts.Of(text) is { } parts && parts.All(p => Names.Contains(p.Name, StringComparer.Ordinal)) ? new RepositorySelector(text, parts) : null;

    /// <summary>A pattern of repositories: of the name, or with a slash of owner and name; GitHub ignores letter case.</summary>
    public static bool Matches(string pattern, ListedRepository repository)
    {
        var name = pattern.Contains('/', StringComparison.Ordinal) ? repository.Name.ToString() : repository.Name.Name;
        return new Glob(pattern.ToLowerInvariant()).Matches(name.ToLowerInvariant());
    }

    public bool Includes(ListedRepository repository) => _parts.All(p => p.Name switch
    {
        "name" => Matches(p.Value, repository),
        "topic" => repository.Topics.Contains(p.Value, StringComparer.OrdinalIgnoreCase),
        "language" => repository.Language.Equals(p.Value, StringComparison.OrdinalIgnoreCase),
        _ => repository.Visibility.Equals(p.Value, StringComparison.OrdinalIgnoreCase),
    });
}
