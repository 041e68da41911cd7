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

    private readonly Lock _turn = new();
    private readonly Dictionary<string, LinkedListNode<Answer>> _answers = new(StringComparer.Ordinal);
    private readonly LinkedList<Answer> _recent = new();

    /// <inheritdoc/>
    public Task<CachedResponse.V1> GetAsync(IRequest request)
    {
        lock (_turn)
        {
            if (_answers.TryGetValue(KeyOf(request), out var node))
            {
                _recent.Remove(node);
                _recent.AddFirst(node);
                return Task.FromResult(node.Value.Response);
            }
        }

        return Task.FromResult<CachedResponse.V1>(null!);
    }

    /// <inheritdoc/>
    public Task SetAsync(IRequest request, CachedResponse.V1 cachedResponse)
    {
        if (cachedResponse.Body is string { Length: > LongestAnswer })
        {
            return Task.CompletedTask;
        }

        lock (_turn)
        {
            var key = KeyOf(request);
            if (_answers.Remove(key, out var before))
            {
                _recent.Remove(before);
            }

            _answers[key] = _recent.AddFirst(new Answer(key, cachedResponse));
            if (_answers.Count > MostAnswers && _recent.Last is { } oldest)
            {
                _answers.Remove(oldest.Value.Key);
                _recent.RemoveLast();
            }
        }

        return Task.CompletedTask;
    }

    private static string KeyOf(IRequest request) =>
        $"{new Uri(request.BaseAddress, request.Endpoint)}?{string.Join('&', request.Parameters.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={p.Value}"))} {request.Headers.GetValueOrDefault("Accept")}";

    private sealed record Answer(string Key, CachedResponse.V1 Response);
}
