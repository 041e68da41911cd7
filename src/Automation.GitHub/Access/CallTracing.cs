using System.Diagnostics;

namespace Automation.GitHub.Access;

/// <summary>A span for each call to GitHub, including retries. The query is left out, and so are all headers.</summary>
internal sealed class CallTracing : DelegatingHandler
{
    private readonly ActivitySource _source = new(GitHubAccess.TraceSource);

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var span = _source.StartActivity(request.Method.Method, ActivityKind.Client);
        span?.SetTag("http.request.method", request.Method.Method)
            .SetTag("server.address", request.RequestUri?.Host)
            .SetTag("url.path", request.RequestUri?.AbsolutePath);
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            span?.SetTag("http.response.status_code", (int)response.StatusCode);
            if ((int)response.StatusCode >= 400)
            {
                span?.SetStatus(ActivityStatusCode.Error);
            }

            return response;
        }
        catch (Exception e)
        {
            span?.SetStatus(ActivityStatusCode.Error, e.GetType().Name);
            throw;
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _source.Dispose();
        base.Dispose(disposing);
    }
}
