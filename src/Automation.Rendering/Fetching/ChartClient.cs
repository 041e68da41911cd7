using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Automation.GitOps.Objects;
using Automation.GitOps.Reading;
using Automation.GitOps.Rendering;

namespace Automation.Rendering.Fetching;

/// <summary>Fetches charts: from HTTPS repositories with an index, and from OCI registries (OCI Distribution Specification 1.1, "Pulling manifests").</summary>
public sealed class ChartClient : IDisposable
{
    private const long LargestIndex = 32L << 20;
    private const long LargestManifest = 1L << 20;
    private const string ChartLayer = "application/vnd.cncf.helm.chart.content.v1.tar+gzip";
    private const string ManifestType = "application/vnd.oci.image.manifest.v1+json";
    private const string Sha256 = "sha256:";
    private static readonly string[] TokenFields = ["service", "scope"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly HttpClient _http;
    private readonly BoundedDownload _download;
    private readonly ChartCredentials _credentials;
    private readonly Dictionary<string, string> _indexes = new(StringComparer.Ordinal);

    /// <summary>Creates it.</summary>
    public ChartClient(ChartCredentials credentials)
        : this(credentials, new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false })
    {
    }

    internal ChartClient(ChartCredentials credentials, HttpMessageHandler handler)
    {
        (_credentials, _http) = (credentials, new HttpClient(handler) { Timeout = Patience });
        _download = new BoundedDownload(_http);
    }

    /// <summary>Fetches one. Not side by side.</summary>
    public Task<ChartAnswer> FetchAsync(ChartNeed need, CancellationToken cancellationToken) =>
        need.IsOci ? FromRegistryAsync(need, cancellationToken) : FromRepositoryAsync(need, cancellationToken);

    /// <summary>The digest of a packed chart.</summary>
    public static string DigestOf(ReadOnlySpan<byte> packed) => Sha256 + Convert.ToHexStringLower(SHA256.HashData(packed));

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<ChartAnswer> FromRepositoryAsync(ChartNeed need, CancellationToken cancellationToken)
    {
        var root = new Uri(need.Repository + "/");
        if (!_indexes.TryGetValue(need.Repository, out var index))
        {
            var answer = await GetAsync(new Uri(root, "index.yaml"), LargestIndex, null, cancellationToken);
            if (answer is not Download.Complete { Bytes: var bytes })
            {
                return Refused(answer);
            }

            _indexes[need.Repository] = index = Encoding.UTF8.GetString(bytes);
        }

        if (ChartIndex.Find(index, need.Chart, need.Version) is not { } found || !Uri.TryCreate(root, found.Url, out var address))
        {
            return new ChartAnswer.Refused("the repository does not have it");
        }

        return await GetAsync(address, ChartArchive.LargestArchive, null, cancellationToken) switch
        {
            Download.Complete chart => Checked(chart.Bytes, found.Digest is { } digest ? Sha256 + digest.Replace(Sha256, "", StringComparison.Ordinal) : null),
            var other => Refused(other),
        };
    }

    private async Task<ChartAnswer> FromRegistryAsync(ChartNeed need, CancellationToken cancellationToken)
    {
        var address = new Uri("https://" + need.Repository["oci://".Length..]);
        var repository = new Uri(address, $"/v2{address.AbsolutePath.TrimEnd('/')}/{need.Chart}/");

        // A tag cannot have '+' (Helm, "Use OCI-based registries").
        var manifestAddress = new Uri(repository, $"manifests/{need.Version.Replace('+', '_')}");
        var answer = await GetAsync(manifestAddress, LargestManifest, null, cancellationToken);
        AuthenticationHeaderValue? token = null;
        if (answer is Download.Challenged { Challenge: { } challenge })
        {
            token = await TokenAsync(challenge, address, cancellationToken);
            answer = token is null ? answer : await GetAsync(manifestAddress, LargestManifest, token, cancellationToken);
        }

        if (answer is not Download.Complete { Bytes: var manifest })
        {
            return Refused(answer);
        }

        if (LayerOf(manifest) is not { } digest)
        {
            return new ChartAnswer.Refused("the registry has no chart there");
        }

        return await GetAsync(new Uri(repository, $"blobs/{digest}"), ChartArchive.LargestArchive, token, cancellationToken) switch
        {
            Download.Complete chart => Checked(chart.Bytes, digest),
            var other => Refused(other),
        };
    }

    private Task<Download> GetAsync(Uri address, long limit, AuthenticationHeaderValue? token, CancellationToken cancellationToken) =>
        _download.GetAsync(address, limit, request =>
        {
            request.Headers.Authorization = token ?? _credentials.For(address.Authority);
            request.Headers.Accept.ParseAdd($"{ManifestType}, */*");
        }, cancellationToken);

    // Bearer realm="https://…",service="…",scope="…" (Docker Registry, "Token Authentication Specification").
    private async Task<AuthenticationHeaderValue?> TokenAsync(string challenge, Uri registry, CancellationToken cancellationToken)
    {
        var fields = challenge.Split(',', StringSplitOptions.TrimEntries).Select(f => f.Split('=', 2)).Where(f => f.Length == 2)
            .GroupBy(f => f[0], StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.First()[1].Trim('"'), StringComparer.OrdinalIgnoreCase);
        if (!Uri.TryCreate(fields.GetValueOrDefault("realm"), UriKind.Absolute, out var realm))
        {
            return null;
        }

        var query = string.Join('&', TokenFields.Where(fields.ContainsKey).Select(n => $"{n}={Uri.EscapeDataString(fields[n])}"));
        var answer = await _download.GetAsync(
            new UriBuilder(realm) { Query = query }.Uri,
            LargestManifest,
            request => request.Headers.Authorization = _credentials.For(registry.Authority),
            cancellationToken);
        var json = answer is Download.Complete { Bytes: var bytes } ? Parsed(bytes) : null;
        return (json.Text("token") ?? json.Text("access_token")) is { } token ? new AuthenticationHeaderValue("Bearer", token) : null;
    }

    private static string? LayerOf(byte[] manifest) => Parsed(manifest).Objects("layers")
        .Where(l => l.Text("mediaType") == ChartLayer)
        .Select(l => l.Text("digest"))
        .FirstOrDefault(d => d is not null && d.StartsWith(Sha256, StringComparison.Ordinal) && d.Length == Sha256.Length + 64
            && d[Sha256.Length..].All(char.IsAsciiHexDigit));

    private static JsonObject? Parsed(byte[] json)
    {
        try
        {
            return JsonNode.Parse(json) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ChartAnswer Checked(byte[] packed, string? expected)
    {
        var digest = DigestOf(packed);
        return expected is not null && !string.Equals(expected, digest, StringComparison.OrdinalIgnoreCase)
            ? new ChartAnswer.Refused("what was sent has another digest than announced")
            : ChartArchive.Read(packed) is null ? new ChartAnswer.Refused("what was sent is no chart, or exceeds a limit")
            : new ChartAnswer.Fetched(packed, digest);
    }

    private static ChartAnswer.Refused Refused(Download download) => new(download switch
    {
        Download.Failed failed => failed.Reason,
        Download.Challenged => $"it needs a user and a password: set {ChartCredentials.Variable}",
        _ => "it was not sent",
    });
}

/// <summary>A chart that was asked for.</summary>
public abstract record ChartAnswer
{
    private ChartAnswer()
    {
    }

    /// <summary>It was fetched.</summary>
    /// <param name="Packed">Its bytes.</param>
    /// <param name="Digest">Their SHA-256.</param>
    public sealed record Fetched(ReadOnlyMemory<byte> Packed, string Digest) : ChartAnswer;

    /// <summary>It could not be fetched.</summary>
    /// <param name="Reason">Why, as the part of a sentence.</param>
    public sealed record Refused(string Reason) : ChartAnswer;
}
