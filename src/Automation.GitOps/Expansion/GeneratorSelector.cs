using System.Text.Json.Nodes;
using Automation.GitOps.Expansion.GoTemplates;
using Automation.GitOps.Objects;

namespace Automation.GitOps.Expansion;

/// <summary>A label selector of Kubernetes.</summary>
/// <param name="json">The selector; null selects everything.</param>
internal sealed class GeneratorSelector(JsonObject? json)
{
    /// <summary>Whether it has a condition.</summary>
    public bool HasConditions => json?["matchLabels"] is JsonObject { Count: > 0 } || json?["matchExpressions"] is JsonArray { Count: > 0 };

    /// <summary>Whether labels match.</summary>
    /// <exception cref="NotExpandedException">It has an operator that does not exist.</exception>
    public bool Matches(GoMap labels) =>
        json.TextMap("matchLabels").All(l => Has(labels, l.Key, l.Value))
            && json.Objects("matchExpressions").All(e => Matches(labels, e.Text("key") ?? "", e.Text("operator"), [.. e.Texts("values")]));

    private static bool Matches(GoMap labels, string key, string? name, IReadOnlyList<string> values) => name switch
    {
        "In" => values.Any(v => Has(labels, key, v)),
        "NotIn" => !values.Any(v => Has(labels, key, v)),
        "Exists" => labels.ContainsKey(key),
        "DoesNotExist" => !labels.ContainsKey(key),
        _ => throw new NotExpandedException($"'{name}' is not an operator of a label selector", isMistake: true),
    };

    private static bool Has(GoMap labels, string key, string value) => labels.TryGetValue(key, out var found) && found is string text && text == value;
}
