using System.Collections.Concurrent;
using System.Text;
using Automation.Catalog.Artifact;
using Automation.Core;

namespace Automation.Catalog.Searching;

/// <summary>Searches the index, shard by shard. Lines that cannot match are skipped without parsing, which makes it fast.</summary>
public sealed class CatalogSearch(StoredCatalog reader)
{
    private static readonly byte[] EndOfFields = Encoding.UTF8.GetBytes("\"definitions\":");

    /// <summary>The entities that match, best first, then by ref.</summary>
    /// <exception cref="ArtifactException">The catalog is damaged.</exception>
    public IReadOnlyList<SearchHit> Find(CatalogQuery query, CancellationToken cancellationToken)
    {
        var hits = new ConcurrentBag<SearchHit>();
        SideBySide.ForEach(
            reader.Bytes(ArtifactPaths.Index),
            shard =>
            {
                foreach (var line in ShardFile.Lines(shard))
                {
                    if (MayMatch(line, query) && Match(line, query) is { } hit)
                    {
                        hits.Add(hit);
                    }
                }
            },
            cancellationToken);
        var found = hits.ToList();
        found.Sort((x, y) => y.Score.CompareTo(x.Score) is not 0 and var order ? order : string.CompareOrdinal(x.Entry.Ref.ToString(), y.Entry.Ref.ToString()));
        return found;
    }

    // Matches the text before the definitions: the ref and the fields. A ref without a definition has no fields.
    private static bool MayMatch(ShardLine line, CatalogQuery query)
    {
        var end = line.Value.Span.IndexOf(EndOfFields);
        if (end < 0)
        {
            return false;
        }

        var kind = line.Key.AsSpan(0, line.Key.IndexOf(':', StringComparison.Ordinal));
        foreach (var (name, value) in query.Where)
        {
            if (name == "kind" && !kind.Equals(value, StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        if (query.Words.Count == 0)
        {
            return true;
        }

        var fields = Encoding.UTF8.GetString(line.Value.Span[..end]);
        foreach (var word in query.Words)
        {
            if (!line.Key.Contains(word, StringComparison.OrdinalIgnoreCase) && !fields.Contains(Escaped(word), StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        return true;
    }

    // As in JSON.
    private static string Escaped(string word) => word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);

    private SearchHit? Match(ShardLine line, CatalogQuery query)
    {
        var entry = line.Read((string key, ref System.Text.Json.Utf8JsonReader json) => IndexJson.Read(key, ref json, reader.Refs));
        if (entry.Fields is not { } fields || !query.Where.All(c => Holds(entry, fields, c.Key, c.Value)))
        {
            return null;
        }

        var score = 0;
        foreach (var word in query.Words)
        {
            var points = Points(entry, fields, word);
            if (points == 0)
            {
                return null;
            }

            score += points;
        }

        return new SearchHit(entry, score);
    }

    // The name has the highest weight, then the title, the tags, and the description.
    private static int Points(IndexEntry entry, EntityFields fields, string word)
    {
        var name = entry.Ref.Name;
        return name.Equals(word, StringComparison.OrdinalIgnoreCase) || entry.Ref.ToString().Equals(word, StringComparison.OrdinalIgnoreCase) ? 100
            : name.StartsWith(word, StringComparison.OrdinalIgnoreCase) ? 60
            : Has(fields.Title, word) ? 50
            : name.Contains(word, StringComparison.OrdinalIgnoreCase) ? 40
            : fields.Tags.Any(t => t.Equals(word, StringComparison.OrdinalIgnoreCase)) ? 30
            : Has(fields.Description, word) ? 10
            : Has(fields.Type, word) || Has(fields.Lifecycle, word) || fields.Tags.Any(t => Has(t, word)) || Has(entry.Ref.ToString(), word) ? 5
            : 0;
    }

    private static bool Holds(IndexEntry entry, EntityFields fields, string condition, string value) => condition switch
    {
        "kind" => Is(entry.Ref.Kind, value),
        "namespace" => Is(entry.Ref.Namespace, value),
        "name" => Has(entry.Ref.Name, value),
        "owner" => Leads(entry, "ownedBy", value),
        "system" => Leads(entry, "partOf", value),
        "tag" => fields.Tags.Any(t => Is(t, value)),
        "type" => Is(fields.Type, value),
        "lifecycle" => Is(fields.Lifecycle, value),
        _ => Is(value, "stale") && entry.Definitions[0].Stale is not null,
    };

    // By name, or by the given part of the ref.
    private static bool Leads(IndexEntry entry, string type, string value) =>
        entry.AllRelations().Any(r => r.Type == type && (Is(r.Target.Name, value) || Is(r.Target.ToString(), value) || Is(Short(r.Target), value)));

    private static string Short(EntityRef reference) => $"{reference.Kind}:{reference.Name}";

    private static bool Is(string? text, string value) => string.Equals(text, value, StringComparison.OrdinalIgnoreCase);

    private static bool Has(string? text, string word) => text?.Contains(word, StringComparison.OrdinalIgnoreCase) == true;
}

/// <summary>A matching entity.</summary>
/// <param name="Score">How well it matches; comparable within one search only.</param>
public sealed record SearchHit(IndexEntry Entry, int Score);
