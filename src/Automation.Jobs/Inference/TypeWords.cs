using Automation.Jobs.Inference.Projects;
using Automation.Reporting.Model;

namespace Automation.Jobs.Inference;

/// <summary>What a repository calls itself, in its name, its heading and its description: a second witness of its type.</summary>
internal static class TypeWords
{
    // How much of a sentence says what it is; what follows says of what, or for whom.
    private const int MostWords = 16;

    private static readonly HashSet<string> Prepositions =
        new(["for", "to", "that", "which", "with", "from", "using", "by", "on", "where", "built", "written", "in", "so", "when", "powered"],
            StringComparer.OrdinalIgnoreCase);

    // Whatever is built there is a model of something else, or is read.
    private static readonly HashSet<string> Models = new(
        [
            "template", "templates", "boilerplate", "starter", "skeleton", "scaffold", "course", "tutorial", "tutorials", "workshop", "exercise", "exercises",
            "bootcamp", "quickstart", "quickstarts", "examples", "samples", "demos", "awesome", "learn", "learning", "playground", "poc", "labs", "handbook",
        ],
        StringComparer.OrdinalIgnoreCase);

    private static readonly string[] StartingPoints = ["starting point", "reference implementation", "reference application", "best practices"];

    private static readonly Dictionary<string, string[]> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        ["library"] = [ComponentType.Library],
        ["libraries"] = [ComponentType.Library],
        ["lib"] = [ComponentType.Library],
        ["libs"] = [ComponentType.Library],
        ["framework"] = [ComponentType.Library],
        ["sdk"] = [ComponentType.Library],
        ["bindings"] = [ComponentType.Library],
        ["middleware"] = [ComponentType.Library],
        ["plugin"] = [ComponentType.Library],
        ["plugins"] = [ComponentType.Library],
        ["crate"] = [ComponentType.Library],
        ["gem"] = [ComponentType.Library],
        ["wrapper"] = [ComponentType.Library, ComponentType.Tool],
        ["cli"] = [ComponentType.Tool],
        ["command-line"] = [ComponentType.Tool],
        ["linter"] = [ComponentType.Tool, ComponentType.Library],
        ["formatter"] = [ComponentType.Tool, ComponentType.Library],
        ["compiler"] = [ComponentType.Tool, ComponentType.Library],
        ["service"] = [ComponentType.Service],
        ["services"] = [ComponentType.Service],
        ["microservice"] = [ComponentType.Service],
        ["microservices"] = [ComponentType.Service],
        ["server"] = [ComponentType.Service],
        ["operator"] = [ComponentType.Service],
        ["controller"] = [ComponentType.Service],
        ["exporter"] = [ComponentType.Service],
        ["daemon"] = [ComponentType.Service],
        ["backend"] = [ComponentType.Service],
        ["bot"] = [ComponentType.Service],
        ["gateway"] = [ComponentType.Service],
        ["proxy"] = [ComponentType.Service],
        ["api"] = [ComponentType.Service, ComponentType.Library],
        ["website"] = [ComponentType.Website, ComponentType.Documentation],
        ["site"] = [ComponentType.Website, ComponentType.Documentation],
        ["blog"] = [ComponentType.Website, ComponentType.Documentation],
        ["homepage"] = [ComponentType.Website],
        ["frontend"] = [ComponentType.Website, ComponentType.Library],
        ["dashboard"] = [ComponentType.Website, ComponentType.Service],
        ["portal"] = [ComponentType.Website, ComponentType.Service],
        ["action"] = [ComponentType.Action],
        ["documentation"] = [ComponentType.Documentation, ComponentType.Website],
        ["docs"] = [ComponentType.Documentation, ComponentType.Website],
        ["helm"] = [ComponentType.Chart],
        ["chart"] = [ComponentType.Chart],
        ["charts"] = [ComponentType.Chart, ComponentType.Infrastructure],
        ["dotfiles"] = [ComponentType.Other],
    };

    /// <summary>The type after what the repository calls itself: certain if it says the same, a question if it says something else.</summary>
    /// <param name="type">What the files say.</param>
    /// <param name="name">The name of the repository or folder.</param>
    public static Inferred Confirmed(Inferred type, string name, ReadmeText? readme, string? description)
    {
        var parts = name.Split('-', '_', '.');
        (string Source, string Text)[] sources =
        [
            ("the name", Models.FirstOrDefault(m => parts.Contains(m, StringComparer.OrdinalIgnoreCase)) ?? parts[^1]),
            (readme?.File ?? "", readme?.Title ?? ""),
            (readme?.File ?? "", readme?.Says ?? ""),
            ("the description", description ?? ""),
        ];
        List<(string Source, string Word, string[] Types)> said = [.. sources.Select(s => Said(s.Source, s.Text)).OfType<(string, string, string[])>()];
        if (StartingPoints.FirstOrDefault(p => $"{readme?.Says} {description}".Contains(p, StringComparison.OrdinalIgnoreCase)) is { } start)
        {
            said.Insert(0, ("its description", start, []));
        }

        if (said.Find(s => s.Types.Length == 0) is { Word: { } model, Source: var of })
        {
            return Inferred.Guess(type.Value, $"{of} says '{model}', and {type.Evidence}",
                [.. type.Choices.DefaultIfEmpty(type.Value).Append(ComponentType.Other).Distinct()]);
        }

        if (said.Count == 0)
        {
            return type;
        }

        var other = said.Find(s => !s.Types.Contains(type.Value));
        return type.IsCertain
                ? other.Word is null || said.Exists(s => s.Types.Contains(type.Value)) ? type
                    : ComponentType.Ask($"{type.Evidence}, but {other.Source} says '{other.Word}'", type.Value, other.Types[0])
            : other.Word is null && type.Choices.Count < ComponentType.All.Count && said.Exists(s => (s.Types.Length == 1 || s.Source == "the name")
                && s.Types.Intersect(type.Choices).ToList() is [var only] && only == type.Value)
                ? new Inferred(type.Value, $"{type.Evidence}, and {said[0].Source} says '{said[0].Word}'")
            : other.Word is not null && said.TrueForAll(s => s.Types.Contains(other.Types[0])) && type.Choices.Contains(other.Types[0])
                ? other.Types.Length == 1 && other.Source == "the name" && type.Choices.Count < ComponentType.All.Count
                    ? new Inferred(other.Types[0], $"{type.Evidence}, and {other.Source} says '{other.Word}'")
                    : Inferred.Guess(other.Types[0], $"{type.Evidence}, and {other.Source} says '{other.Word}'",
                        [.. type.Choices.OrderByDescending(c => c == other.Types[0])])
            : type;
    }

    // The last such word before what it is for: 'a client library for ...' is a library. No types for a model.
    private static (string Source, string Word, string[] Types)? Said(string source, string text)
    {
        var start = text.IndexOf(" is a", StringComparison.Ordinal) is > 0 and < 60 and var isA ? isA + 4
            : text.IndexOf(" is the ", StringComparison.Ordinal) is > 0 and < 60 and var isThe ? isThe + 4 : 0;
        (string Source, string Word, string[] Types)? found = null;
        foreach (var word in text[start..].Split([' ', ',', '/', '(', ')', ':', '"'], StringSplitOptions.RemoveEmptyEntries).Take(MostWords))
        {
            var bare = word.TrimEnd('.', '!', ';');
            if (Models.Contains(bare))
            {
                return (source, bare, []);
            }

            if (Prepositions.Contains(bare) || word is "-" or "–" or "—")
            {
                break;
            }

            if (Types.TryGetValue(bare.EndsWith("service", StringComparison.OrdinalIgnoreCase) ? "service" : bare, out var types))
            {
                found = (source, bare, types);
            }

            if (word.EndsWith('.'))
            {
                break;
            }
        }

        return found;
    }
}
