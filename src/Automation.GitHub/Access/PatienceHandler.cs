using System.Globalization;
using System.Net;

namespace Automation.GitHub.Access;

/// <summary>
/// Obeys GitHub's limits (REST: "Rate limits", "Best practices"): what they refuse ends as a <see cref="GitHubBusyException"/>, so that the work is put back
/// instead of holding a worker. A read that fails in passing is asked again; a write is not, because it may have been done.
/// </summary>
internal sealed class PatienceHandler(TimeProvider clock, GitHubUsage usage) : DelegatingHandler
{
    private const int Reads = 3;
    private static readonly TimeSpan Unsaid = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var isRead = request.Method == HttpMethod.Get;
        for (var attempt = 1; ; attempt++)
        {
            HttpResponseMessage? response = null;
            try
            {
                response = await base.SendAsync(request, cancellationToken);
                usage.Seen(response);
            }
            catch (HttpRequestException) when (isRead && attempt < Reads)
            {
            }

            if (response is not null && !(isRead && attempt < Reads && IsPassing(response.StatusCode)))
            {
                return Refusal(response) is { } busy ? throw busy : response;
            }

            response?.Dispose();
            await Task.Delay(FirstPause * attempt, clock, cancellationToken);
        }
    }

    private static bool IsPassing(HttpStatusCode status) => status is HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    // 403 is also a plain refusal, which no patience helps against.
    private GitHubBusyException? Refusal(HttpResponseMessage response)
    {
        if (response.StatusCode is not (HttpStatusCode.Forbidden or HttpStatusCode.TooManyRequests))
        {
            return null;
        }

        var (after, why) = (response.Headers.RetryAfter?.Delta, "a secondary rate limit");
        if (after is null && Header(response, "x-ratelimit-remaining") == 0)
        {
            var reset = Header(response, "x-ratelimit-reset") is { } seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) - clock.GetUtcNow() : Unsaid;
            (after, why) = (reset < TimeSpan.Zero ? TimeSpan.FromSeconds(1) : reset, "the rate limit is used up");
        }

        if (after is null && response.StatusCode != HttpStatusCode.TooManyRequests)
        {
            return null;
        }

        var wait = after ?? Unsaid;
        response.Dispose();
        return new GitHubBusyException(wait > Longest ? Longest : wait, why);
    }

    private static long? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) && long.TryParse(values.FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
