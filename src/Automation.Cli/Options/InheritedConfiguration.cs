using Automation.Cli.Hosting;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Git.Disk;
using Automation.Jobs.Configuration;

namespace Automation.Cli.Options;

/// <summary>The option <c>--config FILE</c>: the organisation's configuration, which the repository's own overrides.</summary>
internal static class InheritedConfiguration
{
    /// <summary>Reads it; null if none was named.</summary>
    /// <exception cref="UsageException">It cannot be read.</exception>
    public static SourceText? Read(Terminal terminal, string? config)
    {
        if (config is null)
        {
            return null;
        }

        var full = terminal.FullPath(config);
        // In an action the file may be a pull request's: it is read like those, without following links.
        return new DirectoryTree(Path.GetDirectoryName(full)!, intoRepositories: true).Read(
            Path.GetFileName(full), SettingsReader.LargestFile, terminal.Cancelled) switch
        {
            FileContent.Whole whole => SourceText.Decode(PathExpansion.Shown(config), whole.Bytes.Span),
            FileContent.TooLarge => throw new UsageException($"The configuration file '{config}' has more than {SettingsReader.LargestFile / 1024} KiB."),
            FileContent.Unreadable(var reason) => throw new UsageException($"The configuration file '{config}' cannot be read: {reason}."),
            _ => throw new UsageException($"There is no configuration file '{config}'."),
        };
    }
}
