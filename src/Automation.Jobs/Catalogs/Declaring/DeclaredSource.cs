using System.Text;
using Automation.Catalog.Artifact;
using Automation.Catalog.Providers;
using Automation.Core.Trees;

namespace Automation.Jobs.Catalogs.Declaring;

/// <summary>A source that there is: what it is, where, and how it is read.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Path">The full path of its folder, repository or file.</param>
/// <param name="Settings">How it is read.</param>
public sealed record DeclaredSource(SourceKind Kind, string Path, SourceSettings Settings)
{
    /// <summary>What is checked out.</summary>
    public const string Head = "HEAD";

    /// <summary>The revision of a git repository.</summary>
    public string Revision { get; init; } = Head;

    /// <summary>The source, not opened yet.</summary>
    /// <param name="refs">One object for each ref.</param>
    public CatalogSource Open(EntityRefs refs) => Kind switch
    {
        SourceKind.Git => new GitSource(Settings, Path, Revision, refs),
        SourceKind.Terraform => new ProviderSource(Settings, "terraform", Path, TerraformOutputs.Judge, refs),
        SourceKind.DirectoryService => new ProviderSource(Settings, "directory-service", Path, DirectoryExport.Judge, refs),
        _ => new FolderSource(Settings, Path, refs),
    };

    /// <summary>
    /// A name for how sources are read; where it is another than the last time, everything is read anew. Where they are, and at which
    /// revision, is no part of it: the files themselves tell what changed.
    /// </summary>
    public static string Digest(IReadOnlyList<DeclaredSource> sources)
    {
        var text = new StringBuilder();
        foreach (var (kind, _, settings) in sources)
        {
            text.Append(settings.Name).Append('\n').Append(kind).Append('\n').Append(settings.Repository).Append(settings.Repository?.Host).Append('\n')
                .Append(settings.Branch).Append('\n').Append(settings.Folder).Append('\n').Append(settings.Namespace).Append('\n').Append(settings.AsBackstage).Append('\n');
            foreach (var glob in settings.Files.Include)
            {
                text.Append('+').Append(glob.Pattern).Append('\n');
            }

            foreach (var glob in settings.Files.Exclude)
            {
                text.Append('-').Append(glob.Pattern).Append('\n');
            }
        }

        return BlobId.Of(text.ToString());
    }
}

/// <summary>What a source is.</summary>
public enum SourceKind
{
    /// <summary>A folder as it stands on disk.</summary>
    Directory,

    /// <summary>A git repository at a revision.</summary>
    Git,

    /// <summary>Outputs of Terraform.</summary>
    Terraform,

    /// <summary>An export of people and teams.</summary>
    DirectoryService,
}
