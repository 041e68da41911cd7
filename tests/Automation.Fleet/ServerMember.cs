using System.Diagnostics;
using System.Globalization;

namespace Automation.Fleet;

/// <summary>A server process of a fleet; it keeps its address and its folder over restarts.</summary>
/// <param name="name">What it is called in the fleet.</param>
/// <param name="role">Its role.</param>
/// <param name="folder">Where its log and its data are.</param>
/// <param name="settings">Its settings.</param>
public sealed class ServerMember(string name, string role, string folder, IReadOnlyDictionary<string, string> settings) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10) };

    private string? _before = Programs.ServerBefore;

    /// <summary>What it is called in the fleet.</summary>
    public string Name => name;

    /// <summary>Whether it receives deliveries.</summary>
    public bool Receives => role != "worker";

    /// <summary>Whether it works on them.</summary>
    public bool Works => role != "intake";

    /// <summary>Its folder.</summary>
    public string Data { get; } = Path.Combine(folder, name);

    /// <summary>Its address.</summary>
    public Uri Address { get; } = new($"http://127.0.0.1:{FreePort.Next()}");

    /// <summary>The process that runs now.</summary>
    public FleetProcess? Process { get; private set; }

    /// <summary>Starts it, again after it was killed; returns once it answers.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        Process?.Dispose();
        Directory.CreateDirectory(Data);
        Process = FleetProcess.Start(
            name,
            Path.Combine(folder, $"{name}.log"),
            [.. _before is null ? Programs.Server : [_before], "--urls", Address.AbsoluteUri, "--data", Data, "--role", role],
            settings);
        var waiting = Stopwatch.StartNew();
        while (!await AnswersAsync("/healthz", cancellationToken))
        {
            if (Process.HasExited || waiting.Elapsed > Patience)
            {
                throw new FleetException($"{name} does not start:\n{Process.Tail}");
            }

            await Task.Delay(100, cancellationToken);
        }
    }

    /// <summary>Ends the earlier version in order, and starts the one to test in its place.</summary>
    public async Task UpgradeAsync(CancellationToken cancellationToken)
    {
        await Process!.StopAsync(cancellationToken);
        _before = null;
        await StartAsync(cancellationToken);
    }

    /// <summary>The sum of the series of a metric whose labels contain a text; null where the server does not answer.</summary>
    public async Task<double?> MetricAsync(string metric, string label, CancellationToken cancellationToken)
    {
        try
        {
            var text = await _http.GetStringAsync(new Uri(Address, "/metrics"), cancellationToken);
            return text.Split('\n')
                .Where(l => l.StartsWith(metric + "{", StringComparison.Ordinal) && l.Contains(label, StringComparison.Ordinal))
                .Sum(l => double.Parse(l[(l.LastIndexOf('}') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0], CultureInfo.InvariantCulture));
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Process?.Dispose();
        _http.Dispose();
    }

    private async Task<bool> AnswersAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri(Address, path), cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }
}
