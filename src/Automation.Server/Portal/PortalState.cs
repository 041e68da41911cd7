using Automation.Jobs.Portal.Serving;
using Automation.Server.Hosting;

namespace Automation.Server.Portal;

/// <summary>What the portal shows at the moment: one state of the catalog, or the reason why there is nothing.</summary>
internal sealed class PortalState(ServerSettings settings, TimeProvider clock)
{
    // For this long, it counts what GitHub said of which repositories are public.
    private static readonly TimeSpan PublicLife = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan KeptFor = TimeSpan.FromHours(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ServedPortal? _portal = settings.CatalogRepository is not { } catalog ? null
        : new ServedPortal(settings.PortalTitle, catalog.ToString(), settings.ServerUrl)
        {
            Organisation = settings.SignIn?.Organization,
            Address = settings.PublicUrl,
            IsPublic = settings.IsPortalPublic,
        };

    private readonly Lock _lock = new();
    private volatile Shown _shown = new(null, Beginning(settings), null);
    private TaskCompletionSource _wanted = Signal();
    private TaskCompletionSource _first = Signal();
    private long _asked;

    /// <summary>Why there is no catalog, as a sentence.</summary>
    public string Reason => _shown.Reason;

    /// <summary>The state of the catalog that is shown; null if there is none.</summary>
    public PortalContent? Content => _shown.Portals?.Content;

    /// <summary>Whether it was read a short time ago which repositories are public.</summary>
    public bool KnowsPublic => _shown.Looked is { } looked && clock.GetElapsedTime(looked) < PublicLife;

    /// <summary>
    /// The portals of all readers; null if there is no catalog. Who comes first waits for it a while: a server whose portal is not used does not keep it.
    /// </summary>
    public async Task<ReaderPortals?> OpenAsync(CancellationToken cancellationToken)
    {
        Task first;
        lock (_lock)
        {
            _asked = clock.GetTimestamp();
            _wanted.TrySetResult();
            first = _first.Task;
        }

        if (_shown.Portals is null && _portal is not null && settings.MissingForGitHub.Count == 0)
        {
            await first.WaitAsync(Patience, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return _shown.Portals;
    }

    /// <summary>Waits until somebody opens the portal, unless they did in the last hour; what is not used is forgotten.</summary>
    public async Task WantedAsync(CancellationToken cancellationToken)
    {
        Task wanted;
        lock (_lock)
        {
            if (settings.Role == Role.Portal || (_wanted.Task.IsCompleted && clock.GetElapsedTime(_asked) < KeptFor))
            {
                return;
            }

            if (_wanted.Task.IsCompleted)
            {
                (_wanted, _first) = (Signal(), Signal());
                _shown = new Shown(null, Beginning(settings), null);
            }

            wanted = _wanted.Task;
        }

        await wanted.WaitAsync(cancellationToken);
    }

    /// <summary>GitHub answered.</summary>
    public void Set(PortalReading reading)
    {
        _shown = new Shown(Of(reading.Content), reading.Problem ?? "", clock.GetTimestamp());
        _first.TrySetResult();
    }

    /// <summary>GitHub did not answer: the same content, older.</summary>
    public void SetAged(PortalContent? content)
    {
        _shown = content is null ? _shown with { Reason = "GitHub cannot be reached. The server tries again." } : _shown with { Portals = Of(content) };
        _first.TrySetResult();
    }

    private static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ReaderPortals? Of(PortalContent? content) =>
        content is null || _portal is null ? null
        : ReferenceEquals(_shown.Portals?.Content, content) ? _shown.Portals
        : new ReaderPortals(content, _portal);

    private static string Beginning(ServerSettings settings) =>
        settings.CatalogRepository is null ? "Catalog__Repository is not set: set it to the repository of the catalog, and restart."
        : settings.MissingForGitHub is [_, ..] missing ? $"{new MissingSettings(missing)}: the catalog is read from GitHub as the App."
        : "The server is reading it. Reload the page in a moment.";

    private sealed record Shown(ReaderPortals? Portals, string Reason, long? Looked);
}
