using System.Globalization;

namespace Automation.GitHub.Access;

/// <summary>What a response of GitHub reports about the limit that the call counts against (REST: "Rate limits").</summary>
/// <param name="Resource">The name of the limit; null if the response has none.</param>
/// <param name="Left">How many calls are left; null if the response does not report it.</param>
/// <param name="Reset">When the limit is reset; null if the response does not report it.</param>
internal sealed record RateLimit(string? Resource, long? Left, DateTimeOffset? Reset)
{
    private static readonly long Latest = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    public static RateLimit FromHeaders(HttpResponseMessage response) => new(
        Header(response, "x-ratelimit-resource"),
        Number(response, "x-ratelimit-remaining"),
        Number(response, "x-ratelimit-reset") is { } seconds && seconds <= Latest ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null);

    private static long? Number(HttpResponseMessage response, string name) =>
        long.TryParse(Header(response, name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
