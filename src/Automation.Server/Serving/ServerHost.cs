using Automation.GitHub;
using Automation.GitHub.Access;
using Automation.GitHub.Deliveries;
using Automation.GitHub.Trees;
using Automation.Jobs.Following;
using Automation.Jobs.PullRequests;
using Automation.Jobs.Webhooks;
using Automation.Server.Audit;
using Automation.Server.Hosting;
using Automation.Server.Intake;
using Automation.Server.Ledger;
using Automation.Server.Operations;
using Automation.Server.Pages;
using Automation.Server.SignIn;
using Automation.Server.Work;
using Microsoft.AspNetCore.Connections;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Automation.Server.Serving;

/// <summary>The composition of the server: the webhook endpoint, the ledger, the workers.</summary>
internal static class ServerHost
{
    // OpenTelemetry: "OTLP Exporter Configuration".
    private const string TraceTarget = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private static readonly TimeSpan AfterDraining = TimeSpan.FromSeconds(5);

    /// <summary>Builds it; <paramref name="change"/> lets a test put its own processor or clock in.</summary>
    public static WebApplication Build(ServerSettings settings, Action<IServiceCollection>? change = null)
    {
        // Watching the settings for changes would watch the ledger, too, if it is below the working directory: a call for every write.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = ["--hostBuilder:reloadConfigOnChange=false"] });
        var services = builder.Services;

        builder.WebHost.UseUrls(settings.Urls);
        builder.WebHost.ConfigureKestrel(EndpointSettings.Apply);
        services.Configure<HostOptions>(o => o.ShutdownTimeout = settings.DrainWithin + AfterDraining);
        ServerLog.Configure(builder.Logging, settings);

        services.AddSingleton(settings);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(settings.Redactor());
        services.AddSingleton<Lifecycle>();
        services.AddSingleton<Health>();
        services.AddSingleton<StartupWarnings>();
        services.AddSingleton<ServerMetrics>();
        services.AddSingleton<Tracing>();
        var telemetry = services.AddOpenTelemetry()
            .WithMetrics(m => m.AddMeter(ServerMetrics.MeterName, "Microsoft.AspNetCore.Hosting", "System.Runtime").AddPrometheusExporter());

        if (Environment.GetEnvironmentVariable(TraceTarget) is { Length: > 0 })
        {
            telemetry.ConfigureResource(r => r.AddService("automation-server"))
                .WithTracing(t => t.AddSource(Tracing.SourceName, GitHubAccess.TraceSource).AddOtlpExporter());
        }

        services.AddSingleton(new LedgerDatabase(settings.Data, settings.ConnectionString));
        services.AddSingleton<LedgerWriter>();
        services.AddSingleton<LedgerReader>();

        services.AddSingleton(new WebhookSecrets(settings.WebhookSecret, settings.PreviousWebhookSecret));
        services.AddSingleton<IMemoryPoolFactory<byte>, ReceiveBlocks>();
        services.AddSingleton(new BodyAllowance(IntakeLimits.MostBytesAtOnce));
        services.AddSingleton<SignatureCheck>();
        services.AddSingleton<RefusalLog>();
        services.AddSingleton<WebhookEndpoint>();

        if (settings.Role is Role.All or Role.Worker)
        {
            services.AddSingleton<AuditedWrites>();
            AddGitHub(services, settings);
            services.AddSingleton(new RetryPolicy(settings.Attempts, Random.Shared, settings.FirstRetry));
            services.AddSingleton<WorkerLock>();
            services.AddSingleton<WorkSignal>();
            services.AddSingleton<WorkRunner>();
            services.AddHostedService<DeliveryTriage>();
            services.AddHostedService<Dispatcher>();
            services.AddSingleton<Retention>();
            services.AddHostedService(s => s.GetRequiredService<Retention>());
        }

        if (settings.HasPages)
        {
            services.AddSignIn(settings);
            services.AddSingleton<SignInLog>();
            services.AddSingleton<SignInEndpoints>();
            services.AddSingleton<PageEndpoints>();
        }

        change?.Invoke(services);
        var app = builder.Build();
        if (settings is { PublicUrl: { } address, SignIn: not null })
        {
            PageEndpoints.UseAddress(app, address);
        }

        if (settings.Role is Role.All or Role.Intake)
        {
            // The webhook endpoint needs no sign-in: a delivery skips that middleware.
            app.MapPost(WebhookEndpoint.Path, app.Services.GetRequiredService<WebhookEndpoint>().HandleAsync).ShortCircuit();
        }

        if (settings.HasPages)
        {
            app.Services.GetRequiredService<PageEndpoints>().Map(app);
        }

        // Problems of the ledger are reported before anything is served.
        try
        {
            _ = app.Services.GetRequiredService<LedgerWriter>();
            _ = app.Services.GetService<WorkerLock>();
        }
        catch (LedgerException)
        {
            ((IDisposable)app).Dispose();
            throw;
        }

        app.Services.GetRequiredService<StartupWarnings>().Log();
        app.MapGet("/healthz", Health.AliveAsync);
        app.MapGet("/readyz", app.Services.GetRequiredService<Health>().ReadyAsync);
        app.MapPrometheusScrapingEndpoint("/metrics");
        return app;
    }

    private static void AddGitHub(IServiceCollection services, ServerSettings settings)
    {
        var isReachable = settings.MissingForGitHub.Count == 0;
        if (!isReachable || settings.CatalogRepository is null || !settings.FollowsCatalog)
        {
            services.AddProcessor<CatalogItem, UnfollowedCatalog>();
        }

        if (!isReachable)
        {
            services.AddProcessor<PullRequestItem, UnreachableGitHub>();
            return;
        }

        services.AddSingleton(
            s =>
                new GitHubAccess(
                    new AppKey(settings.AppId!.Value, File.ReadAllText(settings.PrivateKeyPath!), s.GetRequiredService<TimeProvider>()),
                    new Uri(settings.ApiUrl),
                    s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(new BlobCache(BlobCache.UsualCapacity));
        services.AddSingleton(
            s =>
                new PullRequestRun(
                    s.GetRequiredService<GitHubAccess>(),
                    settings.ServerUrl,
                    settings.CatalogRepository,
                    s.GetRequiredService<BlobCache>(),
                    s.GetRequiredService<TimeProvider>()));
        services.AddProcessor<PullRequestItem, PullRequestProcessor>();
        services.AddHostedService<AppReport>();
        services.AddHostedService<Sweep>();
        services.AddSingleton<DeliveryLog>();
        services.AddSingleton<RedeliveryStep>();
        services.AddHostedService<Redelivery>();
        if (settings is { CatalogRepository: { } catalog, FollowsCatalog: true })
        {
            AddCatalog(services, settings, catalog);
        }
    }

    private static void AddCatalog(IServiceCollection services, ServerSettings settings, RepositoryName catalog)
    {
        services.AddSingleton<InstalledRepositories>();
        services.AddSingleton(s => new FollowRepositories(
            s.GetRequiredService<GitHubAccess>(),
            catalog,
            settings.ServerUrl.Host,
            s.GetRequiredService<InstalledRepositories>(),
            s.GetRequiredService<BlobCache>(),
            s.GetRequiredService<TimeProvider>())
        {
            KeptCalls = settings.KeptCalls,
            ConfirmsRemovals = settings.ConfirmsRemovals,
        });
        services.AddProcessor<CatalogItem, CatalogProcessor>();
    }

    private static Redactor Redactor(this ServerSettings settings) =>
        new(
            settings.WebhookSecret,
            settings.PreviousWebhookSecret,
            settings.SignIn?.ClientSecret,
            settings.PrivateKeyPath is { } path ? File.ReadAllText(path) : null);
}
