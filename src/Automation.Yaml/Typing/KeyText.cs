using Automation.Core.Text;
using Automation.Yaml.Nodes;

namespace Automation.Yaml.Typing;

/// <summary>The name of a map's key in JavaScript.</summary>
internal static class KeyText
{
    // Lists and maps can be keys of each other, 64 levels deep, and a full copy of the text at each level would take too much memory.
    private const int LongestText = 1_000;

    /// <summary><c>2.50</c> is <c>2.5</c>, <c>True</c> is <c>true</c>, null is empty; for a list or map, it is the beginning of its own text.</summary>
    public static string Of(YamlNode key, string text) => key switch
    {
        YamlScalar { Type: YamlType.Null } => "",
        YamlScalar { Type: YamlType.Number } number => JavaScriptNumber.TextOf(number.Number),
        YamlScalar { Type: YamlType.Boolean } boolean => boolean.IsFalsy ? "false" : "true",
        YamlScalar scalar => scalar.Text,
        _ => text[key.Start..Math.Min(key.End, key.Start + LongestText)],
    };
}
