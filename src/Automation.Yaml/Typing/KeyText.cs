using Automation.Core.Text;
using Automation.Yaml.Nodes;

namespace Automation.Yaml.Typing;

/// <summary>The name that JavaScript gives a map's key.</summary>
internal static class KeyText
{
    // Lists and maps can be keys of one another, 64 deep: each with a copy of its whole text would fill the memory.
    private const int LongestText = 1_000;

    /// <summary><c>2.50</c> is <c>2.5</c>, <c>True</c> is <c>true</c>, null is empty; a list or map is the beginning of its own text.</summary>
    public static string Of(YamlNode key, string text) => key switch
    {
        YamlScalar { Type: YamlType.Null } => "",
        YamlScalar { Type: YamlType.Number } number => JavaScriptNumber.TextOf(number.Number),
        YamlScalar { Type: YamlType.Boolean } boolean => boolean.IsFalsy ? "false" : "true",
        YamlScalar scalar => scalar.Text,
        _ => text[key.Start..Math.Min(key.End, key.Start + LongestText)],
    };
}
