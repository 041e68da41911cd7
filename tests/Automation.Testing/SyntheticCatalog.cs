using System.Globalization;

namespace Automation.Testing;

/// <summary>Names, titles, owners, tags and descriptions of an invented organisation, the same ones each time.</summary>
public static class SyntheticCatalog
{
    private static readonly string[] Words =
    [
        "payments", "orders", "ledger", "identity", "shipping", "catalog", "notification", "fraud", "billing", "inventory", "search", "pricing", "customer", "invoice", "refund", "gateway",
        "session", "report", "export", "import", "audit", "profile", "address", "delivery", "return", "voucher", "loyalty", "review", "rating", "media", "image", "video", "feed", "stock",
        "warehouse", "route", "driver", "fleet", "tariff", "contract", "consent", "privacy", "metric", "alert", "trace", "config", "feature", "experiment", "mail", "push",
    ];

    private static readonly string[] Roles = ["api", "worker", "web", "gateway", "store", "stream", "job", "proxy", "service", "library", "db", "cache"];

    private static readonly string[] Verbs = ["calculates", "stores", "sends", "imports", "checks", "publishes", "archives", "validates"];

    /// <summary>The parts of one entity.</summary>
    public static SyntheticEntity Entity(int number)
    {
        var (first, second, role) = (Pick(Words, number, 1), Pick(Words, number, 2), Pick(Roles, number, 3));
        var kind = role == "api" ? "api" : role is "db" or "cache" ? "resource" : "component";
        var name = $"{first}-{second}-{role}-{number.ToString(CultureInfo.InvariantCulture)}";
        var team = $"group:default/team-{Pick(Words, number / 40, 4)}-{number / 400 % 30}";
        return new SyntheticEntity(kind, name)
        {
            Title = Hash(number, 5) % 3 == 0 ? "" : $"{Capital(first)} {second} {role}",
            Owner = team,
            Repository = $"acme/{first}-{second}-{number / 11}",
            Tags = [Pick(Words, number, 6), Pick(Roles, number, 7)],
            Description = $"The {role} that {Pick(Verbs, number, 8)} the {Pick(Words, number, 9)} of each {Pick(Words, number, 10)} and {Pick(Verbs, number, 11)} its {Pick(Words, number, 12)} for {team[14..]}.",
        };
    }

    /// <summary>Queries as people type them: beginnings, whole names, words, two words, and what does not exist.</summary>
    public static IReadOnlyList<string> Queries(int entities, int count) =>
    [
        .. Enumerable.Range(0, count).Select(
            i =>
            {
                var entity = Entity((int)(Hash(i, 20) % (uint)entities));
                var words = entity.Name.Split('-');
                return (i % 6) switch
                {
                    0 => entity.Name[..Math.Min(entity.Name.Length, 1 + (i / 6 % 6))],
                    1 => entity.Name,
                    2 => words[1],
                    3 => $"{words[1]} {words[2]}",
                    4 => words[0][1..],
                    _ => $"{words[0]}x{i}",
                };
            }),
    ];

    private static string Pick(string[] words, int number, int salt) => words[Hash(number, salt) % (uint)words.Length];

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    private static uint Hash(int number, int salt)
    {
        var hash = ((uint)number * 2_654_435_761) ^ ((uint)salt * 2_246_822_519);
        hash = (hash ^ (hash >> 15)) * 2_246_822_507;
        return hash ^ (hash >> 13);
    }
}

/// <summary>An invented entity.</summary>
public sealed record SyntheticEntity(string Kind, string Name)
{
    public required string Title { get; init; }

    public required string Owner { get; init; }

    public required string Repository { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    public required string Description { get; init; }
}
