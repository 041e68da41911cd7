using System.Text.Json;

namespace Automation.Portal.Searching;

/// <summary>
/// The search data of a static site: columns as JSON, in files of at most <see cref="EntitiesPerFile"/> entities, which a browser loads side by side when the
/// search box gets the focus. The bytes depend on the entities alone.
/// </summary>
public static class SearchData
{
    /// <summary>Few enough that reading a file does not hold up the typing on a phone.</summary>
    public const int EntitiesPerFile = 10_000;

    /// <summary>The version of the format, which <c>ranking.js</c> checks.</summary>
    public const int Version = 1;

    /// <summary>The names of the files in order: what the search box needs to know before it loads them.</summary>
    public static string FileName(int index) => $"entities-{index + 1}.json";

    /// <summary>The files; an empty catalog has one, too.</summary>
    public static IReadOnlyList<byte[]> Files(IEnumerable<SearchEntity> entities)
    {
        var ordered = SearchIndex.Ordered(entities);
        var files = ordered.Chunk(EntitiesPerFile).Select(File).ToList();
        return files.Count == 0 ? [File([])] : files;
    }

    private static byte[] File(SearchEntity[] entities)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteNumber("version", Version);
            Indexed(json, "kind", entities, e => [e.Kind], single: true);
            Indexed(json, "namespace", entities, e => [e.Namespace], single: true);
            Texts(json, "name", entities, e => e.Name);
            Texts(json, "title", entities, e => e.Title);
            Indexed(json, "owner", entities, e => [e.Owner], single: true);
            Indexed(json, "tags", entities, e => e.Tags, single: false);
            Indexed(json, "aliases", entities, e => e.Aliases, single: false);
            Texts(json, "description", entities, e => e.Description);
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private static void Texts(Utf8JsonWriter json, string name, SearchEntity[] entities, Func<SearchEntity, string> text)
    {
        json.WriteStartArray(name);
        foreach (var entity in entities)
        {
            json.WriteStringValue(text(entity));
        }

        json.WriteEndArray();
    }

    // Texts that repeat are written once; the column has their numbers.
    private static void Indexed(Utf8JsonWriter json, string name, SearchEntity[] entities, Func<SearchEntity, IReadOnlyList<string>> texts, bool single)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        json.WriteStartArray(name);
        foreach (var entity in entities)
        {
            if (!single)
            {
                json.WriteStartArray();
            }

            foreach (var text in texts(entity))
            {
                if (!numbers.TryGetValue(text, out var number))
                {
                    numbers.Add(text, number = numbers.Count);
                }

                json.WriteNumberValue(number);
            }

            if (!single)
            {
                json.WriteEndArray();
            }
        }

        json.WriteEndArray();
        json.WriteStartArray(name + "Texts");
        foreach (var text in numbers.Keys)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
