using Automation.Yaml.Nodes;

namespace Automation.Yaml.Typing;

/// <summary>Determines the type of a scalar from its tag, its style and its characters.</summary>
/// <remarks>The rules of <c>yaml</c> 2.x, which Backstage uses (specs, descriptors §1).</remarks>
internal static class ScalarTyping
{
    /// <param name="Text">The characters; typing changes those of a date in YAML 1.1, which becomes a full timestamp.</param>
    /// <param name="Problem">Why the tag is invalid, or null.</param>
    internal readonly record struct Typed(YamlType Type, string Text, string? Problem = null);

    public static Typed TypeOf(string text, YamlScalarStyle style, string? tag, YamlVersion version) => tag switch
    {
        null when style != YamlScalarStyle.Plain => new(YamlType.String, text),
        null => Implicit(text, version),
        Tags.Binary => new(YamlType.Binary, text),
        Tags.Null => new(text is "" or "~" or "null" or "Null" or "NULL" ? YamlType.Null : YamlType.String, text),
        Tags.Bool => Implicit(text, version) is { Type: YamlType.Boolean } boolean ? boolean : new(YamlType.String, text),
        Tags.Int => new(IsInteger(text, version) ? YamlType.Number : YamlType.String, text),
        Tags.Float => new(IsFloat(text, version) ? YamlType.Number : YamlType.String, text),
        Tags.Timestamp =>
            Timestamp11.ToIso(text) is { } iso
                ? new(YamlType.String, iso)
                : new(YamlType.String, text, "The tag '!!timestamp' needs a date that begins with 'yyyy-mm-dd'."),
        Tags.Prefix => new(YamlType.String, text, "The tag '!!' has no type. Write one, such as '!!str', or remove it."),
        _ => new(YamlType.String, text),
    };

    private static Typed Implicit(string text, YamlVersion version)
    {
        // Most scalars are text; all other types begin with one of these characters.
        if (text.Length > 0 && !"+-.0123456789~nNtTfFyYoOeE".Contains(text[0], StringComparison.Ordinal))
        {
            return new(YamlType.String, text);
        }

        return version switch
        {
            YamlVersion.Yaml11 => Schema11.TypeOf(text),
            YamlVersion.Go => new(GoSchema.TypeOf(text), text),
            _ => new(CoreSchema.TypeOf(text), text),
        };
    }

    private static bool IsInteger(string text, YamlVersion version) => version switch
    {
        YamlVersion.Yaml11 => Schema11.IsInteger(text),
        YamlVersion.Go => GoSchema.TypeOf(text) == YamlType.Number && GoSchema.IsInteger(text),
        _ => CoreSchema.IsInteger(text),
    };

    private static bool IsFloat(string text, YamlVersion version) => version switch
    {
        YamlVersion.Yaml11 => Schema11.IsFloat(text),
        YamlVersion.Go => GoSchema.TypeOf(text) == YamlType.Number,
        _ => CoreSchema.IsFloat(text),
    };
}
