using Automation.GitHub.Access;
using Automation.Server.Hosting;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Automation.Server.Operations;

/// <summary>The server's log, metrics, traces and health checks.</summary>
internal static class OperationsServices
{
    // OpenTelemetry: "OTLP Exporter Configuration".
    private const string TraceTarget = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static IServiceCollection AddOperations(this IServiceCollection services, ServerSettings settings)
    {
        services.AddLogging(logging => ServerLog.Configure(logging, settings));
        services.AddSingleton(RedactorFor(settings));
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

        return services;
    }

    /// <summary>Logs what to improve in the configuration, and maps <c>/healthz</c>, <c>/readyz</c> and <c>/metrics</c>.</summary>
    public static void MapOperations(this WebApplication app)
    {
        app.Services.GetRequiredService<StartupWarnings>().Log();
        app.MapGet("/healthz", Health.AliveAsync);
        app.MapGet("/readyz", app.Services.GetRequiredService<Health>().ReadyAsync);
        app.MapPrometheusScrapingEndpoint("/metrics");
    }

    private static Redactor RedactorFor(ServerSettings settings) => new(
        settings.WebhookSecret,
        settings.PreviousWebhookSecret,
        settings.SignIn?.ClientSecret,
        settings.Queue.Address,
        QueueValidation.Password(settings.Queue),
        settings.PrivateKeyPath is { } path ? File.ReadAllText(path) : null);
}
