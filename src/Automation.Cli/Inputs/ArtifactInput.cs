using System.CommandLine;
using Automation.Catalog.Artifact;
using Automation.Cli.Hosting;
using Automation.Git;

namespace Automation.Cli.Inputs;

/// <summary>The option <c>--catalog DIR</c> of commands that read a stitched catalog.</summary>
internal static class ArtifactInput
{
    /// <summary>The option as it is parsed.</summary>
    public static Option<string> Create() => new("--catalog") { Description = "The folder of the stitched catalog", HelpName = "DIR", DefaultValueFactory = _ => "." };

    /// <summary>Opens the catalog of a folder; what a killed build left half done is finished first.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public static ArtifactReader Open(Terminal terminal, string folder)
    {
        var full = terminal.FullPath(folder);
        FolderWriter.Recover(full);
        return (Directory.Exists(full) ? ArtifactReader.Open(new DirectoryTree(full), new EntityRefs()) : null)
            ?? throw new UsageException($"There is no stitched catalog in '{folder}': it has no {ArtifactPaths.Summary}. 'automation catalog build' makes one.");
    }
}
