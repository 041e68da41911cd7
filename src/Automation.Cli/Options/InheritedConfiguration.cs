using Automation.Cli.Hosting;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Git.Disk;
using Automation.Jobs.Configuration;

namespace Automation.Cli.Options;

/// <summary>The option <c>--config FILE</c>: the organisation's configuration, which the repository's own overrides.</summary>
internal static class InheritedConfiguration
{
    /// <summary>Reads the file; null without the option.</summary>
    /// <exception cref="UsageException">It cannot be read.</exception>
    public static SourceText? Read(Terminal terminal, string? config)
    {
        if (config is null)
        {
            return null;
        }

        var full = terminal.FullPath(config);
        // In an action, the file may come from a pull request: it is read like its files, without following links.
        var folder = new DirectoryTree(Path.GetDirectoryName(full)!, intoRepositories: true);
        return TextFile.Read(
            folder,
            Path.GetFileName(full),
            SettingsReader.LargestFile,
            PathExpansion.Shown(config),
            $"The configuration file '{config}'",
            "Shorten it.",
            terminal.Cancelled) switch
        {
            TextFile.Whole { Text: var text } => text,
            TextFile.Refused { Message: var message } => throw new UsageException(message),
            _ => throw new UsageException($"There is no configuration file '{config}'."),
        };
    }
}
