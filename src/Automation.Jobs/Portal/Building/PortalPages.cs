using System.Collections.Frozen;
using Automation.Jobs.Portal.Content;
using Automation.Portal.Pages;
using Automation.Portal.Rendering;

namespace Automation.Jobs.Portal.Building;

/// <summary>All pages of what a reader may see. A static site has a file for each; a server makes the one that is asked for.</summary>
public sealed class PortalPages
{
    private readonly PortalIndex _index;
    private readonly PortalSettings _settings;
    private readonly EntityPages _entities;
    private readonly DocumentPages _documents;
    private readonly GonePages _gone;

    // Pages of entities are found by ref: a table of them would take more memory than the catalog. The others are made for the first page of their section.
    private readonly Lazy<FrozenDictionary<string, PortalPage>> _lists;
    private readonly Lazy<FrozenDictionary<string, PortalPage>> _owners;
    private readonly Lazy<FrozenDictionary<string, PortalPage>> _problems;
    private readonly Lazy<FrozenDictionary<string, PortalPage>> _single;

    public PortalPages(PortalCatalog catalog, PortalSettings settings)
    {
        (_index, _settings) = (new PortalIndex(catalog), settings);
        (_entities, _documents) = (new EntityPages(_index, settings), new DocumentPages(_index, settings));
        _gone = new GonePages(_index, settings);
        _lists = Table(() => new ListPages(_index, settings).All());
        _owners = Table(() => new OwnerPages(_index, settings).All());
        _problems = Table(() => new ProblemPages(_index, settings).All());
        _single = Table(Single);
    }

    /// <summary>Every page and file, in no particular order; each address once.</summary>
    public IEnumerable<PortalPage> All() =>
    [
        .. _single.Value.Values, .. _lists.Value.Values, .. _owners.Value.Values, .. _problems.Value.Values,
        .. _entities.All(), .. _documents.All(), .. _gone.All(),
    ];

    /// <summary>The page or file of an address; null if it has none.</summary>
    public PortalPage? Find(string address) => address[..(address.IndexOf('/', StringComparison.Ordinal) + 1)] switch
    {
        PortalAddress.Entities => _entities.Find(address) ?? _gone.Find(address),
        PortalAddress.Documents => _documents.Find(address),
        PortalAddress.Lists => _lists.Value.GetValueOrDefault(address),
        PortalAddress.Owners => _owners.Value.GetValueOrDefault(address),
        PortalAddress.Problems => _problems.Value.GetValueOrDefault(address),
        _ => _single.Value.GetValueOrDefault(address),
    };

    /// <summary>The entities that a search found, as a server answers it.</summary>
    /// <param name="question">What was searched for.</param>
    /// <param name="found">What was found.</param>
    internal Task<byte[]> SearchAsync(SearchQuestion question, SearchAnswer found) => new HomePages(_index, _settings).SearchAsync(question, found);

    /// <summary>The page of an address that has none.</summary>
    public Task<byte[]> NotFoundAsync() =>
        PageRenderer.RenderAsync<NotFoundPage>(new NotFoundPageModel(PageScope.Anywhere(_settings, _index).Frame()));

    private static Lazy<FrozenDictionary<string, PortalPage>> Table(Func<IEnumerable<PortalPage>> pages) =>
        new(() => pages().ToFrozenDictionary(p => p.Address, StringComparer.Ordinal));

    private IEnumerable<PortalPage> Single() =>
        new HomePages(_index, _settings).All()
            .Concat(new TemplatePages(_index, _settings).All())
            .Concat(new ScorecardPages(_index, _settings).All());
}
