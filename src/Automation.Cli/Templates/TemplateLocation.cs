using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Core.Trees;
using Automation.Git.Disk;
using Automation.Git.Repositories;
using Automation.Jobs.Scaffolding.Updating;
using Automation.Templates.Updating;

namespace Automation.Cli.Templates;

/// <summary>The place of a template in its repository: a template can use files elsewhere in the repository.</summary>
/// <param name="Tree">The files of the repository, or of the template's folder.</param>
/// <param name="Path">The template in them.</param>
/// <param name="Root">The folder of the files.</param>
internal sealed record TemplateLocation(FileTree Tree, string Path, string Root)
{
    /// <exception cref="UsageException">There is no such file.</exception>
    public static TemplateLocation Of(Terminal terminal, string named)
    {
        var file = terminal.FullPath(named);
        if (!File.Exists(file))
        {
            throw new UsageException($"There is no template '{named}'.");
        }

        var folder = System.IO.Path.GetDirectoryName(file)!;
        var root = GitFolder.FindRoot(folder) ?? folder;
        return new TemplateLocation(new DirectoryTree(root), PathExpansion.Slashed(System.IO.Path.GetRelativePath(root, file)), root);
    }

    /// <summary>The revision of the template; null if the files on the disk differ from every commit.</summary>
    public TemplateOrigin? Origin()
    {
        if (GitFolder.FindRoot(Root) is null)
        {
            return null;
        }

        using var repository = GitRepository.Discover(Root);
        var folder = Path.Contains('/', StringComparison.Ordinal) ? Path[..(Path.LastIndexOf('/') + 1)] : "";
        return repository?.Head is { } head && !repository.ChangedPaths(head).Any(p => p.StartsWith(folder, StringComparison.Ordinal))
            ? new TemplateHistory(repository).Revision(Path, head.ToString(), pin: null)
            : null;
    }
}
