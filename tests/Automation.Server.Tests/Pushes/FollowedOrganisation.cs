using Automation.Jobs.Webhooks;
using Automation.Server.Hosting;
using Automation.Server.Ledger;
using Automation.Server.Tests.Driving;
using Automation.Server.Tests.PullRequests;
using Automation.Testing.GitHub;
using Automation.Testing.GitHub.Drivers;
using Microsoft.Extensions.DependencyInjection;

namespace Automation.Server.Tests.Pushes;

/// <summary>An organisation whose default branches a running server follows; every event reaches it.</summary>
internal sealed class FollowedOrganisation : IAsyncDisposable
{
    public const string Catalog = CatalogPair.Catalog;

    private readonly CatalogPair _catalogs;
    private readonly int _before;

    private FollowedOrganisation(InstalledApp app, CatalogPair catalogs) => (App, _catalogs, _before) = (app, catalogs, app.GitHub.Deliveries.Count);

    public InstalledApp App { get; }

    public FakeGitHub GitHub => App.GitHub;

    public RepositoryDriver Artifact => GitHub.Repository(Catalog);

    public static async Task<FollowedOrganisation> StartAsync(
        FakeGitHubOptions? options = null,
        Func<ServerSettings, ServerSettings>? settings = null,
        string sources = CatalogPair.UsualSources,
        TimeProvider? clock = null,
        Action<IServiceCollection>? change = null)
    {
        var app = await InstalledApp.StartAsync(
            (options ?? new()) with { WebhookSecret = RunningServer.Secret, ChecksContract = options?.ChecksContract ?? true },
            Catalog,
            settings,
            change,
            clock);
        var organisation = new FollowedOrganisation(app, new CatalogPair(app.GitHub, sources));
        app.GitHub.SendTo(new Uri(app.Server.Address, "/github/webhooks"));
        return organisation;
    }

    /// <summary>A descriptor of a component.</summary>
    public static string Component(string name, string owner = "team-a", string rest = "") =>
        $"apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: {name}\nspec:\n  type: service\n  lifecycle: production\n  owner: "
        + $"{owner}\n{rest}";

    /// <summary>A repository with a component of its name.</summary>
    public RepositoryDriver Service(string name)
    {
        var repository = GitHub.Repository($"acme/svc-{name}");
        repository.Commit("main", $"Describe {name}", ("catalog-info.yaml", Component(name)));
        return repository;
    }

    /// <summary>The entities that the catalog has.</summary>
    public IReadOnlyList<string> Entities() =>
        [
            .. Artifact.Files()
                .Where(f => f.StartsWith("entities/", StringComparison.Ordinal))
                .Select(f => Path.GetFileNameWithoutExtension(f)["default.".Length..]),
        ];

    /// <summary>The descriptor of an entity in the catalog.</summary>
    public string? Entity(string name) =>
        Artifact.Files().FirstOrDefault(f => f.EndsWith($"/default.{name}.yaml", StringComparison.Ordinal)) is { } file ? Artifact.Text(file) : null;

    /// <summary>How many commits the catalog has beside the first.</summary>
    public int Commits() => Artifact.History().Count - 1;

    /// <summary>Waits until the catalog shows something.</summary>
    public Task UntilAsync(Func<bool> condition, string what) => RunningServer.UntilAsync(
        condition, () => $"{what}\n{string.Join(", ", Entities())}\n{Unsettled()}");

    /// <summary>Waits until the server has analysed all that GitHub sent.</summary>
    public Task CameAsync() => AllAsync(() => App.Server.Read(l => Deliveries.Count(l, DeliveryState.Received)) == 0);

    /// <summary>Waits until the server is through with all that GitHub sent.</summary>
    public Task SettledAsync() => AllAsync(() => App.Server.Pending() == 0);

    /// <summary>Builds the same catalog from nothing in another repository, and holds every file of the two against each other.</summary>
    public async Task ShouldBeAsBuiltFromNothingAsync()
    {
        var (catalog, again) = await _catalogs.BothAsync();
        catalog.ShouldBe(again);
    }

    /// <summary>Brings a catalog up to date, as a server does that has just started; what it says of it.</summary>
    public Task<string> FollowAsync(string catalog, IReadOnlyCollection<DirtySource> dirty, int keptCalls = 0) =>
        _catalogs.FollowAsync(catalog, dirty, keptCalls);

    /// <summary>What has to be fixed before the catalog can be updated.</summary>
    public Task<string> MistakeAsync() => _catalogs.MistakeAsync(Catalog);

    public async ValueTask DisposeAsync() => await App.DisposeAsync();

    private Task AllAsync(Func<bool> are) => RunningServer.UntilAsync(
        () => App.Server.Read(l => l.Number("SELECT count(*) FROM deliveries")) == GitHub.Deliveries.Count - _before && are(),
        () => $"{GitHub.Deliveries.Count - _before} sent, {App.Server.List().Count} came\n{Unsettled()}");

    private string Unsettled() =>
        string.Join(
            '\n',
            App.Server.List()
                .Where(d => d.State is not (DeliveryState.Done or DeliveryState.Ignored))
                .Select(d => $"{d.Event} {d.State} {d.Outcome} {d.LastError}"));
}
