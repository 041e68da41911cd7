using Automation.Cli.Catalog;
using Automation.Cli.Hosting;
using Automation.Core.Trees;
using Automation.Jobs.Publishing;

namespace Automation.Cli.Action;

/// <summary>The inputs of the action that publishes the catalog.</summary>
/// <param name="Sources">The sources to publish.</param>
internal sealed record StitchInputs(PublishedSources Sources, PublishTarget Target)
{
    private const string EachFolder = "/*";
    private const string GitHub = "https://github.com";

    /// <summary>Reads the inputs; an invalid value is a usage error.</summary>
    public static StitchInputs Read(Terminal terminal)
    {
        string? Input(string name) => ActionInputs.Named(terminal, name);
        string[] Lines(string name) => Input(name)?.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

        return new StitchInputs(
            Selected(terminal, Lines, Input) with
            {
                RemoveOthers = ActionInputs.Switch("remove-others", Input("remove-others")),
                ConfirmedRemovals = Lines("confirm-removal").ToHashSet(StringComparer.Ordinal),
                ConfirmedTakeovers = Lines("confirm-takeover").ToHashSet(StringComparer.OrdinalIgnoreCase),
            },
            new PublishTarget(
                Repository(terminal, Input("catalog-repository")),
                Input("branch"),
                Input("message"),
                ActionInputs.Switch("dry-run", Input("dry-run")),
                Input("token")));
    }

    private static PublishedSources Selected(Terminal terminal, Func<string, string[]> lines, Func<string, string?> input)
    {
        bool Switch(string name) => ActionInputs.Switch(name, input(name));
        var selection = CatalogInputs.Read(
            terminal,
            [.. lines("sources").SelectMany(s => Folders(terminal, s))],
            input("sources-file"),
            lines("patterns"),
            lines("changed"),
            terminal.WorkingDirectory);
        return selection.IsBroken
            ? throw new UsageException(string.Join(' ', selection.Findings.Select(f => $"{f.File}:{f.Span.Start.Line}: {f.Message}")))
            : new PublishedSources(CatalogInputs.Keeping(selection, Switch("documents"), Switch("scorecards")).Sources) { Only = selection.Only };
    }

    // `repositories/*` means every folder there, in ordinal order; those that begin with a dot belong to tools.
    private static IEnumerable<string> Folders(Terminal terminal, string source)
    {
        if (!source.EndsWith(EachFolder, StringComparison.Ordinal))
        {
            return [source];
        }

        var parent = terminal.FullPath(source[..^EachFolder.Length]);
        return Directory.Exists(parent)
            ? Directory.EnumerateDirectories(parent).Where(f => Path.GetFileName(f)[0] != '.').Order(StringComparer.Ordinal)
            : throw new UsageException($"The input 'sources' is not a folder: '{source}'. Check out the repositories in an earlier step.");
    }

    /// <summary>The repository that an input names: OWNER/REPO is one of the server; a path is recognized by its first character.</summary>
    public static string Repository(Terminal terminal, string? text) => text switch
    {
        null => throw new UsageException("The input 'catalog-repository' is empty: set it to the repository of the catalog, as OWNER/REPO."),
        ['.' or '/', ..] => text,
        _ when text.Contains("://", StringComparison.Ordinal) => text,
        _ when text.Split('/').Length == 2 && RepositorySlug.Parse(text) is { } slug =>
            $"{(terminal.Variable("GITHUB_SERVER_URL") ?? GitHub).TrimEnd('/')}/{slug}.git",
        _ => throw new UsageException($"The input 'catalog-repository' is '{text}': write OWNER/REPO, an address, or a path that begins with './'."),
    };
}
