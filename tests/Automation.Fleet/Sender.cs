using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Automation.Fleet;

/// <summary>Posts events to the servers of a fleet that receive them, in turn, and keeps what was answered.</summary>
public sealed class Sender : IDisposable
{
    // GitHub's limit: https://docs.github.com/en/webhooks/using-webhooks/best-practices-for-using-webhooks
    private static readonly TimeSpan GitHubWaits = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly HttpClient _http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(1) }) { Timeout = GitHubWaits };
    private readonly ConcurrentDictionary<string, int> _accepted = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<string> _odd = [];
    private readonly IReadOnlyList<Uri> _receivers;
    private int _turn;
    private int _refused;
    private int _unanswered;

    /// <summary>A sender to the servers of a fleet.</summary>
    public Sender(RunningFleet fleet) => _receivers = [.. fleet.Intakes.Select(i => new Uri(i.Address, "/github/webhooks"))];

    /// <summary>The deliveries that were answered 202, and how often.</summary>
    public IReadOnlyDictionary<string, int> Accepted => _accepted;

    /// <summary>Answers that are neither 202 nor 503, which are faults of the server.</summary>
    public IReadOnlyCollection<string> Odd => _odd;

    /// <summary>How often 503 was answered.</summary>
    public int Refused => _refused;

    /// <summary>How often no answer came.</summary>
    public int Unanswered => _unanswered;

    /// <summary>Posts an event once; whether it was accepted.</summary>
    public async Task<bool> PostAsync(GitHubEvent told, CancellationToken cancellationToken)
    {
        var receiver = _receivers[(int)((uint)Interlocked.Increment(ref _turn) % _receivers.Count)];
        using var request = new HttpRequestMessage(HttpMethod.Post, receiver) { Content = new ByteArrayContent(told.Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("X-GitHub-Delivery", told.Id);
        request.Headers.Add("X-GitHub-Event", told.Name);
        request.Headers.Add(
            "X-Hub-Signature-256", $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(RunningFleet.Secret), told.Body))}");
        try
        {
            using var answer = await _http.SendAsync(request, cancellationToken);
            switch (answer.StatusCode)
            {
                case HttpStatusCode.Accepted:
                    _accepted.AddOrUpdate(told.Id, 1, (_, times) => times + 1);
                    return true;
                case HttpStatusCode.ServiceUnavailable:
                    Interlocked.Increment(ref _refused);
                    return false;
                default:
                    _odd.Add($"{told.Name} {told.Id} was answered with {(int)answer.StatusCode} instead of 202 or 503");
                    return false;
            }
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            Interlocked.Increment(ref _unanswered);
            return false;
        }
    }

    /// <summary>Posts an event until it is accepted, as GitHub does when somebody asks it to redeliver what failed.</summary>
    public async Task DeliverAsync(GitHubEvent told, CancellationToken cancellationToken)
    {
        while (!await PostAsync(told, cancellationToken))
        {
            await Task.Delay(Pause, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}
