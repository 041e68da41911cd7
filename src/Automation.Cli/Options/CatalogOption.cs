using System.CommandLine;
using Automation.Cli.Hosting;
using Automation.Core.Trees;
using Automation.Descriptors.References;
using Automation.Git.Disk;
using Automation.Jobs.Sources;

namespace Automation.Cli.Options;

/// <summary>The option <c>--catalog DIR</c>: the descriptors of all repositories.</summary>
internal static class CatalogOption
{
    /// <summary>The option as it is parsed.</summary>
    public static Option<string?> Create() =>
        new("--catalog") { Description = "A stitched catalog, or a folder with the descriptors of all repositories, to resolve references", HelpName = "DIR" };

    /// <summary>Reads the catalog for one repository; null without the option.</summary>
    public static KnownCatalog? Read(Terminal terminal, string? folder, RepositorySlug? repository, string root) =>
        Open(terminal, folder)?.For(repository, root);

    /// <summary>Reads the catalog; null without the option.</summary>
    /// <param name="folder">The value of the option.</param>
    public static NamedCatalog? Open(Terminal terminal, string? folder)
    {
        if (folder is null)
        {
            return null;
        }

        var full = terminal.FullPath(folder);
        if (!Directory.Exists(full))
        {
            throw new UsageException($"There is no catalog folder '{folder}'.");
        }

        return new NamedCatalog(new OpenCatalog(new DirectoryTree(full, intoRepositories: true), Path.GetFileName(full), terminal.Cancelled), full);
    }
}

/// <param name="folder">The folder's full path.</param>
internal sealed class NamedCatalog(OpenCatalog catalog, string folder)
{
    /// <summary>The catalog as a repository sees it.</summary>
    /// <param name="repository">The repository under check, whose own entities replace those of the catalog.</param>
    /// <param name="root">The folder of the repository under check.</param>
    public KnownCatalog For(RepositorySlug? repository, string root)
    {
        var (own, start) = (new DirectoryTree(root), PathExpansion.Slashed(Path.GetRelativePath(root, folder)));

        // A clone without a remote is identified by its folder's name.
        var known = repository ?? new RepositorySlug(RepositorySlug.DefaultHost, "", Path.GetFileName(root));
        return catalog.For(known, path => Own(own, start, path) ?? DescriptorFolder.TreePathOf(path, repository));
    }

    // The same file on disk: the catalog may contain the repository, or the repository the catalog, unless that is a clone of another.
    private static string? Own(DirectoryTree own, string start, string path)
    {
        var relative = PathExpansion.Slashed(Path.GetRelativePath(own.Root, Path.Combine(own.Root, start, path)));
        return relative.StartsWith("../", StringComparison.Ordinal)
            || (!start.StartsWith("..", StringComparison.Ordinal) && start != "." && own.Find(relative) is null)
            ? null
            : relative;
    }
}
