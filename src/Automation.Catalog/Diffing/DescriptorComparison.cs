using Automation.Core.Text;
using Automation.Yaml.Nodes;

namespace Automation.Catalog.Diffing;

/// <summary>Compares two descriptors of the same entity, field by field.</summary>
/// <param name="hasMoved">Whether they are in different files, so that annotations that depend on the place differ anyway.</param>
internal sealed class DescriptorComparison(bool hasMoved)
{
    private const int MostChanges = 100;

    // Set by Automation and by Backstage from the place of the file: the place itself is compared, not these annotations.
    private static readonly string[] AlwaysSet = ["backstage.io/managed-by-location", "backstage.io/managed-by-origin-location"];
    private static readonly string[] SetUnlessWritten = ["backstage.io/edit-url", "backstage.io/source-location", "backstage.io/view-url"];

    private readonly List<FieldChange> _changes = [];

    public IReadOnlyList<FieldChange> Changes => _changes;

    public int More { get; private set; }

    /// <summary>Compares; a descriptor that does not exist has no fields.</summary>
    public void Run(YamlMapping? before, YamlMapping? after) => Maps(JsonPointer.Root, before?.Entries ?? [], after?.Entries ?? []);

    private void Maps(JsonPointer at, IReadOnlyList<YamlEntry> before, IReadOnlyList<YamlEntry> after)
    {
        var (old, now) = (Fields(at, before), Fields(at, after));
        foreach (var key in old.Keys.Concat(now.Keys.Where(k => !old.ContainsKey(k))))
        {
            Values(at.Field(key), old.GetValueOrDefault(key), now.GetValueOrDefault(key));
        }
    }

    private Dictionary<string, YamlNode> Fields(JsonPointer at, IReadOnlyList<YamlEntry> entries)
    {
        var isAnnotations = at.Last == "annotations" && at.Parent is { Last: "metadata", Parent.Parent: null };
        return entries.Where(e => !isAnnotations || !IsLocation(e.Key)).ToDictionary(e => e.Key, e => e.Value, StringComparer.Ordinal);
    }

    private bool IsLocation(string annotation) =>
        AlwaysSet.Contains(annotation, StringComparer.Ordinal) || (hasMoved && SetUnlessWritten.Contains(annotation, StringComparer.Ordinal));

    private void Values(JsonPointer at, YamlNode? before, YamlNode? after)
    {
        switch (before, after)
        {
            // Also if one side does not have the field: then its content is listed field by field.
            case (YamlMapping or null, YamlMapping or null):
                Maps(at, (before as YamlMapping)?.Entries ?? [], (after as YamlMapping)?.Entries ?? []);
                break;
            case (YamlSequence or null, YamlSequence or null):
                Lists(at, (before as YamlSequence)?.Items ?? [], (after as YamlSequence)?.Items ?? []);
                break;
            case (YamlScalar x, YamlScalar y) when FieldText.IsSame(x, y):
                break;
            default:
                var (old, now) = FieldText.Pair(before, after);
                Add(at, old, now);
                break;
        }
    }

    private void Lists(JsonPointer at, IReadOnlyList<YamlNode> before, IReadOnlyList<YamlNode> after)
    {
        if (before.Concat(after).All(i => i is YamlScalar))
        {
            Items(at, [.. before.Cast<YamlScalar>()], [.. after.Cast<YamlScalar>()]);
            return;
        }

        for (var i = 0; i < Math.Max(before.Count, after.Count); i++)
        {
            Values(at.Item(i), i < before.Count ? before[i] : null, i < after.Count ? after[i] : null);
        }
    }

    // Plain values are added and removed; a different order of the same values is one change.
    private void Items(JsonPointer at, List<YamlScalar> before, List<YamlScalar> after)
    {
        var (gone, fresh) = (Without(before, after), Without(after, before));
        foreach (var item in gone)
        {
            Add(at, FieldText.Of(item), null);
        }

        foreach (var item in fresh)
        {
            Add(at, null, FieldText.Of(item));
        }

        if (gone.Count + fresh.Count == 0 && !before.Select(FieldText.Of).SequenceEqual(after.Select(FieldText.Of)))
        {
            Add(at, FieldText.Of(before), FieldText.Of(after));
        }
    }

    private static List<YamlScalar> Without(List<YamlScalar> items, List<YamlScalar> others)
    {
        var left = others.CountBy(FieldText.Whole, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var without = new List<YamlScalar>();
        foreach (var item in items)
        {
            var key = FieldText.Whole(item);
            if (left.GetValueOrDefault(key) is > 0 and var count)
            {
                left[key] = count - 1;
            }
            else
            {
                without.Add(item);
            }
        }

        return without;
    }

    private void Add(JsonPointer at, string? old, string? now)
    {
        if (_changes.Count == MostChanges)
        {
            More++;
        }
        else
        {
            _changes.Add(new FieldChange(SecretShape.Cover(at.ToString()), old, now));
        }
    }
}
