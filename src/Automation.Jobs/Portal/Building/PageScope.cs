using Automation.Core;
using Automation.Core.Text;
using Automation.Jobs.Portal.Content;
using Automation.Portal.Pages;

namespace Automation.Jobs.Portal.Building;

/// <summary>What all pages of a portal have in common.</summary>
/// <param name="Product">Its name.</param>
public sealed record PortalSettings(string Product)
{
    /// <summary>The organisation; null if it is not known.</summary>
    public string? Organisation { get; init; }

    /// <summary>The commit of the catalog; null if it is not known.</summary>
    public BuiltFrom? Built { get; init; }

    /// <summary>The address of the site, ending with a slash; null if it is not known.</summary>
    public string? Address { get; init; }

    /// <summary>The page of a commit of the catalog on the forge: what stands before the id; null if it is not known.</summary>
    public string? CommitPage { get; init; }

    /// <summary>Whether documentation and the definitions of APIs are left out.</summary>
    public bool LeavesOutTexts { get; init; }

    /// <summary>Who can see the site, in a sentence.</summary>
    public string Audience { get; init; } = "";

    /// <summary>The scripts of all pages.</summary>
    public IReadOnlyList<string> Scripts { get; init; } = [];

    /// <summary>Pages beside the portal, with their addresses from its root: those of the server that shows it.</summary>
    public IReadOnlyList<PageLink> Others { get; init; } = [];

    /// <summary>Why the history of the catalog is not known, where it is not.</summary>
    public string HistoryUnknown { get; init; } =
        "the portal was built from a catalog without a git history. Build it in a clone of the catalog repository.";

    /// <summary>How many files of search data the site has; null for none.</summary>
    public int? SearchFiles { get; init; }

    /// <summary>The path under which the site is, with a slash at both ends. Only pages that are shown at other addresses need it.</summary>
    public string BasePath { get; init; } = "/";
}

/// <summary>A page that is being made: its links are relative to its address, so that a portal works under any path.</summary>
internal sealed class PageScope
{
    private readonly PortalSettings _settings;
    private readonly string _address;

    public PageScope(PortalSettings settings, PortalIndex index, string address)
    {
        (_settings, Index, _address) = (settings, index, address);
        Root = string.Concat(Enumerable.Repeat("../", address.Count(c => c == '/')));
    }

    /// <summary>A page that is shown at any address.</summary>
    public static PageScope Anywhere(PortalSettings settings, PortalIndex index) => new(settings, index, "") { Root = settings.BasePath };

    public PortalIndex Index { get; }

    public PortalCatalog Catalog => Index.Catalog;

    /// <summary>The state of a page whose history is not known.</summary>
    public PageState HistoryUnknown => new PageState.NotKnown(_settings.HistoryUnknown);

    private string Root { get; init; }

    public SiteFrame Frame(string? report = null) => new(_settings.Product, Root)
    {
        Organisation = _settings.Organisation,
        Built = _settings.Built,
        Audience = _settings.Audience,
        Scripts = _settings.Scripts,
        SearchFiles = _settings.SearchFiles,
        Report = report,
        Others = _settings.Others,
        Canonical = _settings.Address is { } site ? site + _address : null,
    };

    /// <summary>The address of another page, from this one.</summary>
    public string To(string address) => Root.Length + address.Length == 0 ? "./" : Root + address;

    public PageLink Commit(string commit) =>
        new(commit[..Math.Min(10, commit.Length)], _settings.CommitPage is { } page ? page + commit : null);

    public static string Date(DateTimeOffset date) => ShownTime.Of(date);

    public EntityMention Mention(PortalEntity entity) =>
        new(entity.Ref.ToString(), KindWords.One(entity.Ref.Kind), VisibleText.Of(entity.Title, 100), To(PortalAddress.Entity(entity.Ref)));

    public EntityMention Mention(EntityRef entity) =>
        Catalog.Find(entity) is { } known
            ? Mention(known)
            : new EntityMention(VisibleText.Of(entity.ToString(), 200), KindWords.One(entity.Kind), entity.Name, null);

    /// <summary>An owner leads to what it owns.</summary>
    public EntityMention Owner(EntityRef owner) => Catalog.Find(owner) is { } known && Index.HasOwnerPage(known)
        ? Mention(known) with { Address = To(PortalAddress.Owner(owner)) }
        : Mention(owner);

    public IReadOnlyList<EntityMention> Owners(PortalEntity entity) => [.. entity.Owners.Select(o => Owner(o.Target))];

    public EntityRow Row(PortalEntity entity) => new(Mention(entity))
    {
        Type = entity.Fields.Type,
        Description = entity.Fields.Description is { Length: > 0 } description ? VisibleText.Of(description, 120) : null,
        Owners = Owners(entity),
        Systems = [.. entity.Related("partOf").Where(r => r.Target.Kind is "system" or "domain").Select(r => Mention(r.Target))],
        Lifecycle = entity.Fields.Lifecycle,
        Health = HealthMarks.Of(entity.Health),
        Problems = Index.ProblemsOf(entity.Ref).Count,
        IsStale = entity.Stale is not null,
    };

    /// <param name="isOfEntity">Whether the page is the entity's own, which is not named again.</param>
    /// <param name="isOfOwner">Whether the page is the owner's own.</param>
    public ProblemRow Row(PortalProblem problem, bool isOfEntity = false, bool isOfOwner = false) => new(
        Mark(problem.Severity),
        new PageLink(problem.Id, problem.RulePage),
        problem.Message,
        problem.Side switch
        {
            ProblemOwner.PlatformTeam => "platform team",
            ProblemOwner.ApplicationTeams => "application team",
            _ => "not known yet",
        },
        problem.Next,
        new PageLink(VisibleText.Of(problem.Place, 300), problem.PlacePage))
    {
        Entity = isOfEntity || problem.Entity is null ? null : Mention(problem.Entity),
        Owner = isOfOwner || problem.Owner is null || problem.Side != ProblemOwner.ApplicationTeams ? null : Owner(problem.Owner),
        Since = problem.Since is { } since ? Date(since) : null,
    };

    public PagerModel Pager(string list, int number, int total)
    {
        var pages = Math.Max(1, (total + PagerModel.PageSize - 1) / PagerModel.PageSize);
        var first = ((number - 1) * PagerModel.PageSize) + 1;
        return new PagerModel(number, pages, total, first, Math.Min(total, number * PagerModel.PageSize)) { Address = n => To(PortalAddress.Page(list, n)) };
    }

    public static StateMark Mark(Core.Findings.Severity severity) => severity switch
    {
        Core.Findings.Severity.Error => new("Error", MarkTone.Bad),
        Core.Findings.Severity.Warning => new("Warning", MarkTone.Attention),
        _ => new("Note", MarkTone.Plain),
    };
}
