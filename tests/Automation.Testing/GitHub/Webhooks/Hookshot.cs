using System.Diagnostics;
using System.Net.Http.Headers;
using System.Threading.Channels;
using Automation.Testing.GitHub.State;

namespace Automation.Testing.GitHub.Webhooks;

/// <summary>Posts deliveries to the receiver, one after the other or several at once, and notes what it answers.</summary>
internal sealed class Hookshot : IAsyncDisposable
{
    private readonly FakeGitHubState _state;
    private readonly Faults _faults;
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly Channel<(Uri Receiver, Delivery Delivery)> _queue = Channel.CreateUnbounded<(Uri, Delivery)>();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _workers;

    public Hookshot(FakeGitHubState state, Faults faults)
    {
        (_state, _faults, Receiver) = (state, faults, state.Options.Receiver);
        state.Announced = Enqueue;
        _workers = Task.WhenAll(Enumerable.Range(0, state.Options.DeliveriesAtOnce).Select(_ => Task.Run(WorkAsync)));
    }

    /// <summary>Where deliveries go; null to leave them to the test.</summary>
    public Uri? Receiver { get; set; }

    /// <summary>Posts one, and notes the outcome.</summary>
    public Task<Delivery> SendAsync(Delivery delivery, CancellationToken cancellationToken) =>
        SendAsync(
            Receiver ?? throw new InvalidOperationException("No receiver is set: FakeGitHub.SendTo(address) says where deliveries go."),
            delivery,
            cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _queue.Writer.Complete();
        await _workers;
        _http.Dispose();
        _stop.Dispose();
    }

    private void Enqueue(Delivery delivery)
    {
        // It goes where deliveries went when it was announced, even where the receiver has been changed before its turn.
        if (Receiver is { } receiver)
        {
            _queue.Writer.TryWrite((receiver, delivery));
        }
    }

    private async Task<Delivery> SendAsync(Uri receiver, Delivery delivery, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var (code, status, answer) = _faults.TakeLostDelivery()
            ? (0, "failed to connect to host", null)
            : await PostAsync(receiver, delivery, cancellationToken);
        lock (_state.Gate)
        {
            var sent = delivery with
            {
                DeliveredAt = _state.Now,
                Duration = Math.Round(watch.Elapsed.TotalSeconds, 2),
                StatusCode = code,
                Status = status,
                Answer = answer,
            };
            // They are noted in the order of their numbers.
            var at = _state.Deliveries.BinarySearch(delivery, Comparer<Delivery>.Create((x, y) => x.Id.CompareTo(y.Id)));
            if (at < 0 || _state.Deliveries[at].DeliveredAt is not null)
            {
                sent = sent with { Id = _state.NextId(), IsRedelivery = true };
                _state.Deliveries = _state.Deliveries.Add(sent);
            }
            else
            {
                _state.Deliveries = _state.Deliveries.SetItem(at, sent);
            }

            _state.Signal();
            return sent;
        }
    }

    private async Task WorkAsync()
    {
        try
        {
            await foreach (var (receiver, delivery) in _queue.Reader.ReadAllAsync(_stop.Token))
            {
                await SendAsync(receiver, delivery, _stop.Token);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The fake goes; what was not sent stays pending.
        }
    }

    private async Task<(int Code, string Status, string? Answer)> PostAsync(Uri receiver, Delivery delivery, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, receiver) { Content = new ByteArrayContent(delivery.Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        foreach (var (name, value) in delivery.Headers.Where(h => h.Key != "Content-Type"))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_state.Options.DeliveryTimeout);
        try
        {
            using var response = await _http.SendAsync(request, limit.Token);
            var answer = await response.Content.ReadAsStringAsync(limit.Token);
            return ((int)response.StatusCode, response.IsSuccessStatusCode ? "OK" : $"Invalid HTTP Response: {(int)response.StatusCode}", answer);
        }
        catch (HttpRequestException)
        {
            return (0, "failed to connect to host", null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (0, "timed out", null);
        }
    }
}
