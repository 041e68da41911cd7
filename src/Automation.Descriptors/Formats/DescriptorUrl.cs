using Automation.Core.Trees;

namespace Automation.Descriptors.Formats;

/// <summary>The address from which Backstage reads a descriptor, and the resolution of paths and URLs in it.</summary>
internal sealed class DescriptorUrl
{
    // Nothing here depends on the revision.
    private const string AnyRevision = "main";

    // The hosts that Backstage has an integration for without configuration (ScmIntegrations.fromConfig of @backstage/integration).
    private static readonly string[] IntegratedHosts =
        ["amazonaws.com", "bitbucket.org", "blob.core.windows.net", "dev.azure.com", "github.com", "gitlab.com", "storage.cloud.google.com"];

    private static readonly RepositorySlug AnyRepository = new("git.example", "owner", "repository");

    private readonly WebUrl _root;
    private readonly WebUrl _file;

    private DescriptorUrl(WebUrl root, WebUrl file)
    {
        _root = root;
        _file = file;
    }

    /// <summary>The address of a file; if its repository is not known, a placeholder that is used only for resolving.</summary>
    public static DescriptorUrl Of(string path, RepositorySlug? repository)
    {
        var slug = repository ?? AnyRepository;
        var root = WebUrl.Parse($"https://{slug.Host}/")!.Replace($"/{slug.Owner}/{slug.Name}/tree/{AnyRevision}");
        return new DescriptorUrl(root, root.Replace($"{root.Path}/{path}"));
    }

    /// <summary>
    /// What a path or URL resolves to: a URL unchanged, <c>/x</c> from the root of the repository, else from the descriptor. Null if it cannot be resolved.
    /// </summary>
    public WebUrl? Resolve(string text) =>
        (WebUrl.Parse(text)
            ?? (text.StartsWith('/') ? _root.Replace(_root.Path + text) : WebUrl.Parse(text,
                _file) is { } relative ? relative with { Query = "" } : null)) is { } url
            ? AsTree(url)
            : null;

    /// <summary>
    /// Whether Backstage refuses a placeholder that resolves to <paramref name="url"/>: it leads to another host that Backstage has an integration for, or on
    /// the descriptor's host to another repository, whether or not it names a file there. A host that Backstage has no integration for may be read.
    /// </summary>
    /// <remarks>
    /// <c>assertSameRepository</c> of <c>PlaceholderProcessor</c>, plugin-catalog-backend 4.0.3 and later. An organisation's own host counts as integrated:
    /// otherwise its descriptors could not be read.
    /// </remarks>
    public bool IsOtherRepository(WebUrl url)
    {
        var target = GitFileUrl.ParseAny(url);
        if (url.Host != _file.Host)
        {
            return IntegratedHosts.Contains(url.Host, StringComparer.Ordinal) || target is { IsAmbiguous: true };
        }

        return target is not null && GitFileUrl.ParseAny(_file) is { } own && (target.IsAmbiguous || target.Repository != own.Repository);
    }

    // The GitHub integration treats /blob/ and /edit/ as /tree/.
    private static WebUrl AsTree(WebUrl url) =>
        url.Path.Split('/') is ["", { Length: > 0 } owner, { Length: > 0 } name, "blob" or "edit", .. { Length: > 0 } rest]
            ? url with { Path = $"/{owner}/{name}/tree/{string.Join('/', rest)}" }
            : url;
}
