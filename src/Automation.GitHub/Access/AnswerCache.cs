using Octokit.Caching;
using Octokit.Internal;

namespace Automation.GitHub.Access;

/// <summary>
/// Responses with their ETags, bounded in bytes for all installations together. Each is requested again, and a "not modified" response counts
/// against no limit. Nothing is shared between installations: what one installation may read, another may not.
/// </summary>
internal sealed class AnswerCache
{
    private const long MostBytes = 32L << 20;
    private const int LongestAnswer = 1 << 20;

    // An estimate for the headers, the limits and the entry itself.
    private const int BesideTheBody = 4 * 1024;

    // SHA-1 in hexadecimal; the same length is used for SHA-256.
    private const int ShaLength = 40;

    private readonly RecentlyUsed<(long Installation, string Request), CachedResponse.V1> _answers = new(MostBytes, SizeOf);

    /// <summary>The part that belongs to one installation.</summary>
    public IResponseCache Of(long installation) => new OfInstallation(_answers, installation);

    private static long SizeOf(CachedResponse.V1 answer) => BesideTheBody + answer.Body switch
    {
        string text => 2L * text.Length,
        byte[] bytes => bytes.LongLength,
        _ => 0,
    };

    // Responses that are addressed by a SHA are requested once, or cached elsewhere: here they would evict frequent ones.
    private static bool HasSha(Uri endpoint)
    {
        var digits = 0;
        foreach (var c in endpoint.OriginalString)
        {
            digits = char.IsAsciiHexDigit(c) ? digits + 1 : 0;
            if (digits == ShaLength)
            {
                return true;
            }
        }

        return false;
    }

    private sealed class OfInstallation(RecentlyUsed<(long Installation, string Request), CachedResponse.V1> answers, long installation) : IResponseCache
    {
        /// <inheritdoc/>
        public Task<CachedResponse.V1> GetAsync(IRequest request) => Task.FromResult(answers.Find((installation, KeyOf(request)))!);

        /// <inheritdoc/>
        public Task SetAsync(IRequest request, CachedResponse.V1 cachedResponse)
        {
            if (cachedResponse.Body is not string { Length: > LongestAnswer } && !HasSha(request.Endpoint))
            {
                answers.Put((installation, KeyOf(request)), cachedResponse);
            }

            return Task.CompletedTask;
        }

        private static string KeyOf(IRequest request)
        {
            var parameters = request.Parameters.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={p.Value}");
            return $"{new Uri(request.BaseAddress, request.Endpoint)}?{string.Join('&', parameters)} {request.Headers.GetValueOrDefault("Accept")}";
        }
    }
}
