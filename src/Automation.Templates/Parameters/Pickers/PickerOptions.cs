using System.Text.Json;
using System.Text.Json.Nodes;
using Automation.Templates.Parameters.Forms;

namespace Automation.Templates.Parameters.Pickers;

/// <summary>The options of one picker; what has the wrong type counts as absent.</summary>
internal sealed class PickerOptions(ParameterField field)
{
    private readonly JsonObject _options = field.UiOptions;

    public JsonNode? this[string name] => _options[name];

    /// <summary>Whether a person can enter what the catalog does not have; yes by default.</summary>
    public bool AllowsAnything => _options["allowArbitraryValues"]?.GetValueKind() != JsonValueKind.False;

    public string? Text(string name) => _options[name]?.GetValueKind() == JsonValueKind.String ? _options[name]!.GetValue<string>() : null;

    /// <summary>The texts of a list; empty if it is absent.</summary>
    public IReadOnlyList<string> Texts(string name) =>
        _options[name] is JsonArray list ? [.. list.Where(t => t?.GetValueKind() == JsonValueKind.String).Select(t => t!.GetValue<string>())] : [];
}
