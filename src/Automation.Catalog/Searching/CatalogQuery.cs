namespace Automation.Catalog.Searching;

/// <summary>
/// The query: words, which must all occur in an entity, and conditions such as <c>kind:api</c>, <c>owner:payments</c>,
/// <c>tag:java</c>, <c>system:orders</c>, <c>type:service</c>, <c>lifecycle:production</c>, <c>namespace:default</c>, <c>is:stale</c>. Letter case does not
/// matter.
/// </summary>
public sealed record CatalogQuery
{
    public static IReadOnlyList<string> Conditions { get; } = ["kind", "namespace", "name", "owner", "system", "tag", "type", "lifecycle", "is"];

    private const int MostTerms = 20;

    public IReadOnlyList<string> Words { get; private init; } = [];

    /// <summary>Conditions that must hold, with their values.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Where { get; private init; } = [];

    /// <summary>Reads a query. A word with a colon whose first part is not a condition, such as a full ref, is an ordinary word.</summary>
    public static CatalogQuery Parse(string text)
    {
        var (words, conditions) = (new List<string>(), new List<KeyValuePair<string, string>>());
        foreach (var term in text.Split(' ', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Take(MostTerms))
        {
            var colon = term.IndexOf(':', StringComparison.Ordinal);
            var name = colon > 0 ? term[..colon].ToLowerInvariant() : "";
            if (Conditions.Contains(name, StringComparer.Ordinal))
            {
                conditions.Add(KeyValuePair.Create(name, term[(colon + 1)..]));
            }
            else
            {
                words.Add(term);
            }
        }

        return new CatalogQuery { Words = words, Where = conditions };
    }
}
