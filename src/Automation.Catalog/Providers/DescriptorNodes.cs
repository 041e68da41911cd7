using Automation.Yaml.Nodes;

namespace Automation.Catalog.Providers;

/// <summary>Builds a descriptor from values of another file, whose places its findings use.</summary>
internal sealed class DescriptorNodes(YamlNode whole)
{
    private readonly List<YamlEntry> _metadata = [];
    private readonly List<YamlEntry> _spec = [];

    public DescriptorNodes Metadata(string name, YamlNode? value) => Add(_metadata, name, value);

    public DescriptorNodes Spec(string name, YamlNode? value) => Add(_spec, name, value);

    /// <summary>A text that is not in the file, with the place of a related value.</summary>
    public YamlScalar Text(string text) => new(text, YamlType.String, YamlScalarStyle.Plain, whole.Start, whole.Start);

    /// <summary>A map of values of another file; null if there are none.</summary>
    public YamlMapping? Map(params (string Name, YamlNode? Value)[] values)
    {
        var entries = new List<YamlEntry>();
        foreach (var (name, value) in values)
        {
            Add(entries, name, value);
        }

        return entries.Count == 0 ? null : new YamlMapping(entries, whole.Start, whole.End);
    }

    public YamlMapping Of(string kind) => Map(
        ("apiVersion", Text("backstage.io/v1alpha1")),
        ("kind", Text(kind)),
        ("metadata", new YamlMapping(_metadata, whole.Start, whole.End)),
        ("spec", new YamlMapping(_spec, whole.Start, whole.End)))!;

    private DescriptorNodes Add(List<YamlEntry> entries, string name, YamlNode? value)
    {
        // Other systems write null for unknown values; a descriptor omits them.
        if (value is { IsNull: false })
        {
            entries.Add(new YamlEntry(name, new YamlScalar(name, YamlType.String, YamlScalarStyle.Plain, value.Start, value.Start), value));
        }

        return this;
    }
}
