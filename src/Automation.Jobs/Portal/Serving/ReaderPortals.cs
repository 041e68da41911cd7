using Automation.Core.Trees;
using Automation.Jobs.Portal.Building;
using Automation.Jobs.Portal.Content;
using Automation.Portal.Pages;

namespace Automation.Jobs.Portal.Serving;

/// <summary>
/// The portals of one state of the catalog: readers of the same sources share one. It is made when the first of them comes, and the least recently used ones
/// are forgotten.
/// </summary>
/// <param name="content">The state of the catalog.</param>
/// <param name="settings">The portal.</param>
public sealed class ReaderPortals(PortalContent content, ServedPortal settings)
{
    private const int MostPortals = 64;

    /// <summary>A portal takes about a kilobyte for each of its entities. The one that is used is kept whatever its size is.</summary>
    private const int MostEntities = 200_000;

    private const string OfAnyone = "anyone";

    private readonly Lock _lock = new();
    private readonly LinkedList<(string Key, Lazy<Task<ReaderPortal>> Portal)> _recent = new();

    /// <summary>The state of the catalog.</summary>
    public PortalContent Content => content;

    /// <summary>The portal of a reader.</summary>
    public Task<ReaderPortal> OfAsync(PortalReader reader)
    {
        var sources = settings.ReadableSources(content, reader);
        var key = reader is PortalReader.Anyone ? OfAnyone
            : sources.Count == content.Everything.Sources.Count ? ""
            : BlobId.Of(string.Join('\n', sources));
        lock (_lock)
        {
            var portal = Find(key) ?? new(() => Task.Run(() => Made(reader, sources)));
            _recent.AddFirst((key, portal));
            Forget();
            return portal.Value;
        }
    }

    private Lazy<Task<ReaderPortal>>? Find(string key)
    {
        for (var node = _recent.First; node is not null; node = node.Next)
        {
            if (node.Value.Key == key && !(node.Value.Portal is { IsValueCreated: true, Value.IsFaulted: true }))
            {
                _recent.Remove(node);
                return node.Value.Portal;
            }
        }

        return null;
    }

    private void Forget()
    {
        var (portals, entities) = (0, 0L);
        for (var node = _recent.First; node is not null;)
        {
            var next = node.Next;
            entities += node.Value.Portal is { IsValueCreated: true, Value: { IsCompletedSuccessfully: true } made } ? made.Result.Entities : 0;
            if (++portals > MostPortals || (entities > MostEntities && portals > 1))
            {
                _recent.Remove(node);
            }

            node = next;
        }
    }

    private ReaderPortal Made(PortalReader reader, IReadOnlyList<string> sources)
    {
        var readable = new ReadableRepositories.Only([], sources);
        var isAnyone = reader is PortalReader.Anyone;
        var catalog = isAnyone ? content.Everything.ForEverybody(readable) : content.Everything.For(readable);
        var commits = $"{new Uri(settings.Pages, settings.Catalog)}/commit/";
        return new ReaderPortal(catalog, new PortalSettings(settings.Product)
        {
            Organisation = settings.Organisation,
            CommitPage = isAnyone ? null : commits,
            Address = settings.Address?.AbsoluteUri,
            Others = [isAnyone ? new PageLink("Sign in", "sign-in") : new PageLink("Deliveries", "deliveries")],
            HistoryUnknown = isAnyone ? "it is shown to those who sign in."
                : content.Everything.Commits is null ? "the server has not read the history of the catalog yet."
                : "it is shown to those who can read all repositories of the catalog.",
            Audience = isAnyone ? "Everyone can see this page: it shows only public repositories, and no health."
                : "You see what is in repositories that you can read.",
        });
    }
}
