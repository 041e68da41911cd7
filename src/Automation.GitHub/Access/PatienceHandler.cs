using System.Net;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Automation.Core.Text;

namespace Automation.GitHub.Access;

/// <summary>
/// Obeys GitHub's limits (REST: "Rate limits", "Best practices"): a refused call throws a <see cref="GitHubBusyException"/>, so that the work is queued again
/// instead of blocking a worker; a short wait is waited out. A read that fails temporarily is retried; a write is not, because
/// it may have succeeded.
/// </summary>
internal sealed class PatienceHandler(TimeProvider clock, TimeSpan timeout, GitHubUsage usage, Action<string> refused) : DelegatingHandler
{
    private const int Reads = 3;
    private const int Refusals = 5;
    private const int LongestMessage = 500;
    private static readonly TimeSpan Unsaid = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var isRead = request.Method == HttpMethod.Get;
        var (attempt, refusals) = (1, 0);
        while (true)
        {
            HttpResponseMessage? response = null;
            try
            {
                response = await AnsweredAsync(request, cancellationToken);
                usage.Seen(response);
            }
            catch (HttpRequestException) when (isRead && attempt < Reads)
            {
            }
            catch (HttpRequestException e)
            {
                throw new HttpRequestException(e.HttpRequestError, $"{NameOf(request)}: {e.Message}", e);
            }

            // A call that a limit refused had no effect.
            if (response is not null && await BusyAsync(request, response, cancellationToken) is { } busy)
            {
                response.Dispose();
                if (busy.After > Shortest || ++refusals == Refusals)
                {
                    throw busy;
                }

                await Task.Delay(busy.After, clock, cancellationToken);
                continue;
            }

            if (response is not null && !(isRead && attempt < Reads && IsPassing(response.StatusCode)))
            {
                return await ObeyedAsync(request, response, cancellationToken);
            }

            response?.Dispose();
            await Task.Delay(FirstPause * attempt++, clock, cancellationToken);
        }
    }

    private async Task<HttpResponseMessage> ObeyedAsync(HttpRequestMessage request, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.StatusCode == HttpStatusCode.Unauthorized && request.Headers.Authorization?.Parameter is { } token)
        {
            refused(token);
        }

        if (response.StatusCode < HttpStatusCode.BadRequest)
        {
            return response;
        }

        var message = $"{NameOf(request)}: {(int)response.StatusCode} {await MessageOfAsync(response, cancellationToken)}";
        if (response.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.UnavailableForLegalReasons)
        {
            response.Dispose();
            throw new GitHubRefusalException(message);
        }

        await ExplainAsync(response, message, cancellationToken);
        return response;
    }

    // The library turns it into an exception with the message of the response, so this message names the failed call and its status.
    private static async Task ExplainAsync(HttpResponseMessage response, string message, CancellationToken cancellationToken)
    {
        JsonObject? answer = null;
        try
        {
            answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken)) as JsonObject;
        }
        catch (JsonException)
        {
            // For example an error page of a proxy.
        }

        answer ??= [];
        answer["message"] = message;
        response.Content.Dispose();
        response.Content = new StringContent(answer.ToJsonString(), Encoding.UTF8, MediaTypeNames.Application.Json);
    }

    // A timeout is a failure and not a cancellation: the caller still waits.
    private async Task<HttpResponseMessage> AnsweredAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        late.CancelAfter(timeout);
        try
        {
            return await base.SendAsync(request, late.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, $"no response within {timeout.TotalSeconds:N0} s", e);
        }
    }

    private static string NameOf(HttpRequestMessage request) => $"{request.Method} {request.RequestUri?.AbsolutePath}";

    private static async Task<string> MessageOfAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellationToken));
            return new JsonPart(answer.RootElement)["message"].Text is { Length: <= LongestMessage } text ? text : Bare(response);
        }
        catch (JsonException)
        {
            return Bare(response);
        }
    }

    private static string Bare(HttpResponseMessage response) => response.ReasonPhrase is { Length: > 0 } reason ? reason : "without a reason";

    private static bool IsPassing(HttpStatusCode status) =>
        status is HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    // 403 can also mean that access is denied, and then waiting does not help.
    private async Task<GitHubBusyException?> BusyAsync(HttpRequestMessage request, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.StatusCode is not (HttpStatusCode.Forbidden or HttpStatusCode.TooManyRequests))
        {
            return null;
        }

        var (after, why) = (response.Headers.RetryAfter?.Delta, "a secondary rate limit");
        if (after is null && RateLimit.FromHeaders(response) is { Left: 0, Reset: var reset })
        {
            var untilReset = reset - clock.GetUtcNow() ?? Unsaid;
            (after, why) = (untilReset < TimeSpan.Zero ? TimeSpan.FromSeconds(1) : untilReset, "the rate limit is exhausted");
        }

        // Sometimes only the message shows that the limit is the reason.
        if (after is null && response.StatusCode != HttpStatusCode.TooManyRequests
            && !(await MessageOfAsync(response, cancellationToken)).Contains("secondary rate limit", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var wait = after ?? Unsaid;
        return new GitHubBusyException(wait > Longest ? Longest : wait, $"{why} ({NameOf(request)}: {(int)response.StatusCode})");
    }
}
