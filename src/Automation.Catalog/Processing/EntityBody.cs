using Automation.Descriptors.Documents;
using Automation.Descriptors.Relations;
using Automation.Yaml.Nodes;

namespace Automation.Catalog.Processing;

/// <summary>
/// The result of Backstage's processing of a descriptor: the namespace filled in, lists of references sorted by UTF-16 code
/// unit, annotations added (specs, catalog §4, "The final entity"). Everything else stays as written, in the order written.
/// </summary>
internal static class EntityBody
{
    private static readonly string[] RootOrder = ["apiVersion", "kind", "metadata", "spec"];

    /// <param name="descriptor">The descriptor, which is valid.</param>
    /// <param name="annotations">Annotations that replace those of the descriptor.</param>
    public static YamlMapping Of(Descriptor descriptor, IReadOnlyList<KeyValuePair<string, string>> annotations)
    {
        var root = (YamlMapping)Placeholders.Restore(descriptor.Processed, descriptor.Written);
        var entries = new List<YamlEntry>(RootOrder.Length);
        foreach (var name in RootOrder)
        {
            if (root.TryGet(name, out var entry))
            {
                entries.Add(entry with { Value = Value(descriptor, entry, annotations) });
            }
        }

        return new YamlMapping(entries, root.Start, root.End);
    }

    private static YamlNode Value(Descriptor descriptor, YamlEntry entry, IReadOnlyList<KeyValuePair<string, string>> annotations) =>
        (entry.Key, entry.Value) switch
        {
            ("metadata", YamlMapping metadata) => Metadata(descriptor, metadata, annotations),
            ("spec", YamlMapping spec) => Spec(descriptor, spec),
            _ => entry.Value,
        };

    private static YamlMapping Metadata(Descriptor descriptor, YamlMapping metadata, IReadOnlyList<KeyValuePair<string, string>> annotations)
    {
        var entries = new List<YamlEntry>(metadata.Entries.Count + 2);
        foreach (var entry in metadata.Entries)
        {
            if (entry.Key is not "annotations")
            {
                entries.Add(entry);
            }

            if (entry.Key == "name" && !metadata.TryGet("namespace", out _))
            {
                entries.Add(Text("namespace", descriptor.Namespace));
            }
        }

        if (Annotations(metadata["annotations"] as YamlMapping, annotations) is { Entries.Count: > 0 } all)
        {
            entries.Add(new YamlEntry("annotations", Name("annotations"), all));
        }

        return new YamlMapping(entries, metadata.Start, metadata.End);
    }

    private static YamlMapping Annotations(YamlMapping? written, IReadOnlyList<KeyValuePair<string, string>> set)
    {
        var entries = written is null ? [] : written.Entries.Where(e => set.All(a => a.Key != e.Key)).ToList();
        entries.AddRange(set.Select(a => Text(a.Key, a.Value)));
        return new YamlMapping(entries, 0, 0);
    }

    private static YamlMapping Spec(Descriptor descriptor, YamlMapping spec)
    {
        var fields = ReferenceField.Of(descriptor.Kind);
        return new YamlMapping(
            [.. spec.Entries.Select(e => e.Value is YamlSequence list && fields.Any(f => f.Name == e.Key) ? e with { Value = Sorted(list) } : e)],
            spec.Start,
            spec.End);
    }

    private static YamlSequence Sorted(YamlSequence list) =>
        list.Items.All(i => i is YamlScalar { Type: YamlType.String })
            ? new YamlSequence([.. list.Items.OrderBy(i => ((YamlScalar)i).Text, StringComparer.Ordinal)], list.Start, list.End)
            : list;

    private static YamlEntry Text(string name, string value) => new(name, Name(name), Name(value));

    private static YamlScalar Name(string text) => new(text, YamlType.String, YamlScalarStyle.Plain, 0, 0);
}
