using Automation.Core.Text;
using Automation.Yaml.Nodes;

namespace Automation.Catalog.Processing;

/// <summary>Masks secrets in the catalog: it has more readers than the repository that a secret was committed to.</summary>
internal static class MaskedSecrets
{
    /// <summary>The value without secrets; the same one if it has none.</summary>
    public static YamlNode In(YamlNode node)
    {
        switch (node)
        {
            case YamlScalar { Type: YamlType.String } scalar:
                var covered = SecretShape.CoverValue(scalar.Text);
                return ReferenceEquals(covered, scalar.Text) ? scalar : new YamlScalar(covered, YamlType.String, scalar.Style, scalar.Start, scalar.End);
            case YamlSequence sequence:
                var items = Changed(sequence.Items, item => item, (_, value) => value);
                return items is null ? sequence : new YamlSequence(items, sequence.Start, sequence.End);
            case YamlMapping { Type: YamlType.Mapping } mapping:
                return In(mapping);
            default:
                return node;
        }
    }

    /// <summary>The map without secrets; the same one if it has none.</summary>
    public static YamlMapping In(YamlMapping mapping)
    {
        var entries = Changed(mapping.Entries, entry => entry.Value, (entry, value) => entry with { Value = value });
        return entries is null ? mapping : new YamlMapping(entries, mapping.Start, mapping.End);
    }

    // Null if nothing changes, as for nearly every entity.
    private static T[]? Changed<T>(IReadOnlyList<T> items, Func<T, YamlNode> valueOf, Func<T, YamlNode, T> with)
    {
        T[]? changed = null;
        for (var i = 0; i < items.Count; i++)
        {
            var (value, masked) = (valueOf(items[i]), In(valueOf(items[i])));
            if (!ReferenceEquals(value, masked))
            {
                changed ??= [.. items];
                changed[i] = with(items[i], masked);
            }
        }

        return changed;
    }
}
