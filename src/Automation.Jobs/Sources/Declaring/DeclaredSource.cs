using Automation.Catalog.Artifact;
using Automation.Catalog.Providers;
using Automation.Core.Trees;
using Automation.Git.Disk;

namespace Automation.Jobs.Sources.Declaring;

/// <summary>An existing source: its type, its location, and how it is read.</summary>
/// <param name="Path">The full path of its folder, repository or file; on GitHub the name of the repository or organisation.</param>
/// <param name="Settings">The settings for reading it.</param>
public sealed record DeclaredSource(SourceKind Kind, string Path, SourceSettings Settings)
{
    /// <summary>The checked-out revision.</summary>
    public const string Head = "HEAD";

    /// <summary>The revision of a git repository.</summary>
    public string Revision { get; init; } = Head;

    /// <summary>The source, not opened yet, if it is on this machine.</summary>
    /// <param name="refs">One object for each ref.</param>
    public CatalogSource Open(EntityRefs refs) => Kind switch
    {
        SourceKind.Git => new GitSource(Settings, Path, Revision, refs),
        SourceKind.Directory => new FolderSource(Settings, Path, refs),
        SourceKind.GitHub or SourceKind.GitHubPeople => throw new InvalidOperationException($"{Path} is on GitHub."),
        _ => OpenFile(new DirectoryTree(System.IO.Path.GetDirectoryName(Path)!, intoRepositories: true), System.IO.Path.GetFileName(Path), refs),
    };

    /// <param name="refs">One object for each ref.</param>
    public ProviderSource OpenFile(FileTree tree, string path, EntityRefs refs) => Kind switch
    {
        SourceKind.Terraform => new ProviderSource(Settings, "terraform", tree, path, TerraformOutputs.Validate, refs),
        SourceKind.Organisation or SourceKind.GitHubPeople => new ProviderSource(
            Settings, "github-organization", tree, path, OrganisationExport.Validate, refs),
        _ => new ProviderSource(Settings, "directory-service", tree, path, DirectoryExport.Validate, refs),
    };

    /// <summary>Relation types that the sources' settings add, each with its inverse.</summary>
    public static IReadOnlyDictionary<string, string> ExtraRelations(IEnumerable<DeclaredSource> sources)
    {
        var types = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var relation in sources.Select(s => s.Settings.Processors).Distinct().SelectMany(p => p.Relations))
        {
            relation.AddTo(types);
        }

        return types;
    }

    /// <summary>A name for the sources, their order, and how each is read.</summary>
    public static string Digest(IEnumerable<DeclaredSource> sources) =>
        BlobId.Of(string.Concat(sources.Select(s => $"{s.Settings.Name}\n{s.Kind}\n{s.Settings.Digest}\n")));
}

public enum SourceKind
{
    /// <summary>A folder on the disk.</summary>
    Directory,

    /// <summary>A git repository at a revision.</summary>
    Git,

    /// <summary>Outputs of Terraform.</summary>
    Terraform,

    /// <summary>An export of people and teams.</summary>
    DirectoryService,

    /// <summary>People and teams of an organisation on GitHub, as a file.</summary>
    Organisation,

    /// <summary>A repository on GitHub, read through the App.</summary>
    GitHub,

    /// <summary>People and teams of an organisation on GitHub, read through the App.</summary>
    GitHubPeople,
}
