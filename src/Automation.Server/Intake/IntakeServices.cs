using System.Buffers;
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

/// <summary>The limits that the web server enforces before any of our code runs.</summary>
internal static class EndpointSettings
{
    public static void Apply(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;

        // Includes the framing of chunks; the body itself is counted while it is read.
        kestrel.Limits.MaxRequestBodySize = 2L * IntakeLimits.MostBytes;
        kestrel.Limits.MaxRequestHeadersTotalSize = IntakeLimits.MostHeaderBytes;
        kestrel.Limits.RequestHeadersTimeout = IntakeLimits.HeadersWithin;
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(IntakeLimits.LeastBytesPerSecond, IntakeLimits.SlowStart);
    }
}

/// <summary>
/// The memory that the web server receives into. Its own blocks have 4 KB, so that a payload of 20 KB takes six system calls and six wake-ups. A block of
/// 32 KB receives most GitHub payloads at once.
/// </summary>
internal sealed class ReceiveBlocks : MemoryPool<byte>, IMemoryPoolFactory<byte>
{
    private const int BlockBytes = 32 * 1024;

    /// <inheritdoc/>
    public override int MaxBufferSize => BlockBytes;

    /// <inheritdoc/>
    public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => this;

    // The shared pool keeps a block with the thread that gave it back, where it is still in the processor's cache, and frees unused ones.
    /// <inheritdoc/>
    public override IMemoryOwner<byte> Rent(int minBufferSize = -1) => Shared.Rent(BlockBytes);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
    }
}
