using Automation.GitHub.Access;
using Automation.GitHub.Deliveries;
using Automation.GitHub.Trees;
using Automation.GitOps.Rendering;
using Automation.Jobs.Following;
using Automation.Jobs.GitOps.Proposing;
using Automation.Jobs.Health;
using Automation.Jobs.PullRequests;
using Automation.Jobs.SelfService;
using Automation.Jobs.Webhooks;
using Automation.Rendering.Tools;
using Automation.Server.Fleet;
using Automation.Server.Hosting;
using Automation.Server.Operations;
using Automation.Server.Transports.Choice;

namespace Automation.Server.Work;

/// <summary>The processing of deliveries: the queue and its workers, the processor of each kind of work, and recurring tasks.</summary>
internal static class WorkServices
{
    public static IServiceCollection AddWork(this IServiceCollection services, ServerSettings settings)
    {
        if (settings.Role is Role.Intake or Role.Portal)
        {
            return services;
        }

        services.AddSingleton<AuditedWrites>();
        _ = settings.MissingForGitHub.Count > 0
            ? services.AddProcessor<PullRequestItem, UnreachableGitHub>().AddProcessor<CatalogItem, UnfollowedCatalog>()
                .AddProcessor<ScaffoldItem, NoScaffolding>().AddProcessor<ProposalItem, NoProposals>()
            : services.AddGitHub(settings).AddPullRequests(settings).AddCatalog(settings).AddScaffolding(settings).AddProposals(settings).AddHealth(settings);
        return services
            .AddSingleton(new RetryPolicy(settings.Attempts, Random.Shared, settings.FirstRetry))
            .AddFleet()
            .AddSingleton<WorkSignal>()
            .AddSingleton<WorkRunner>()
            .AddHostedService<DeliveryTriage>()
            .AddDispatching(settings)
            .AddSingleton<Retention>()
            .AddHostedService(s => s.GetRequiredService<Retention>());
    }

    private static IServiceCollection AddDispatching(this IServiceCollection services, ServerSettings settings) =>
        settings.Queue.Transport != QueueTransport.Ledger
            ? services.AddTransport(settings).AddHostedService<WorkHandover>().AddHostedService<HandedDispatcher>()
            : services.AddHostedService<Dispatcher>();

    private static IServiceCollection AddGitHub(this IServiceCollection services, ServerSettings settings) => services
        .AddGitHubAccess(settings)
        .AddHostedService<AppReport>()
        .AddHostedService<Sweep>()
        .AddSingleton<DeliveryLog>()
        .AddSingleton<RedeliveryStep>()
        .AddHostedService<Redelivery>();

    private static IServiceCollection AddPullRequests(this IServiceCollection services, ServerSettings settings) => services
        .AddSingleton(s => new PullRequestRun(
            s.GetRequiredService<GitHubAccess>(),
            settings.ServerUrl,
            settings.CatalogRepository,
            s.GetRequiredService<BlobCache>(),
            s.GetRequiredService<IRenderTools>(),
            s.GetRequiredService<TimeProvider>()))
        .AddSingleton<IRenderTools>(_ => new RenderTools(RenderToolPaths.Find(Environment.GetEnvironmentVariable)))
        .AddProcessor<PullRequestItem, PullRequestProcessor>();

    private static IServiceCollection AddCatalog(this IServiceCollection services, ServerSettings settings) =>
        settings is not { CatalogRepository: { } catalog, FollowsCatalog: true }
            ? services.AddProcessor<CatalogItem, UnfollowedCatalog>()
                .AddProcessor<ScaffoldItem, NoScaffolding>()
            : services
                .AddSingleton<InstalledRepositories>()
                .AddSingleton(s => new FollowRepositories(
                    s.GetRequiredService<GitHubAccess>(),
                    catalog,
                    settings.ServerUrl.Host,
                    s.GetRequiredService<InstalledRepositories>(),
                    s.GetRequiredService<BlobCache>(),
                    s.GetRequiredService<TimeProvider>())
                {
                    KeptCalls = settings.KeptCalls,
                    ConfirmsRemovals = settings.ConfirmsRemovals,
                })
                .AddProcessor<CatalogItem, CatalogProcessor>();

    private static IServiceCollection AddScaffolding(this IServiceCollection services, ServerSettings settings) =>
        settings is not { ScaffoldRepository: not null, CatalogRepository: { } catalog }
            ? services.AddProcessor<ScaffoldItem, NoScaffolding>()
            : services
                .AddSingleton(s => new ScaffoldFromIssue(
                    s.GetRequiredService<GitHubAccess>(),
                    new Uri(settings.ApiUrl),
                    settings.ServerUrl,
                    catalog,
                    s.GetRequiredService<BlobCache>(),
                    s.GetRequiredService<TimeProvider>())
                {
                    GitOps = settings.GitOpsRepository,
                    Tools = s.GetRequiredService<IRenderTools>(),
                })
                .AddProcessor<ScaffoldItem, ScaffoldProcessor>();

    private static IServiceCollection AddHealth(this IServiceCollection services, ServerSettings settings) =>
        settings is not { Health: { } health, CatalogRepository: { } catalog }
            ? services
            : services
                .AddSingleton(s => new FollowClusters(
                    s.GetRequiredService<GitHubAccess>(),
                    new Uri(settings.ApiUrl),
                    catalog,
                    health.Clusters,
                    s.GetRequiredService<BlobCache>(),
                    s.GetRequiredService<TimeProvider>())
                {
                    Branch = health.Branch,
                    ArgoNamespace = health.ArgoNamespace,
                    Namespaces = health.Namespaces,
                    WithVolumes = health.WithVolumes,
                    ShowsDeployments = health.ShowsDeployments,
                    GitOps = health.CommentsOnMerged ? settings.GitOpsRepository : null,
                    KeptCalls = settings.KeptCalls,
                })
                .AddHostedService<ClusterWatch>();

    private static IServiceCollection AddProposals(this IServiceCollection services, ServerSettings settings) =>
        settings is not { GitOpsRepository: not null, CatalogRepository: { } catalog }
            ? services.AddProcessor<ProposalItem, NoProposals>()
            : services
                .AddSingleton(s => new ProposeFromCatalog(
                    s.GetRequiredService<GitHubAccess>(),
                    new Uri(settings.ApiUrl),
                    settings.ServerUrl,
                    catalog,
                    s.GetRequiredService<BlobCache>(),
                    s.GetRequiredService<IRenderTools>(),
                    s.GetRequiredService<TimeProvider>())
                {
                    KeptCalls = settings.KeptCalls,
                })
                .AddProcessor<ProposalItem, ProposalProcessor>();
}
