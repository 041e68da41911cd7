using Automation.Server.Fleet;
using Automation.Server.Hosting;
using Automation.Server.Intake;
using Automation.Server.Ledger;
using Automation.Server.Operations;
using Automation.Server.Pages;
using Automation.Server.Portal;
using Automation.Server.Work;

namespace Automation.Server.Serving;

/// <summary>The composition of the server: each folder adds what it needs.</summary>
internal static class ServerHost
{
    private static readonly TimeSpan AfterDraining = TimeSpan.FromSeconds(5);

    /// <summary>Builds it; <paramref name="change"/> lets a test put its own processor or clock in.</summary>
    public static WebApplication Build(ServerSettings settings, Action<IServiceCollection>? change = null)
    {
        // Watching the settings for changes would also watch the ledger if it is below the working directory, with an event for every write.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = ["--hostBuilder:reloadConfigOnChange=false"] });
        builder.WebHost.UseUrls(settings.Urls);
        builder.Services
            .Configure<HostOptions>(o => o.ShutdownTimeout = settings.DrainWithin + AfterDraining)
            .AddSingleton(settings)
            .AddSingleton(TimeProvider.System)
            .AddOperations(settings)
            .AddLedger(settings)
            .AddIntake(settings)
            .AddWork(settings)
            .AddPages(settings)
            .AddPortal(settings);
        change?.Invoke(builder.Services);

        var app = builder.Build();
        OpenLedger(app);
        app.MapIntake(settings);
        app.MapPages(settings);
        app.MapPortal(settings);
        app.MapOperations();
        return app;
    }

    // Problems of the ledger are reported before anything is served.
    private static void OpenLedger(WebApplication app)
    {
        try
        {
            _ = app.Services.GetRequiredService<LedgerWriter>();
            _ = app.Services.GetService<WorkerHome>();
        }
        catch (LedgerException)
        {
            ((IDisposable)app).Dispose();
            throw;
        }
    }
}
