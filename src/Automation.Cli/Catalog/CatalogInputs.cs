using System.CommandLine;
using Automation.Catalog.Artifact;
using Automation.Catalog.Sources;
using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Git.Disk;
using Automation.Jobs.Sources;
using Automation.Jobs.Sources.Declaring;

namespace Automation.Cli.Catalog;

/// <summary>The options with the sources of a catalog: <c>--source</c>, <c>--sources</c>, <c>--changed</c>, <c>--pattern</c>.</summary>
internal sealed class CatalogInputs
{
    private readonly Option<string[]> _source = new("--source")
    {
        Description = "A folder of descriptors, or DIR@REV, a git repository at a revision; can be repeated, the first has priority",
        HelpName = "DIR",
    };
    private readonly Option<string?> _sources = new("--sources")
    {
        Description = $"A file that lists the sources (default: {SourcesReader.FileName} in the folder of the artifact)",
        HelpName = "FILE",
    };
    private readonly Option<string[]> _changed = new("--changed")
    {
        Description = "Read only this source, and keep the others as recorded; can be repeated",
        HelpName = "NAME",
    };
    private readonly Option<string[]> _pattern = new("--pattern")
    {
        Description = "The names of descriptors, in place of catalog-info.yaml, catalog-info.yml and org.yaml",
        HelpName = "GLOB",
    };

    private readonly Option<string?> _location = new("--location")
    {
        Description = "Start at this Location, and read only what it refers to",
        HelpName = "FILE",
    };

    private readonly Option<bool> _documents = new("--documents")
    {
        Description = "Keep the documentation of all sources in the catalog: README.md and docs, for the portal",
    };

    private readonly Option<bool> _scorecards = new("--scorecards")
    {
        Description = "Keep what scorecards count of all sources in the catalog: CODEOWNERS, and the versions of templates",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (ReadOnlySpan<Option>)[_source, _sources, _changed, _pattern, _location, _documents, _scorecards])
        {
            command.Add(option);
        }
    }

    /// <summary>Reads the options, and the file of sources if there is one.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="artifact">The folder of the artifact.</param>
    /// <param name="asBackstage">Whether sources are read as Backstage would.</param>
    public CatalogSelection Read(ParseResult parsed, Terminal terminal, string artifact, bool asBackstage)
    {
        var (folders, patterns) = (parsed.GetValue(_source) ?? [], parsed.GetValue(_pattern) ?? []);
        if (parsed.GetValue(_location) is { } location)
        {
            (folders, patterns) = Beginning(terminal, location, folders, patterns);
        }

        var selection = Read(terminal, folders, parsed.GetValue(_sources), patterns, parsed.GetValue(_changed) ?? [], artifact);
        selection = selection with { Sources = [.. selection.Sources.Select(s => s with { Settings = s.Settings with { AsBackstage = asBackstage } })] };
        return Keeping(selection, parsed.GetValue(_documents), parsed.GetValue(_scorecards));
    }

    /// <summary>Keeps the documentation and the facts of all sources, and not only of those that ask for it.</summary>
    public static CatalogSelection Keeping(CatalogSelection selection, bool documents, bool facts) => selection with
    {
        Sources =
        [
            .. selection.Sources.Select(s => s with
            {
                Settings = s.Settings with { KeepsDocuments = documents || s.Settings.KeepsDocuments, KeepsFacts = facts || s.Settings.KeepsFacts },
            }),
        ],
    };

    /// <summary>The same for inputs that are not options.</summary>
    public static CatalogSelection Read(Terminal terminal, string[] folders, string? file, string[] patterns, string[] changed, string artifact)
    {
        if (folders.Length > 0 && file is not null)
        {
            throw new UsageException("'--source' and '--sources' cannot be combined: list the folders in the file.");
        }

        if (folders.Length == 0 && patterns.Length > 0)
        {
            throw new UsageException("'--pattern' works only with '--source': in a file of sources, use 'include'.");
        }

        var selection = folders.Length > 0 ? OfFolders(terminal, folders, patterns) : OfFile(terminal, file ?? FileIn(artifact));
        return selection with { Only = Only(changed, selection) };
    }

    // A Location refers to files of its own source: the named folder, or its own folder.
    private static (string[] Folders, string[] Patterns) Beginning(Terminal terminal, string location, string[] folders, string[] patterns)
    {
        if (folders.Length > 1 || patterns.Length > 0)
        {
            throw new UsageException("'--location' needs exactly one '--source' and no '--pattern': the Location decides what is read.");
        }

        var full = terminal.FullPath(location);
        if (!File.Exists(full))
        {
            throw new UsageException($"There is no Location file '{location}'.");
        }

        var folder = folders is [var named] ? named : Path.GetDirectoryName(full)!;
        var path = PathExpansion.Slashed(Path.GetRelativePath(terminal.FullPath(folder), full));
        return path.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(path)
            ? throw new UsageException($"'{location}' is not in the source '{folder}'.")
            : ([folder], [path]);
    }

    private static CatalogSelection OfFolders(Terminal terminal, string[] folders, string[] patterns)
    {
        var files = patterns.Length == 0 ? SourceFiles.Usual : new SourceFiles([.. patterns.Select(p => new Glob(p))], SourceFiles.Usual.Exclude);
        var names = new HashSet<string>(StringComparer.Ordinal);
        return new CatalogSelection([.. folders.Select(folder =>
        {
            var source = CommandLineSource.Read(terminal, folder);
            return source with { Settings = source.Settings with { Name = CommandLineSource.Unique(source.Settings.Name, names), Files = files } };
        })]);
    }

    private static CatalogSelection OfFile(Terminal terminal, string file)
    {
        var full = terminal.FullPath(file);
        var folder = Path.GetDirectoryName(full)!;
        var text = TextFile.Read(
            new DirectoryTree(folder, intoRepositories: true),
            Path.GetFileName(full),
            SourcesReader.LargestFile,
            PathExpansion.Shown(Path.IsPathRooted(file) ? Path.GetRelativePath(terminal.WorkingDirectory, full) : file),
            $"The file of sources '{file}'",
            "Use patterns such as '../repositories/*'.",
            terminal.Cancelled) switch
        {
            TextFile.Whole { Text: var whole } => whole,
            TextFile.Refused { Message: var message } => throw new UsageException(message),
            _ => throw new UsageException($"There is no file of sources '{file}'."),
        };
        var reading = SourcesReader.Read(text, folder);
        return new CatalogSelection(reading.Sources) { Findings = reading.Findings, File = text };
    }

    private static string FileIn(string artifact) => Path.Join(artifact, SourcesReader.FileName) is var file && File.Exists(file) ? file
        : throw new UsageException("There are no sources: specify a folder with '--source DIR', a list of sources with '--sources FILE', or add a "
            + $"{SourcesReader.FileName} to the folder of the artifact.");

    private static HashSet<string>? Only(string[] changed, CatalogSelection selection)
    {
        if (changed.Length == 0 || selection.IsBroken)
        {
            return null;
        }

        var names = selection.Sources.Select(s => s.Settings.Name).ToHashSet(StringComparer.Ordinal);
        return Array.Find(changed, c => !names.Contains(c)) is { } unknown
            ? throw new UsageException(
                $"There is no source '{unknown}'.{(DidYouMean.Closest(unknown, names) is { } better ? $" Did you mean '{better}'?" : "")}")
            : changed.ToHashSet(StringComparer.Ordinal);
    }
}

/// <param name="Sources">The sources in order.</param>
internal sealed record CatalogSelection(IReadOnlyList<DeclaredSource> Sources)
{
    /// <summary>The sources to read; null for all.</summary>
    public IReadOnlySet<string>? Only { get; init; }

    /// <summary>The problems of the file of sources.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>The file of sources; null if they were given as options.</summary>
    public SourceText? File { get; init; }

    /// <summary>Whether the file of sources is invalid; then nothing is built.</summary>
    public bool IsBroken => Findings.Any(f => f.Severity == Severity.Error);

    public OpenSources Open(EntityRefs refs) => new([.. Sources.Select(s => s.Open(refs))]);
}
