using System.Text.Json.Nodes;
using Automation.Core;
using Automation.Core.Text;

namespace Automation.Jobs.Waves;

/// <summary>
/// Selects the services of a wave, such as <c>lifecycle=experimental,tier=3</c>; all parts must match. <c>lifecycle</c>, <c>owner</c>, <c>system</c>
/// and <c>type</c>
/// are those of the entity's spec; every other name is a label.
/// </summary>
public sealed class WaveSelector
{
    private static readonly string[] OfSpec = ["lifecycle", "owner", "system", "type"];

    private readonly IReadOnlyList<(string Name, string Value)> _parts;

    private WaveSelector(string text, IReadOnlyList<(string Name, string Value)> parts) => (Text, _parts) = (text, parts);

    public string Text { get; }

    /// <summary>
    /// A name that is almost one of the spec, and what is probably meant: as a label it would select nothing, and everything would be in the last wave.
    /// </summary>
    public (string Name, string Meant)? Misspelt => _parts.Select(p => p.Name).Where(n => !OfSpec.Contains(n, StringComparer.Ordinal))
        .Select(n => DidYouMean.Closest(n, OfSpec) is { } meant ? ((string, string)?)(n, meant) : null).FirstOrDefault(m => m is not null);

    /// <summary>Reads a selector; null where it is none.</summary>
    public static WaveSelector? Parse(string text) => SelectorParts.Of(text) is { } parts ? new WaveSelector(text, parts) : null;

    public bool Includes(JsonObject entity) => _parts.All(p => Holds(entity, p.Name, p.Value));

    private static bool Holds(JsonObject entity, string name, string value)
    {
        if (!OfSpec.Contains(name, StringComparer.Ordinal))
        {
            return entity["metadata"]?["labels"]?[name]?.ToString() == value;
        }

        var actual = entity["spec"]?[name]?.ToString();
        var kind = name == "owner" ? "Group" : name == "system" ? "System" : null;
        return actual == value
            || (kind is not null && Ref(actual, kind) is { } first && Ref(value, kind) is { } second && first == second);
    }

    private static EntityRef? Ref(string? text, string kind) =>
        text is not null && EntityRef.TryParse(text, kind, EntityRef.DefaultNamespace, out var reference, out _) ? reference : null;
}
