using System.Globalization;
using System.Text.Json.Nodes;
using Automation.Testing.GitHub.State;

namespace Automation.Testing.GitHub.Http;

/// <summary>Counts requests: so many an hour, and so many writes a minute.</summary>
internal sealed class RateLimits(FakeGitHubState state)
{
    private readonly Dictionary<string, Window> _hours = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Queue<DateTimeOffset>> _writes = new(StringComparer.Ordinal);

    /// <summary>The headers that every answer bears.</summary>
    public IEnumerable<(string Name, string Value)> Headers(Caller caller)
    {
        var hour = HourOf(caller);
        return
        [
            ("X-RateLimit-Limit", Text(state.Options.RequestsPerHour)),
            ("X-RateLimit-Remaining", Text(Remaining(hour))),
            ("X-RateLimit-Reset", Text(hour.Ends.ToUnixTimeSeconds())),
            ("X-RateLimit-Used", Text(hour.Used)),
            ("X-RateLimit-Resource", "core"),
        ];
    }

    /// <summary>What <c>GET /rate_limit</c> says; asking does not count.</summary>
    public JsonObject Overview(Caller caller)
    {
        JsonObject Core() =>
            new()
            {
                ["limit"] = state.Options.RequestsPerHour,
                ["used"] = HourOf(caller).Used,
                ["remaining"] = Remaining(HourOf(caller)),
                ["reset"] = HourOf(caller).Ends.ToUnixTimeSeconds(),
            };
        var search = new JsonObject { ["limit"] = 30, ["used"] = 0, ["remaining"] = 30, ["reset"] = state.Now.AddMinutes(1).ToUnixTimeSeconds() };
        return new JsonObject { ["resources"] = new JsonObject { ["core"] = Core(), ["search"] = search, ["graphql"] = Core() }, ["rate"] = Core() };
    }

    /// <summary>Refuses a request that is one too many.</summary>
    public void Check(Caller caller, bool isWrite)
    {
        if (!state.Options.LimitsOthers && caller is Caller.OfInstallation { Token.Installation.App: var app } && app != state.Apps[0])
        {
            return;
        }

        if (Remaining(HourOf(caller)) == 0)
        {
            throw new ApiProblem(403, $"API rate limit exceeded for {caller.Bucket}.");
        }

        if (!isWrite || state.Options.WritesPerMinute is not { } most)
        {
            return;
        }

        var writes = _writes.TryGetValue(caller.Bucket, out var found) ? found : _writes[caller.Bucket] = new Queue<DateTimeOffset>();
        while (writes.TryPeek(out var oldest) && oldest <= state.Now.AddMinutes(-1))
        {
            writes.Dequeue();
        }

        if (writes.Count >= most)
        {
            throw Secondary(state.Options.SecondaryLimitStatus, (int)(writes.Peek().AddMinutes(1) - state.Now).TotalSeconds);
        }

        writes.Enqueue(state.Now);
    }

    /// <summary>Counts a request that was answered with more than "not modified".</summary>
    public void Count(Caller caller) => HourOf(caller).Used++;

    /// <summary>Uses up the hour of everybody who has begun one.</summary>
    public void Exhaust(string bucket) => HourOf(bucket).Used = state.Options.RequestsPerHour;

    public static ApiProblem Secondary(int status, int? retryAfter)
    {
        var problem = new ApiProblem(
            status,
            "You have exceeded a secondary rate limit. Please wait a few minutes before you try again. For more on scraping GitHub and how it may affect your "
            + "rights, please review our Terms of Service.");
        if (retryAfter is { } seconds)
        {
            problem.Headers.Add(("Retry-After", Text(seconds)));
        }

        return problem;
    }

    private int Remaining(Window hour) => Math.Max(state.Options.RequestsPerHour - hour.Used, 0);

    private Window HourOf(Caller caller) => HourOf(caller.Bucket);

    private Window HourOf(string bucket)
    {
        if (!_hours.TryGetValue(bucket, out var hour) || hour.Ends <= state.Now)
        {
            hour = _hours[bucket] = new Window(state.Now.AddHours(1));
        }

        return hour;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed class Window(DateTimeOffset ends)
    {
        public DateTimeOffset Ends => ends;

        public int Used { get; set; }
    }
}
