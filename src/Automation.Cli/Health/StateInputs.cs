using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Jobs.Health.Reading;

namespace Automation.Cli.Health;

/// <summary>Files with resources as a cluster returns them.</summary>
internal static class StateInputs
{
    private const string Here = "cluster";

    /// <summary>The files of paths. The resources of one folder are those of one cluster, which has its name.</summary>
    public static IEnumerable<StateFile> Expand(Terminal terminal, IEnumerable<string> paths) =>
        new PathExpansion(terminal, null).Expand(paths, terminal.Cancelled).Select(i => new StateFile(i.File, i.TreePath, i.Tree, ClusterOf(i.File)));

    private static string ClusterOf(string file)
    {
        var folder = file.LastIndexOf('/') is > 0 and var slash ? file[..slash] : "";
        return folder.Length == 0 ? Here : folder[(folder.LastIndexOf('/') + 1)..];
    }
}
