using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Jobs.Sources;
using Automation.Jobs.Sources.Declaring;

namespace Automation.Cli.Catalog;

/// <summary>The value of <c>--source</c>: <c>DIR</c>, or <c>DIR@REV</c> for a git repository at a revision.</summary>
internal static class CommandLineSource
{
    /// <summary>Parses it. An existing folder with an <c>@</c> in its name has priority.</summary>
    public static DeclaredSource Read(Terminal terminal, string text)
    {
        if (text.Length == 0)
        {
            throw new UsageException("A '--source' is empty: specify a folder.");
        }

        var at = Directory.Exists(terminal.FullPath(text)) ? -1 : text.LastIndexOf('@');
        var full = terminal.FullPath(at > 0 ? text[..at] : text);
        var settings = new SourceSettings(SourceExpansion.NameOf(full).Replace(':', '-')) { RepositoryId = Repositories.IdFromRunner(terminal, full) };
        return at > 0 && at < text.Length - 1
            ? new DeclaredSource(SourceKind.Git, full, settings) { Revision = text[(at + 1)..] }
            : new DeclaredSource(SourceKind.Directory, full, settings);
    }

    /// <summary>A unique name for the source: with <c>-2</c>, <c>-3</c>… if it is taken.</summary>
    public static string Unique(string name, HashSet<string> taken)
    {
        var unique = name;
        for (var i = 2; !taken.Add(unique); i++)
        {
            unique = $"{name}-{i}";
        }

        return unique;
    }
}
