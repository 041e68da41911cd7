namespace Automation.Yaml.Nodes;

/// <summary>Bytes. Once Backstage has written them as JSON they are a map: <c>type: Buffer</c> and a list of numbers as <c>data</c>.</summary>
public sealed class YamlBinary : YamlMapping
{
    /// <summary>Bytes between two offsets of the file.</summary>
    public YamlBinary(int start, int end)
        : base(YamlType.Binary, AsJson(start, end), start, end)
    {
    }

    internal override YamlNode At(int start, int end, Anchor alias) => new YamlBinary(start, end) { Alias = alias, Weight = Weight };

    private static YamlEntry[] AsJson(int start, int end) =>
    [
        new("type", Text("type", start, end), Text("Buffer", start, end)),
        new("data", Text("data", start, end), new YamlSequence([], start, end)),
    ];

    private static YamlScalar Text(string text, int start, int end) => new(text, YamlType.String, YamlScalarStyle.Plain, start, end);
}
