using System.Text;
using Automation.GitHub;
using Automation.GitHub.Access;
using Automation.Server.Hosting;
using Automation.Server.Ledger;
using Automation.Server.Tests.Driving;
using Automation.Testing;
using Automation.Testing.GitHub;
using Microsoft.Extensions.DependencyInjection;
using Delivery = Automation.Testing.GitHub.Webhooks.Delivery;

namespace Automation.Server.Tests.PullRequests;

/// <summary>The server as a GitHub App of a GitHub that is here.</summary>
internal sealed class InstalledApp : IAsyncDisposable
{
    private static readonly string[] Settled = [DeliveryState.Done, DeliveryState.Ignored, DeliveryState.NotActed, DeliveryState.Mistake, DeliveryState.Dead];

    private readonly TemporaryFolder _keys = new();

    private InstalledApp(FakeGitHub gitHub) => GitHub = gitHub;

    public FakeGitHub GitHub { get; }

    public RunningServer Server { get; private set; } = null!;

    /// <summary>The settings of a server that acts as the App.</summary>
    public Func<ServerSettings, ServerSettings> Settings { get; private set; } = s => s;

    /// <summary>Starts both; the server is sent every event.</summary>
    public static async Task<InstalledApp> StartAsync(
        FakeGitHubOptions? options = null,
        string? catalog = null,
        Func<ServerSettings, ServerSettings>? settings = null,
        Action<IServiceCollection>? change = null,
        TimeProvider? clock = null)
    {
        // A server that shares a slow machine with others answers late at times; what GitHub makes of that is not a matter here.
        var app = new InstalledApp(await FakeGitHub.StartAsync((options ?? new()) with { DeliveryTimeout = RunningServer.Patience }));
        var key = Path.Combine(app._keys.Path, "app.pem");
        await File.WriteAllTextAsync(key, app.GitHub.App.PrivateKey);
        app.Settings = s => s with
        {
            AppId = app.GitHub.App.Id,
            PrivateKeyPath = key,
            ApiUrl = app.GitHub.Url.AbsoluteUri,
            ServerUrl = new Uri("https://github.com"),
            CatalogRepository = RepositoryName.Parse(catalog),
            FirstRetry = TimeSpan.FromMilliseconds(50),
            RedeliverEvery = null,
        };
        app.Server = await RunningServer.StartAsync(
            clock: clock, settings: s => settings is null ? app.Settings(s) : settings(app.Settings(s)), change: change);
        return app;
    }

    /// <summary>GitHub as the App reaches it.</summary>
    public GitHubAccess Access() => new(new AppKey(GitHub.App.Id, GitHub.App.PrivateKey, TimeProvider.System), GitHub.Url, TimeProvider.System);

    /// <summary>Delivers an event, and waits until the server is through with it.</summary>
    public async Task<DeliveryRow> SettleAsync(Delivery delivery, string secret = RunningServer.Secret)
    {
        var id = delivery.Guid.ToString();
        (await Server.DeliverAsync(delivery.Event, Encoding.UTF8.GetString(delivery.Body), id, secret)).ShouldBe(202);
        await RunningServer.UntilAsync(
            () => Settled.Contains(Server.Find(id)?.State), () => $"{delivery.Event} is {Server.Find(id)?.State}: {Server.Find(id)?.Outcome}");
        return Server.Find(id)!;
    }

    /// <summary>Delivers several, one right after the other, and waits until the server is through with all that it was ever sent.</summary>
    public async Task SettleAllAsync(IEnumerable<Delivery> deliveries)
    {
        foreach (var delivery in deliveries)
        {
            (await Server.DeliverAsync(delivery.Event, Encoding.UTF8.GetString(delivery.Body), delivery.Guid.ToString())).ShouldBe(202);
        }

        await RunningServer.UntilAsync(
            () => Server.Pending() == 0,
            () => string.Join('\n', Server.List(DeliveryState.Queued).Select(d => $"{d.Event} for {d.Key} waits after {d.Starts} starts: {d.LastError}")));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await GitHub.DisposeAsync();
        _keys.Dispose();
    }
}
