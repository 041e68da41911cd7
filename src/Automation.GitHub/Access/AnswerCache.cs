using Octokit.Caching;
using Octokit.Internal;

namespace Automation.GitHub.Access;

/// <summary>
/// Answers of one installation with their ETags. Each is asked for again and comes back as "not modified", which counts against no limit. Nothing is
/// shared between installations: what one may read another may not.
/// </summary>
internal sealed class AnswerCache : IResponseCache
{
    private const int MostAnswers = 2_000;
    private const int LongestAnswer = 4 << 20;

    private readonly RecentlyUsed<string, CachedResponse.V1> _answers = new(MostAnswers, _ => 1);

    /// <inheritdoc/>
    public Task<CachedResponse.V1> GetAsync(IRequest request) => Task.FromResult(_answers.Find(KeyOf(request))!);

    /// <inheritdoc/>
    public Task SetAsync(IRequest request, CachedResponse.V1 cachedResponse)
    {
        if (cachedResponse.Body is not string { Length: > LongestAnswer })
        {
            _answers.Put(KeyOf(request), cachedResponse);
        }

        return Task.CompletedTask;
    }

    private static string KeyOf(IRequest request) =>
        $"{new Uri(request.BaseAddress, request.Endpoint)}?{string.Join('&', request.Parameters.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={p.Value}"))} {request.Headers.GetValueOrDefault("Accept")}";
}
