using Automation.Catalog.Artifact;

namespace Automation.Jobs.Portal.Serving;

/// <summary>Who opens a portal on a server.</summary>
public abstract record PortalReader
{
    private PortalReader()
    {
    }

    /// <summary>An operator, who can read the server's disk anyway.</summary>
    public sealed record Operator : PortalReader;

    /// <summary>A member of the organisation.</summary>
    /// <param name="Repositories">The repositories that they can read, as <c>OWNER/NAME</c>, in any case.</param>
    public sealed record Member(IReadOnlySet<string> Repositories) : PortalReader;

    /// <summary>Anyone on the internet.</summary>
    public sealed record Anyone : PortalReader;
}

/// <summary>A portal on a server, and where its catalog comes from.</summary>
/// <param name="Product">The name of the portal.</param>
/// <param name="Catalog">The repository of the catalog, as <c>OWNER/NAME</c>.</param>
/// <param name="Pages">The address of GitHub's pages.</param>
public sealed record ServedPortal(string Product, string Catalog, Uri Pages)
{
    // The name that the source of an organisation's people has unless it is given another one.
    private const string PeopleEnding = "-people";
    private const string PeopleKind = "github-organization";

    /// <summary>The organisation whose members sign in; null without sign-in with GitHub.</summary>
    public string? Organisation { get; init; }

    /// <summary>The address of the portal; null if it is not known.</summary>
    public Uri? Address { get; init; }

    /// <summary>Whether everybody can see what is public.</summary>
    public bool IsPublic { get; init; }

    /// <summary>The names of the sources of a catalog that a reader can read.</summary>
    internal IReadOnlyList<string> ReadableSources(PortalContent content, PortalReader reader) =>
        [.. content.Everything.Sources.Where(s => Reads(content, reader, s)).Select(s => s.Name)];

    private bool Reads(PortalContent content, PortalReader reader, SourceRecord source) => reader switch
    {
        PortalReader.Operator => true,
        PortalReader.Member member => IsPeople(source) || Contains(member.Repositories, source) || (IsPublic && Contains(content.PublicRepositories, source)),
        _ => Contains(content.PublicRepositories, source),
    };

    // Members see each other and the teams on GitHub as well; the catalog has no secret teams.
    private bool IsPeople(SourceRecord source) => source.Kind == PeopleKind && source.Repository is null && Organisation is { } organisation
        && string.Equals(source.Name, organisation + PeopleEnding, StringComparison.OrdinalIgnoreCase);

    // What has no repository is a file of the catalog's own.
    private bool Contains(IReadOnlySet<string> repositories, SourceRecord source) =>
        source.Repository is not { } repository ? repositories.Contains(Catalog)
        : repository.StartsWith($"{Pages.Host}/", StringComparison.OrdinalIgnoreCase) && repositories.Contains(repository[(Pages.Host.Length + 1)..]);
}
