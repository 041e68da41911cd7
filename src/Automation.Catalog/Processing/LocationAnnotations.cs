using Automation.Core.Trees;
using Automation.Descriptors.Documents;

namespace Automation.Catalog.Processing;

/// <summary>
/// The annotations with the origin of an entity (specs, catalog §4, "The final entity"). <c>managed-by-location</c> and
/// <c>managed-by-origin-location</c> are always set; the others only if the descriptor does not have them.
/// </summary>
public sealed class LocationAnnotations
{
    private const string Prefix = "backstage.io/";
    private const string ProjectSlug = "github.com/project-slug";
    private const string GitHub = "github.com";

    // Groups and users have no repository of their own, and domains span several.
    private static readonly string[] KindsWithProject = ["component", "api", "resource", "system", "template"];

    private readonly string _location;
    private readonly string? _sourceRoot;
    private readonly string? _edit;
    private readonly RepositorySlug? _repository;

    private LocationAnnotations(string location, string? sourceRoot, string? edit, RepositorySlug? repository)
    {
        _location = location;
        _sourceRoot = sourceRoot;
        _edit = edit;
        _repository = repository;
    }

    /// <summary>The annotations for files whose repository is not known.</summary>
    /// <param name="source">The source's name.</param>
    public static LocationAnnotations OfSource(string source) => new($"file:{source}/", null, null, null);

    /// <summary>The annotations for files of a repository on a forge.</summary>
    /// <param name="branch">The default branch.</param>
    /// <param name="folder">The folder, within the repository, that the source's paths begin from; empty for its root.</param>
    /// <param name="withProject">Whether <see cref="ProjectSlug"/> is added, which a default Backstage does not do.</param>
    public static LocationAnnotations OfRepository(RepositorySlug repository, string branch, string folder = "", bool withProject = true)
    {
        var below = folder.Length == 0 ? "" : folder.Trim('/') + "/";
        string Address(string view) => $"https://{repository.Host}/{repository.Owner}/{repository.Name}/{view}/{branch}/{below}";
        return new LocationAnnotations($"url:{Address("blob")}", $"url:{Address("tree")}", Address("edit"), withProject ? repository : null);
    }

    /// <param name="path">The file, from the root of the source.</param>
    /// <param name="descriptor">The descriptor's own annotations.</param>
    internal IReadOnlyList<KeyValuePair<string, string>> Of(string path, Descriptor descriptor)
    {
        var here = _location + path;
        var annotations = new List<KeyValuePair<string, string>>(6)
        {
            new($"{Prefix}managed-by-location", here),
            new($"{Prefix}managed-by-origin-location", here),
        };
        if (_sourceRoot is not null)
        {
            AddUnlessWritten($"{Prefix}edit-url", _edit + path);
            AddUnlessWritten($"{Prefix}source-location", _sourceRoot + path[..(path.LastIndexOf('/') + 1)]);
            AddUnlessWritten($"{Prefix}view-url", here["url:".Length..]);
        }

        if (_repository is { Host: GitHub } slug && KindsWithProject.Contains(descriptor.Ref.Kind, StringComparer.Ordinal))
        {
            AddUnlessWritten(ProjectSlug, slug.ToString());
        }

        return annotations;

        void AddUnlessWritten(string name, string value)
        {
            if (descriptor.Metadata?.Field("annotations")?.Field(name) is null)
            {
                annotations.Add(new(name, value));
            }
        }
    }
}
