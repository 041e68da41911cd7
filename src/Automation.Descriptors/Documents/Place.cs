using Automation.Core.Text;
using Automation.Yaml.Nodes;

namespace Automation.Descriptors.Documents;

/// <summary>A value in a descriptor, with its name and the path to it.</summary>
/// <param name="Entry">The entry it is the value of; null for a list item and for the root.</param>
/// <param name="Pointer">The path to it.</param>
public sealed record Place(YamlNode Value, YamlEntry? Entry, JsonPointer Pointer)
{
    public static Place Root(YamlNode root) => new(root, null, JsonPointer.Root);

    /// <summary>The place as a message shows it: <c>spec.owner</c>.</summary>
    public string Path => Pointer.ToPath();

    public string? Text => Value is YamlScalar { Type: YamlType.String } scalar ? scalar.Text : null;

    /// <summary>
    /// What a finding underlines: the value if it is on one line with its name; else the name, because a list's or map's first
    /// line is usually not where the mistake is, and a blank value is invisible.
    /// </summary>
    public YamlNode Anchor => Entry is { } entry && (Value is not YamlScalar || Value.Start == Value.End) ? entry.Name : Value;

    public Place? Field(string name) =>
        Value is YamlMapping mapping && mapping.TryGet(name, out var entry) ? Of(entry) : null;

    public Place Of(YamlEntry entry) => new(entry.Value, entry, Pointer.Field(entry.Key));

    public IEnumerable<Place> Fields()
    {
        if (Value is YamlMapping mapping)
        {
            foreach (var entry in mapping.Entries)
            {
                yield return Of(entry);
            }
        }
    }

    public IEnumerable<Place> Items()
    {
        if (Value is YamlSequence sequence)
        {
            for (var i = 0; i < sequence.Items.Count; i++)
            {
                yield return new Place(sequence.Items[i], null, Pointer.Item(i));
            }
        }
    }
}
