using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Git.Disk;

namespace Automation.Cli.Action;

/// <summary>
/// The folder of the files for later steps: the configured folder, else the runner's temporary one, so that the checkout stays as it is; else the workspace.
/// </summary>
/// <param name="Path">The folder, as this process sees it.</param>
/// <param name="Shown">The folder as later steps see it, with a slash at its end; empty for the workspace.</param>
internal sealed record OutputFolder(string Path, string Shown)
{
    /// <summary>
    /// The runner maps its temporary folder to this one in the container of an action (https://github.com/actions/runner/pull/4011). Later steps see it beside
    /// the workspace:
    /// <c>_work/_temp</c>, <c>_work/REPOSITORY/REPOSITORY</c>.
    /// </summary>
    private const string InContainer = "/github/runner_temp";
    private const string FromWorkspace = "../../_temp/";

    /// <summary>Finds the folder, and creates it if it is configured.</summary>
    public static OutputFolder Of(Terminal terminal, string? named)
    {
        if (named is not null)
        {
            return Created(terminal, named);
        }

        return terminal.Variable("RUNNER_TEMP") is { } temporary && Directory.Exists(temporary)
            ? new OutputFolder(temporary, temporary == InContainer ? FromWorkspace : temporary.TrimEnd('/') + "/")
            : new OutputFolder(terminal.WorkingDirectory, "");
    }

    private static OutputFolder Created(Terminal terminal, string named)
    {
        var (full, workspace) = (terminal.FullPath(named), terminal.FullPath("."));
        if (named.Any(char.IsControl) || (full != workspace && !full.StartsWith(workspace + "/", StringComparison.Ordinal)))
        {
            throw new UsageException("The input 'output-dir' must be a folder in the workspace.");
        }

        // A pull request may contain a link with that name.
        for (var folder = full; folder.Length > workspace.Length; folder = System.IO.Path.GetDirectoryName(folder)!)
        {
            if (new DirectoryInfo(folder).LinkTarget is not null || File.Exists(folder))
            {
                throw new IOException($"The input 'output-dir' is '{named}', which is a link or a file. Nothing was written there.");
            }
        }

        Directory.CreateDirectory(full);
        var shown = PathExpansion.Shown(named).TrimEnd('/');
        return new OutputFolder(full, shown.Length == 0 ? "" : shown + "/");
    }

    /// <summary>Writes a file; returns its path as later steps see it.</summary>
    public string Write(string name, byte[] content) => WorkingFile.Replace(Path, name, content) is WriteOutcome.Refused { Reason: var reason }
        ? throw new IOException($"{name} could not be written: {reason}")
        : Shown + name;
}
