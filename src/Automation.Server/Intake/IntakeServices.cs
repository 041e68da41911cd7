using Automation.Server.Hosting;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Automation.Server.Intake;

/// <summary>The webhook endpoint.</summary>
internal static class IntakeServices
{
    public static IServiceCollection AddIntake(this IServiceCollection services, ServerSettings settings) => services
        .Configure<KestrelServerOptions>(EndpointSettings.Apply)
        .AddSingleton(new WebhookSecrets(settings.WebhookSecret, settings.PreviousWebhookSecret))
        .AddSingleton<IMemoryPoolFactory<byte>, ReceiveBlocks>()
        .AddSingleton(new BodyAllowance(IntakeLimits.MostBytesAtOnce))
        .AddSingleton<SignatureCheck>()
        .AddSingleton<RefusalLog>()
        .AddSingleton<WebhookEndpoint>();

    /// <summary>Maps the endpoint. It needs no sign-in: a delivery skips that middleware.</summary>
    public static void MapIntake(this WebApplication app, ServerSettings settings)
    {
        if (settings.Role is Role.All or Role.Intake)
        {
            app.MapPost(WebhookEndpoint.Path, app.Services.GetRequiredService<WebhookEndpoint>().HandleAsync).ShortCircuit();
        }
    }
}
