using Automation.Cli.Hosting;
using Automation.Git.Disk;
using Automation.Jobs.Health.Stored;

namespace Automation.Cli.Options;

/// <summary>The folder of a report about health.</summary>
internal static class HealthInput
{
    /// <summary>Opens it.</summary>
    /// <exception cref="UsageException">There is no report.</exception>
    public static StoredHealth Open(Terminal terminal, string folder)
    {
        var path = terminal.FullPath(folder);
        FolderWriter.Recover(path);
        return (Directory.Exists(path) ? StoredHealth.Open(new DirectoryTree(path)) : null)
            ?? throw new UsageException(
                $"There is no report in '{folder}': write one with 'automation health report --out {folder}', or check out the branch health.");
    }
}
