using System.CommandLine;
using System.Globalization;
using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Jobs.Health;

namespace Automation.Cli.Health;

/// <summary>Files with resources as a cluster returns them, and the time at which it did.</summary>
internal static class StateInputs
{
    private const string Here = "cluster";

    /// <summary>The option <c>--at TIME</c>: rules compare times with it.</summary>
    public static Option<string?> AtOption() => new("--at")
    {
        Description = "When the resources were read from the cluster, such as 2026-11-29T12:00:00Z (default: now)",
        HelpName = "TIME",
    };

    /// <summary>The time that the option names.</summary>
    public static DateTimeOffset At(string? text) => text is null ? TimeProvider.System.GetUtcNow()
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time
        : throw new UsageException($"--at takes a time such as 2026-11-29T12:00:00Z, not '{text}'.");

    /// <summary>The files of paths. The resources of one folder are those of one cluster, which has its name.</summary>
    public static IEnumerable<StateFile> Expand(Terminal terminal, IEnumerable<string> paths) =>
        new PathExpansion(terminal, null).Expand(paths, terminal.Cancelled).Select(i => new StateFile(i.File, i.TreePath, i.Tree, ClusterOf(i.File)));

    private static string ClusterOf(string file)
    {
        var folder = file.LastIndexOf('/') is > 0 and var slash ? file[..slash] : "";
        return folder.Length == 0 ? Here : folder[(folder.LastIndexOf('/') + 1)..];
    }
}
