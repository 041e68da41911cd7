using System.Diagnostics.Metrics;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Automation.GitOps.Rendering;
using Automation.Jobs.Webhooks;
using Automation.Rendering.Tools;
using Automation.Server.Hosting;
using Automation.Server.Ledger;
using Automation.Server.Serving;
using Automation.Server.Work;
using Automation.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;

namespace Automation.Server.Tests.Driving;

/// <summary>The server as it is, with a real web server on a free port and a ledger on the disk.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    public const string Secret = "It's a Secret to Everybody";

    /// <summary>How long something that is to come is waited for: a machine may be slow, and share its time among all test programs.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly WebApplication _app;
    private readonly TemporaryFolder? _folder;
    private readonly LedgerReader _reader;
    private bool _stopped;

    private RunningServer(WebApplication app, TemporaryFolder? folder, ServerSettings settings)
    {
        _app = app;
        _folder = folder;
        Data = settings.Data;
        _reader = new LedgerReader(LedgerDatabase.Of(Data, settings.LedgerProvider, settings.ConnectionString));
    }

    public string Data { get; }

    public HttpClient Client { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    public IServiceProvider Services => _app.Services;

    /// <summary>Starts one; in a folder of its own unless one is given.</summary>
    public static async Task<RunningServer> StartAsync(
        Func<PullRequestItem, CancellationToken, Task<WorkOutcome>>? pullRequests = null,
        Func<ServerSettings, ServerSettings>? settings = null,
        string? data = null,
        TimeProvider? clock = null,
        Action<IServiceCollection>? change = null)
    {
        var folder = data is null ? new TemporaryFolder() : null;
        var given = new ServerSettings
        {
            WebhookSecret = Secret,
            Data = data ?? folder!.Path,
            Urls = "http://127.0.0.1:0",
            CatalogPace = Debounce.Free,
            SweepEvery = null,
            ReportsAppAtStart = false,
        };
        var chosen = settings?.Invoke(given) ?? given;
        var app = ServerHost.Build(chosen, services =>
        {
            TestOutput.TakeLog(services);
            if (pullRequests is not null)
            {
                services.AddKeyedSingleton<WorkItemProcessor>(typeof(PullRequestItem), new Scripted(pullRequests));
            }

            if (clock is not null)
            {
                services.AddSingleton(clock);
            }

            // This process is a test program, which must not be started as the launcher of tools.
            services.AddSingleton<IRenderTools>(_ => new RenderTools(new RenderToolPaths { Launcher = [] }));
            services.ConfigureOpenTelemetryMeterProvider(ItsOwn);
            change?.Invoke(services);
        });
        var server = new RunningServer(app, folder, chosen);
        await app.StartAsync();
        server.Address = new Uri(app.Urls.Single());
        server.Client = new HttpClient { BaseAddress = server.Address, Timeout = Patience };
        return server;
    }

    /// <summary>A request as GitHub makes it.</summary>
    public static HttpRequestMessage Request(string eventName, byte[] body, string? id = null, string secret = Secret)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/github/webhooks") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("X-GitHub-Event", eventName);
        request.Headers.Add("X-GitHub-Delivery", id ?? Guid.NewGuid().ToString());
        request.Headers.Add("X-Hub-Signature-256", Sign(body, secret));
        return request;
    }

    public static string Sign(byte[] body, string secret = Secret) =>
        $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body))}";

    /// <summary>Delivers a payload; returns the status.</summary>
    public async Task<int> DeliverAsync(string eventName, string payload, string? id = null, string secret = Secret)
    {
        using var request = Request(eventName, Encoding.UTF8.GetBytes(payload), id, secret);
        using var response = await Client.SendAsync(request);
        return (int)response.StatusCode;
    }

    /// <summary>A delivery as the ledger has it.</summary>
    public DeliveryRow? Find(string id) => _reader.Read(ledger => Deliveries.Find(ledger, id));

    public List<DeliveryRow> List(string? state = null) => _reader.Read(ledger => Deliveries.List(ledger, state, int.MaxValue));

    public T Read<T>(Func<LedgerConnection, T> read) => _reader.Read(read);

    /// <summary>The number of unfinished deliveries. It is polled often: reading rows would slow down the work on two cores.</summary>
    public long Pending() => _reader.Read(ledger => Deliveries.Count(ledger, DeliveryState.Received) + Deliveries.Count(ledger, DeliveryState.Queued));

    /// <summary>Waits until a delivery is in a state.</summary>
    public async Task<DeliveryRow> UntilAsync(string id, string state)
    {
        await UntilAsync(() => Find(id)?.State == state, () => $"{id} is {Find(id)?.State ?? "unknown"} and not {state}: {Find(id)?.Outcome}");
        return Find(id)!;
    }

    public static async Task UntilAsync(Func<bool> condition, Func<string> otherwise, TimeSpan? patience = null)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            if (TimeProvider.System.GetElapsedTime(start) > (patience ?? Patience))
            {
                throw new TimeoutException(otherwise());
            }

            await Task.Delay(10);
        }
    }

    /// <summary>Stops it as a signal does; the ledger stays.</summary>
    public async Task StopAsync()
    {
        _stopped = true;
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _reader.Dispose();
        if (!_stopped)
        {
            await StopAsync();
        }

        _folder?.Dispose();
    }

    // What counts is the process's: an exporter would show the servers of other tests, too.
    private static void ItsOwn(IServiceProvider services, MeterProviderBuilder metrics) =>
        metrics.AddView(
            instrument => instrument.Meter.Scope is { } scope && scope != services.GetRequiredService<IMeterFactory>() ? MetricStreamConfiguration.Drop : null);

    private sealed class Scripted(Func<PullRequestItem, CancellationToken, Task<WorkOutcome>> run) : WorkItemProcessor<PullRequestItem>
    {
        public override Task<WorkOutcome> RunAsync(PullRequestItem item, CancellationToken cancellationToken) => run(item, cancellationToken);
    }
}
