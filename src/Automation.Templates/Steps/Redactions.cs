using System.Text.Json;
using System.Text.Json.Nodes;

namespace Automation.Templates.Steps;

/// <summary>Replaces secrets, and what expressions made of them, in everything that is written for people.</summary>
public sealed class Redactions
{
    // A shorter text would blacken what it has nothing to do with.
    private const int Shortest = 2;

    private readonly SortedSet<string> _texts = new(Comparer<string>.Create(
        (a, b) => a.Length != b.Length ? b.Length.CompareTo(a.Length) : string.CompareOrdinal(a, b)));

    public void Add(string text)
    {
        if (text.Trim() is { Length: >= Shortest } trimmed)
        {
            _texts.Add(trimmed);
        }
    }

    /// <summary>Keeps every text out that is another one without the secrets.</summary>
    public void AddDerived(JsonNode? with, JsonNode? without)
    {
        switch (with)
        {
            case JsonObject members:
                foreach (var (name, member) in members)
                {
                    AddDerived(member, (without as JsonObject)?[name]);
                }

                break;
            case JsonArray items:
                for (var i = 0; i < items.Count; i++)
                {
                    AddDerived(items[i], without is JsonArray others && i < others.Count ? others[i] : null);
                }

                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String && !JsonNode.DeepEquals(with, without):
                Add(value.GetValue<string>());
                break;
        }
    }

    public string In(string text) => _texts.Aggregate(text, (t, secret) => t.Replace(secret, "***", StringComparison.Ordinal));
}
