using System.Collections.Concurrent;
using System.Net;
using Automation.Server.Tests.Driving;

namespace Automation.Server.Tests.Chaos;

/// <summary>The server as a process that is killed after so many answers, as chance wants it, and started again.</summary>
internal sealed class MortalServer : IAsyncDisposable
{
    private readonly string _data;
    private readonly (string, string)[] _settings;
    private readonly Queue<int> _killAfter;
    private readonly SemaphoreSlim _turn = new(1);
    private ServerProcess? _process;
    private HttpClient? _client;

    public MortalServer(string data, int seed, int kills, int deliveries, params (string, string)[] settings)
    {
        var chance = new Random(seed);
        (_data, _settings) = (data, settings);
        _killAfter = new Queue<int>(Enumerable.Range(0, kills).Select(_ => chance.Next(1, deliveries)).Order());
    }

    /// <summary>The deliveries that were answered 202.</summary>
    public ConcurrentDictionary<string, bool> Answered { get; } = new();

    /// <summary>How often it was killed.</summary>
    public int Killed { get; private set; }

    public string Log => _process?.Log ?? "";

    public async Task StartAsync()
    {
        (_process, var address) = await ServerProcess.StartAsync(_data, _settings);
        _client = new HttpClient { BaseAddress = address };
    }

    /// <summary>Delivers an event until it is answered, as GitHub does when somebody sees to it.</summary>
    public async Task DeliverAsync(string name, byte[] body, string id)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!Answered.ContainsKey(id))
        {
            TimeProvider.System.GetElapsedTime(start).ShouldBeLessThan(RunningServer.Patience, Log);
            try
            {
                using var request = RunningServer.Request(name, body, id);
                using var response = await _client!.SendAsync(request);

                // 503 says that it is not stored: it is delivered again, as after a failed connection.
                if (response.StatusCode != HttpStatusCode.ServiceUnavailable)
                {
                    ((int)response.StatusCode).ShouldBe(202);
                    Answered[id] = true;
                }
            }
            catch (Exception e) when (e is HttpRequestException or ObjectDisposedException or OperationCanceledException)
            {
                // It was killed; the killer starts it again.
            }

            await KillWhereDueAsync();
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _client?.Dispose();
        _process?.Dispose();
        _turn.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task KillWhereDueAsync()
    {
        await _turn.WaitAsync();
        try
        {
            if (_killAfter.TryPeek(out var after) && Answered.Count >= after)
            {
                _killAfter.Dequeue();
                Killed++;
                _process!.Kill();
                _process.Dispose();
                _client!.Dispose();
                await StartAsync();
            }
        }
        finally
        {
            _turn.Release();
        }
    }
}
