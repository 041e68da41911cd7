using System.Net;

namespace Automation.Rendering.Fetching;

/// <summary>Downloads over HTTPS: bounded, redirected at most a few times, and never to another protocol.</summary>
/// <param name="http">The client; it follows no redirects itself.</param>
internal sealed class BoundedDownload(HttpClient http)
{
    private const int MostRedirects = 5;

    /// <summary>Gets what is at an address.</summary>
    /// <param name="address">The address.</param>
    /// <param name="limit">The most bytes.</param>
    /// <param name="prepare">Adds headers to the first request; those that are redirected get none.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task<Download> GetAsync(Uri address, long limit, Action<HttpRequestMessage> prepare, CancellationToken cancellationToken)
    {
        var at = address;
        for (var redirects = 0; redirects <= MostRedirects; redirects++)
        {
            if (at.Scheme != Uri.UriSchemeHttps)
            {
                return new Download.Failed($"it leads to an address without HTTPS on {at.Host}");
            }

            using var request = new HttpRequestMessage(HttpMethod.Get, at);
            if (redirects == 0)
            {
                prepare(request);
            }

            try
            {
                using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
                if (response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
                    or HttpStatusCode.TemporaryRedirect
                    or HttpStatusCode.PermanentRedirect && response.Headers.Location is { } location)
                {
                    at = new Uri(at, location);
                    continue;
                }

                if (response.StatusCode == HttpStatusCode.Unauthorized)
                {
                    return new Download.Challenged(response.Headers.WwwAuthenticate.FirstOrDefault(c => c.Scheme.Equals("Bearer",
                        StringComparison.OrdinalIgnoreCase))?.Parameter);
                }

                return response.StatusCode == HttpStatusCode.OK
                    ? await ReadAsync(response, at, limit, cancellationToken)
                    : new Download.Failed($"{at.Host} answers {(int)response.StatusCode}");
            }
            catch (HttpRequestException e)
            {
                return new Download.Failed($"{at.Host} cannot be reached ({e.HttpRequestError})");
            }
            catch (IOException)
            {
                return new Download.Failed($"{at.Host} ended the connection");
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return new Download.Failed($"{at.Host} does not answer in time");
            }
        }

        return new Download.Failed($"{address.Host} redirects more than {MostRedirects} times");
    }

    private static async Task<Download> ReadAsync(HttpResponseMessage response, Uri at, long limit, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var all = new MemoryStream();
        var piece = new byte[64 * 1024];
        for (int length; (length = await stream.ReadAsync(piece, cancellationToken)) > 0;)
        {
            if (all.Length + length > limit)
            {
                return new Download.Failed($"{at.Host} sends more than {limit >> 20} MiB");
            }

            all.Write(piece, 0, length);
        }

        return new Download.Complete(all.ToArray());
    }
}

/// <summary>How a download ended.</summary>
internal abstract record Download
{
    private Download()
    {
    }

    /// <summary>It is complete.</summary>
    public sealed record Complete(byte[] Bytes) : Download;

    /// <summary>The server wants a token.</summary>
    /// <param name="Challenge">What it says about the token; null if it wants something else.</param>
    public sealed record Challenged(string? Challenge) : Download;

    /// <summary>It failed.</summary>
    /// <param name="Reason">Why, as the part of a sentence, without anything secret.</param>
    public sealed record Failed(string Reason) : Download;
}
