using System.Globalization;
using System.Text.Json.Nodes;

namespace Automation.Testing.GitHub.Workloads;

/// <summary>What a fake GitHub saw in the course of time, for those who measure or check: by its own clock.</summary>
/// <param name="gitHub">Where.</param>
public sealed class OrganisationHistory(FakeGitHub gitHub)
{
    private readonly Dictionary<(string Head, string Base), DateTimeOffset> _announced = [];
    private readonly Dictionary<(long Repository, int Number), HashSet<string>> _heads = [];
    private readonly SortedDictionary<string, int> _calls = new(StringComparer.Ordinal);
    private int _deliveries;
    private int _requests;

    /// <summary>Records when heads of pull requests were announced, and for which base branch; to be called after people acted.</summary>
    public void Note()
    {
        var all = gitHub.Deliveries;
        for (; _deliveries < all.Count; _deliveries++)
        {
            var delivery = all[_deliveries];
            if (delivery is { Event: "pull_request", IsRedelivery: false } && JsonNode.Parse(delivery.Body) is { } payload)
            {
                var pull = payload["pull_request"]!;
                var head = pull["head"]!["sha"]!.GetValue<string>();
                var key = (payload["repository"]!["id"]!.GetValue<long>(), payload["pull_request"]!["number"]!.GetValue<int>());
                _ = _heads.TryGetValue(key, out var heads) ? heads.Add(head) : (_heads[key] = [head]) is not null;
                if (delivery.Action is "opened" or "synchronize" || payload["changes"]?["base"] is not null)
                {
                    _announced.TryAdd((head, pull["base"]!["ref"]!.GetValue<string>()), delivery.DeliveredAt ?? gitHub.State.Now);
                }
            }
        }
    }

    /// <summary>The heads that pull requests had: <c>repository number/number</c>.</summary>
    public JsonObject Heads()
    {
        Note();
        return new JsonObject(_heads.Select(h => KeyValuePair.Create<string, JsonNode?>(
            string.Create(CultureInfo.InvariantCulture, $"{h.Key.Repository}/{h.Key.Number}"), new JsonArray([.. h.Value.Select(s => JsonValue.Create(s))]))));
    }

    /// <summary>
    /// From the announcement of each head for a base branch to its first result, which later updates do not move: when it was announced, and the seconds.
    /// A check run says in its name which base branch it is for, after a colon.
    /// </summary>
    public JsonArray Delays()
    {
        Note();
        lock (gitHub.State.Gate)
        {
            var first = gitHub.State.Repositories.SelectMany(r => r.CheckRuns).Where(r => r.FirstConcludedAt is not null)
                .GroupBy(r => (r.HeadSha, Base: r.Name[(r.Name.IndexOf(": ", StringComparison.Ordinal) + ": ".Length)..]))
                .ToDictionary(g => g.Key, g => g.Min(r => r.FirstConcludedAt!.Value));
            return
            [
                .. _announced.Where(a => first.ContainsKey(a.Key)).Select(a => new JsonObject
                {
                    ["head"] = a.Key.Head,
                    ["base"] = a.Key.Base,
                    ["at"] = a.Value,
                    ["seconds"] = (first[a.Key] - a.Value).TotalSeconds,
                }),
            ];
        }
    }

    /// <summary>How many deliveries were answered with 202, by id; and when the last of them.</summary>
    public JsonObject Answered()
    {
        var answered = gitHub.Deliveries.Where(d => d.StatusCode == 202).GroupBy(d => d.Guid);
        return new JsonObject(answered.Select(g => KeyValuePair.Create<string, JsonNode?>($"{g.Key}", JsonValue.Create(g.Max(d => d.DeliveredAt!.Value)))));
    }

    /// <summary>How many deliveries have not been answered with 202 yet, of those that were sent at all.</summary>
    public int Failed() =>
        gitHub.Deliveries.Where(d => d.DeliveredAt is not null).GroupBy(d => d.Guid).Count(g => g.All(d => d.StatusCode != 202));

    /// <summary>The calls of the app in each hour, by installation and kind: <c>hour|installation|kind</c> and how many.</summary>
    public JsonObject Calls()
    {
        var log = gitHub.Requests;
        var own = gitHub.State.Installations.Where(i => i.App == gitHub.App).Select(i => (long?)i.Id).ToHashSet();
        for (; _requests < log.Count; _requests++)
        {
            var request = log[_requests];
            if (request.InstallationId is not null && !own.Contains(request.InstallationId))
            {
                continue;
            }

            var key = string.Create(CultureInfo.InvariantCulture, $"{request.Time:yyyy-MM-ddTHH}|{request.InstallationId}|{Kind(request)}");
            _calls[key] = _calls.GetValueOrDefault(key) + 1;
        }

        return new JsonObject(_calls.Select(c => KeyValuePair.Create<string, JsonNode?>(c.Key, JsonValue.Create(c.Value))));
    }

    private static string Kind(LoggedRequest request)
    {
        var answer = request.Status switch
        {
            304 => "not modified",
            403 or 429 => "refused",
            0 or >= 500 => "failed",
            _ => "",
        };
        var path = request.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var what = path is ["repos", _, _, .. var rest] ? string.Join('/', rest.Take(2).Select(Plain)) : string.Join('/', path.Take(3).Select(Plain));
        var name = request.Path == "/graphql" ? QueryName(request.Body) : $"{request.Method} {what}";
        return answer.Length == 0 ? name : $"{name} ({answer})";
    }

    private static string Plain(string part) => part.Length > 24 || part.All(char.IsAsciiDigit) ? "*" : part;

    private static string QueryName(string body)
    {
        var at = body.IndexOf('{', 2);
        return at < 0 ? "graphql" : "graphql " + new string([.. body[2..Math.Min(body.Length, 120)].Where(c => char.IsAsciiLetter(c) || c == ' ')]).Trim();
    }
}
