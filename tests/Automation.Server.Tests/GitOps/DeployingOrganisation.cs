using Automation.GitHub;
using Automation.Server.Hosting;
using Automation.Server.Tests.Driving;
using Automation.Server.Tests.Pushes;
using Automation.Testing.GitHub;
using Automation.Testing.GitHub.Drivers;

namespace Automation.Server.Tests.GitOps;

/// <summary>An organisation whose services a running server proposes to the GitOps repository <c>acme/gitops</c>; every event reaches it.</summary>
internal sealed class DeployingOrganisation : IAsyncDisposable
{
    public const string Settings =
        """
        environments:
          - name: staging
            clusters: [staging]
            prune: true
          - name: production
            clusters: [production-eu, production-us]
        clusters:
          staging: {}
          production-eu: {}
          production-us: {}

        """;

    private readonly FollowedOrganisation _organisation;

    private DeployingOrganisation(FollowedOrganisation organisation) => _organisation = organisation;

    public FollowedOrganisation Organisation => _organisation;

    public FakeGitHub GitHub => _organisation.GitHub;

    public RunningServer Server => _organisation.App.Server;

    public RepositoryDriver Repository => GitHub.Repository("acme/gitops");

    public int Writes => GitHub.Requests.Count(r => r.IsWrite && r.Path.StartsWith("/repos/acme/gitops/", StringComparison.Ordinal));

    /// <summary>What the check of a proposal writes: it is a pull request as any other.</summary>
    public int WritesOfCheck => GitHub.Requests.Count(r => r.IsWrite && r.Path.StartsWith("/repos/acme/gitops/", StringComparison.Ordinal)
        && (r.Path.Contains("/check-runs", StringComparison.Ordinal) || r.Path.Contains("/comments", StringComparison.Ordinal)
            || r.Path.Contains("/reviews", StringComparison.Ordinal)));

    public static async Task<DeployingOrganisation> StartAsync(
        string settings = Settings, FakeGitHubOptions? options = null, Func<ServerSettings, ServerSettings>? server = null)
    {
        var organisation = await FollowedOrganisation.StartAsync(
            (options ?? new()) with { RequestsPerHour = 100_000 },
            s => (server?.Invoke(s) ?? s) with { GitOpsRepository = RepositoryName.Parse("acme/gitops") });
        var deploying = new DeployingOrganisation(organisation);
        deploying.GitHub.Organisation("acme").WithMembers("ada", "bob", "mallory");
        deploying.Repository.WithCollaborator("ada", "admin").WithCollaborator("bob", "write").WithCollaborator("mallory", "read")
            .Commit("main", "Begin", ("README.md", "What runs where\n"), (".automation/gitops.yml", settings));
        return deploying;
    }

    /// <summary>The last pull request of a service.</summary>
    public PullRequestDriver Pull(string service) => Repository.PullRequests.Last(p => p.Pull.HeadRef == $"automation/gitops/deploy/{service}");

    public bool HasPull(string service) => Repository.PullRequests.Any(p => p.Pull.HeadRef == $"automation/gitops/deploy/{service}");

    /// <summary>Merges the proposals of services, one after the other.</summary>
    public async Task MergeAsync(params string[] services)
    {
        foreach (var service in services)
        {
            await RunningServer.UntilAsync(() => HasPull(service), () => $"no proposal for {service}\n{Outcomes()}");
            await SettledAsync();
            Pull(service).Merge();
            await SettledAsync();
        }
    }

    /// <summary>Waits until the server is through with all events, and with the work that they caused.</summary>
    public async Task SettledAsync()
    {
        await _organisation.SettledAsync();
        await RunningServer.UntilAsync(() => Unfinished() == 0, () => $"{Unfinished()} work items are not finished\n{Outcomes()}");
    }

    /// <summary>What the runs of proposals ended with, oldest first, without those that found nothing new.</summary>
    public IReadOnlyList<string> Runs() => Server.Read(l => l.Rows(
        "SELECT state || ': ' || coalesce(outcome, '') FROM work WHERE key = 'gitops acme/gitops' AND outcome NOT LIKE 'neither %' ORDER BY id", r => r.GetString(0)));

    public async ValueTask DisposeAsync() => await _organisation.DisposeAsync();

    private long Unfinished() => Server.Read(l => l.Number("SELECT count(*) FROM work WHERE state IN ('waiting', 'running')"));

    private string Outcomes() => string.Join('\n', Server.Read(l => l.Rows(
        "SELECT key || ' ' || state || ': ' || coalesce(outcome, '') FROM work ORDER BY id", r => r.GetString(0))));
}
