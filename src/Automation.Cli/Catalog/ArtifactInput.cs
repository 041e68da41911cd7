using System.CommandLine;
using Automation.Catalog.Artifact;
using Automation.Cli.Hosting;
using Automation.Core.Text;
using Automation.Git.Disk;

namespace Automation.Cli.Catalog;

/// <summary>The option <c>--catalog DIR</c> of commands that read a stitched catalog.</summary>
internal static class ArtifactInput
{
    /// <summary>The option as it is parsed.</summary>
    public static Option<string> Create() =>
        new("--catalog") { Description = "The folder of the stitched catalog", HelpName = "DIR", DefaultValueFactory = _ => "." };

    /// <summary>Opens the catalog of a folder, after completing an interrupted build.</summary>
    /// <exception cref="UsageException">There is no stitched catalog.</exception>
    public static StoredCatalog Open(Terminal terminal, string folder) =>
        Find(terminal.FullPath(folder), new EntityRefs())
            ?? throw new UsageException(
                $"There is no stitched catalog in '{folder}': it has no {ArtifactPaths.Summary}. Create one with 'automation catalog build'.");

    /// <summary>The catalog has no entity of a name; the message names a similar one.</summary>
    public static UsageException Unknown(string name, StoredCatalog catalog)
    {
        var closest = DidYouMean.Closest(
            name.ToLowerInvariant(), catalog.AllEntries().Where(e => e.Exists).SelectMany(e => new[] { e.Ref.ToString(), e.Ref.Name }));
        return new UsageException($"The catalog has no entity '{name}'.{(closest is null ? "" : $" Did you mean '{closest}'?")}");
    }

    /// <summary>The same for a full path; null if there is no catalog.</summary>
    public static StoredCatalog? Find(string folder, EntityRefs refs)
    {
        FolderWriter.Recover(folder);
        return Directory.Exists(folder) ? StoredCatalog.Open(new DirectoryTree(folder), refs) : null;
    }
}
