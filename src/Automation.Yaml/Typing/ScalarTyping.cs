using Automation.Yaml.Nodes;
using Automation.Yaml.Reading;

namespace Automation.Yaml.Typing;

/// <summary>Decides what a scalar is, from its tag, its style and its characters.</summary>
/// <remarks>The rules of <c>yaml</c> 2.x, which Backstage uses (specs, descriptors §1).</remarks>
internal static class ScalarTyping
{
    private const string TagPrefix = "tag:yaml.org,2002:";

    /// <summary>The type, and the characters where typing changes them (a YAML 1.1 date becomes a full timestamp).</summary>
    public static (YamlType Type, string Text) TypeOf(string text, YamlScalarStyle style, string? tag, YamlVersion version) => tag switch
    {
        null when style != YamlScalarStyle.Plain => (YamlType.String, text),
        null => Implicit(text, version),
        TagPrefix + "binary" => (YamlType.Binary, text),
        TagPrefix + "null" or TagPrefix + "bool" or TagPrefix + "int" or TagPrefix + "float" => Asked(text, tag, version),
        TagPrefix + "timestamp" => (YamlType.String, Timestamp11.ToIso(text) ?? text),
        _ => (YamlType.String, text),
    };

    private static (YamlType Type, string Text) Implicit(string text, YamlVersion version)
    {
        // Most scalars are words; whatever is not one begins with one of these.
        if (text.Length > 0 && !"+-.0123456789~nNtTfFyYoOeE".Contains(text[0], StringComparison.Ordinal))
        {
            return (YamlType.String, text);
        }

        return version switch
        {
            YamlVersion.Yaml11 => Schema11.TypeOf(text),
            _ => (CoreSchema.TypeOf(text), text),
        };
    }

    // A tag names what the text should be; where it cannot be that, it stays text (a warning there, not an error).
    private static (YamlType Type, string Text) Asked(string text, string tag, YamlVersion version)
    {
        var found = Implicit(text, version);
        var asked = tag[TagPrefix.Length..] switch
        {
            "null" => YamlType.Null,
            "bool" => YamlType.Boolean,
            _ => YamlType.Number,
        };
        return found.Type == asked ? found : (YamlType.String, text);
    }
}
