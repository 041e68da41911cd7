using Automation.Core.Trees;

namespace Automation.Catalog.Formats;

/// <summary>The address Backstage reads a descriptor from, and what paths and URLs in the descriptor resolve to.</summary>
internal sealed class DescriptorUrl
{
    // Nothing that is judged here depends on the revision.
    private const string AnyRevision = "main";
    private static readonly RepositorySlug AnyRepository = new("git.example", "owner", "repository");

    private readonly WebUrl _root;
    private readonly WebUrl _file;

    private DescriptorUrl(WebUrl root, WebUrl file)
    {
        _root = root;
        _file = file;
    }

    /// <summary>The address of a file; where its repository is not known, one that serves for the resolving only.</summary>
    public static DescriptorUrl Of(string path, RepositorySlug? repository)
    {
        var slug = repository ?? AnyRepository;
        var root = WebUrl.Parse($"https://{slug.Host}/")!.Replace($"/{slug.Owner}/{slug.Name}/tree/{AnyRevision}");
        return new DescriptorUrl(root, root.Replace($"{root.Path}/{path}"));
    }

    /// <summary>What a path or URL resolves to: a URL as it is, <c>/x</c> from the root of the repository, else from the descriptor. Null where it cannot be resolved.</summary>
    public WebUrl? Resolve(string text) =>
        (WebUrl.Parse(text) ?? (text.StartsWith('/') ? _root.Replace(_root.Path + text) : WebUrl.Parse(text, _file) is { } relative ? relative with { Query = "" } : null)) is { } url
            ? AsTree(url)
            : null;

    /// <summary>Whether Backstage refuses a placeholder that resolves to <paramref name="url"/>: both are files of repositories, and these differ.</summary>
    public bool IsOtherRepository(WebUrl url) => GitFileUrl.Parse(url) is { } other && GitFileUrl.Parse(_file) is { } own && (other.Host, other.Repository) != (own.Host, own.Repository);

    // The GitHub integration takes /blob/ and /edit/ for /tree/.
    private static WebUrl AsTree(WebUrl url) =>
        url.Path.Split('/') is ["", { Length: > 0 } owner, { Length: > 0 } name, "blob" or "edit", .. { Length: > 0 } rest]
            ? url with { Path = $"/{owner}/{name}/tree/{string.Join('/', rest)}" }
            : url;
}
