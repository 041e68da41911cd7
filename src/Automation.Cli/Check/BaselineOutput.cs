using System.Text;
using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Git.Disk;
using Automation.Jobs.Configuration;
using Automation.Reporting.Model;

namespace Automation.Cli.Check;

/// <summary><c>--write-baseline FILE</c>: accepts everything that was found.</summary>
internal static class BaselineOutput
{
    /// <summary>Writes the file; does nothing if none was named.</summary>
    public static void Write(Terminal terminal, string? file, Report report, string root)
    {
        if (file is null)
        {
            return;
        }

        var prefix = PathExpansion.Shown(Path.GetRelativePath(terminal.WorkingDirectory, root));
        var text = Baseline.Write(
            report.Findings, path => prefix.Length > 0 && path.StartsWith(prefix + "/", StringComparison.Ordinal) ? path[(prefix.Length + 1)..] : path);
        var full = terminal.FullPath(file);
        if (WorkingFile.Replace(Path.GetDirectoryName(full)!, Path.GetFileName(full),
            Encoding.UTF8.GetBytes(text)) is WriteOutcome.Refused { Reason: var reason })
        {
            throw new UsageException($"The baseline '{file}' was not written: {reason}");
        }
    }
}
