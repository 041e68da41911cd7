using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using k8s;

namespace Automation.Kubernetes.Access;

/// <summary>What an API server answered.</summary>
/// <param name="Status">The status.</param>
/// <param name="Body">The body; absent if it is no JSON, or there was none.</param>
internal sealed record ApiAnswer(HttpStatusCode Status, JsonElement Body)
{
    public bool IsFine => (int)Status is >= 200 and < 300 && Body.ValueKind == JsonValueKind.Object;
}

/// <summary>
/// A connection to one cluster. It reads lists as JSON, because a resource is assessed as it is, with fields that the client's own types do not have. It
/// can only read: its one other call asks what the caller may do.
/// </summary>
internal sealed class ClusterConnection : IDisposable
{
    /// <summary>A list of all pods of a very large cluster; a page is much smaller.</summary>
    private const long LargestAnswer = 256L << 20;

    private static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(30);

    private readonly Client _client;

    public ClusterConnection(KubernetesClientConfiguration configuration)
    {
        configuration.HttpClientTimeout = LongestCall;
        configuration.FirstMessageHandlerSetup = handler =>
        {
            // A redirect would take the credentials along.
            handler.AllowAutoRedirect = false;
            handler.AutomaticDecompression = DecompressionMethods.GZip;
            handler.ConnectTimeout = TimeSpan.FromSeconds(10);
        };
        _client = new Client(configuration);
    }

    /// <param name="path">The path with the query, without a leading slash.</param>
    public Task<ApiAnswer> Get(string path, CancellationToken cancellationToken) => Send(HttpMethod.Get, path, null, cancellationToken);

    /// <summary>Asks what the caller may do in a namespace.</summary>
    public Task<ApiAnswer> ReviewOwnRules(string space, CancellationToken cancellationToken) => Send(
        HttpMethod.Post,
        "apis/authorization.k8s.io/v1/selfsubjectrulesreviews",
        $$$"""{"apiVersion":"authorization.k8s.io/v1","kind":"SelfSubjectRulesReview","spec":{"namespace":"{{{JsonEncodedText.Encode(space)}}}"}}""",
        cancellationToken);

    public void Dispose() => _client.Dispose();

    private async Task<ApiAnswer> Send(HttpMethod method, string path, string? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri($"{_client.BaseUri.AbsoluteUri.TrimEnd('/')}/{path}"));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (body is not null)
        {
            request.Content = new StringContent(body, new MediaTypeHeaderValue("application/json"));
        }

        if (_client.Credentials is { } credentials)
        {
            await credentials.ProcessHttpRequestAsync(request, cancellationToken).ConfigureAwait(false);
        }

        using var response = await _client.HttpClient.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);

        // A server that does not know an API answers with plain text.
        if (response.Content.Headers.ContentType?.MediaType != "application/json")
        {
            return new ApiAnswer(response.StatusCode, default);
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(LongestCall);
        var bytes = await Read(response.Content, limit.Token).ConfigureAwait(false);
        return new ApiAnswer(response.StatusCode, JsonDocument.Parse(bytes).RootElement);
    }

    private static async Task<ReadOnlyMemory<byte>> Read(HttpContent content, CancellationToken cancellationToken)
    {
        using var all = new MemoryStream((int)Math.Clamp(content.Headers.ContentLength ?? 0, 0, 1 << 20));
        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var buffer = new byte[64 * 1024];
        while (await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var count)
        {
            if (all.Length + count > LargestAnswer)
            {
                throw new InvalidDataException($"its answer is larger than {LargestAnswer >> 20} MiB");
            }

            all.Write(buffer, 0, count);
        }

        return all.GetBuffer().AsMemory(0, (int)all.Length);
    }

    // The client sets up addresses, certificates and credentials.
    private sealed class Client(KubernetesClientConfiguration configuration) : k8s.Kubernetes(configuration);
}
