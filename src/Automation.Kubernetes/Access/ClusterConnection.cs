using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using k8s;
using k8s.Authentication;

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

    private readonly Uri _address;
    private readonly string? _name;
    private readonly ServiceClientCredentials? _credentials;
    private readonly HttpClient _client;

    /// <param name="configuration">The address, the certificates and the credentials.</param>
    public ClusterConnection(KubernetesClientConfiguration configuration)
    {
        _address = new Uri(configuration.Host);
        _name = configuration.TlsServerName;
        _credentials = k8s.Kubernetes.CreateCredentials(configuration);
        _client = new HttpClient(ClusterHandler.Create(configuration)) { Timeout = Timeout.InfiniteTimeSpan };
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
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(LongestCall);
        using var request = new HttpRequestMessage(method, new Uri($"{_address.AbsoluteUri.TrimEnd('/')}/{path}"));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (!string.IsNullOrEmpty(_name))
        {
            // The name in the server's certificate, where its address is another one.
            request.Headers.Host = _name;
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, new MediaTypeHeaderValue("application/json"));
        }

        if (_credentials is not null)
        {
            await _credentials.ProcessHttpRequestAsync(request, limit.Token).ConfigureAwait(false);
        }

        using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false);

        // A server that does not know an API answers with plain text.
        if (response.Content.Headers.ContentType?.MediaType != "application/json")
        {
            return new ApiAnswer(response.StatusCode, default);
        }

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
}
