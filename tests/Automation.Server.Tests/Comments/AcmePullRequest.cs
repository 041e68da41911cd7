using Automation.Server.Ledger;
using Automation.Server.Tests.Parity;
using Automation.Server.Tests.PullRequests;
using Automation.Testing;
using Automation.Testing.GitHub.Drivers;

namespace Automation.Server.Tests.Comments;

/// <summary>A pull request in <c>samples/acme/orders</c>, checked by the App against the catalog of all of Acme.</summary>
internal sealed class AcmePullRequest : IAsyncDisposable
{
    private readonly InstalledApp _app;

    private AcmePullRequest(InstalledApp app, PullRequestDriver pull) => (_app, Pull) = (app, pull);

    public PullRequestDriver Pull { get; }

    /// <summary>The one comment, as GitHub holds it.</summary>
    public string Comment => Pull.Comments.ShouldHaveSingleItem().Body;

    /// <summary>Seven mistakes at once, among them an API that is gone although others use it.</summary>
    public static Task<AcmePullRequest> WorstAsync() => OpenAsync(orders => WithoutApi(orders)
        .Replace(
            "lifecycle: production\n  owner: ordering\n  system: order-management\n  providesApis:\n",
            "lifecyle: production\n  owner: orderin\n  system: order-management\n  providesApis:\n    - orders-api\n",
            StringComparison.Ordinal)
        + """
        ---
        apiVersion: backstage.io/v1alpha1
        kind: Component
        metadata:
          name: Orders Exporter
          tags: [Nightly]
        spec:
          type: service
          lifecycle: production
          owner: payments
          dependsOn: [orders-db]

        """);

    /// <summary>Nothing is wrong with it, but two services of other repositories use what it removes.</summary>
    public static Task<AcmePullRequest> RemovingAnApiAsync() => OpenAsync(WithoutApi);

    /// <summary>Two mistakes, of which one has a fix, and an API that is removed although others use it: the picture of the README.</summary>
    public static Task<AcmePullRequest> ForReadmeAsync()
    {
        const string Sound = "  lifecycle: production\n  owner: ordering\n  system: order-management\n  providesApis:\n";
        const string Mistaken = "  lifecyle: production\n  owner: orderin\n  system: order-management\n  providesApis:\n";
        return OpenAsync(orders => WithoutApi(orders).Replace(Sound, Mistaken, StringComparison.Ordinal));
    }

    private static string WithoutApi(string orders) =>
        string.Join("---\n", orders.Split("---\n").Where(d => !d.Contains("  name: orders-api\n", StringComparison.Ordinal)))
            .Replace("    - orders-api\n", "", StringComparison.Ordinal);

    private static async Task<AcmePullRequest> OpenAsync(Func<string, string> change)
    {
        var acme = Path.Combine(Repository.Root, "samples", "acme");
        using var origin = GitSandbox.Create();
        using var catalog = GitSandbox.Create();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(acme, "orders"), "*", SearchOption.AllDirectories))
        {
            origin.With(Path.GetRelativePath(Path.Combine(acme, "orders"), file), await File.ReadAllTextAsync(file));
        }

        origin.Commit("First");
        origin.Git("checkout", "--quiet", "-b", "change");
        origin.With("catalog-info.yaml", change(await File.ReadAllTextAsync(origin.At("catalog-info.yaml")))).Commit("Second");
        var sources = string.Concat(Directory.EnumerateDirectories(acme)
            .Order(StringComparer.Ordinal)
            .Select(f => $"  - directory: {f}\n    name: acme/{Path.GetFileName(f)}\n    repository: acme/{Path.GetFileName(f)}\n"));
        await File.WriteAllTextAsync(catalog.Beside("sources.yml"), $"sources:\n{sources}");
        await AutomationProgram.RunAsync(
            catalog.Path, new Dictionary<string, string>(), "catalog", "build", "--sources", catalog.Beside("sources.yml"), "--out", catalog.Path);
        catalog.Commit("Stitched");

        var app = await InstalledApp.StartAsync(catalog: "acme/catalog");
        app.GitHub.Repository("acme/catalog").Load(catalog.Path);
        app.GitHub.Repository("acme/orders").Load(origin.Path);
        foreach (var team in new[] { "ordering", "fulfilment" })
        {
            app.GitHub.Organisation("acme").WithTeam(team).WithAccess(team, "orders");
        }

        app.GitHub.Repository("acme/orders").WithCollaborator("aiko-mori");
        var pull = app.GitHub.OpenPullRequest("acme/orders", "change");
        (await app.SettleAsync(pull.Opened)).State.ShouldBe(DeliveryState.Done, app.Server.Find(pull.Opened.Guid.ToString())?.Outcome);
        return new AcmePullRequest(app, pull);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
