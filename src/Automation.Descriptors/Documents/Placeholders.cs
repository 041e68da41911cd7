using Automation.Yaml.Nodes;

namespace Automation.Descriptors.Documents;

/// <summary>
/// Placeholders: a map whose one key is <c>$text</c>, <c>$json</c> or <c>$yaml</c> is replaced by the content of the file that it names. Here it is
/// replaced by a dummy value of its type: some text, or some map (specs, descriptors §4).
/// </summary>
public static class Placeholders
{
    private static readonly string[] Resolvers = ["$text", "$json", "$yaml"];

    /// <summary>Whether a map is a placeholder that a default Backstage resolves.</summary>
    public static bool IsPlaceholder(YamlNode node) => node is YamlMapping { Entries: [{ Key: var key }] } && Resolvers.Contains(key, StringComparer.Ordinal);

    /// <summary>Whether any key in the document begins with <c>$</c>.</summary>
    public static bool AnyIn(YamlNode node)
    {
        if (node is YamlMapping mapping)
        {
            foreach (var entry in mapping.Entries)
            {
                if (entry.Key.StartsWith('$') || AnyIn(entry.Value))
                {
                    return true;
                }
            }
        }
        else if (node is YamlSequence sequence)
        {
            foreach (var item in sequence.Items)
            {
                if (AnyIn(item))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>
    /// Every placeholder of a document, as Backstage finds them: not below a map that has a <c>$</c> key and others. A document as a whole is not one:
    /// it has no envelope, and Backstage rejects it before it resolves placeholders.
    /// </summary>
    public static IEnumerable<Place> Of(Place root) => IsLeftAlone(root.Value) ? [] : root.Fields().SelectMany(p => Below(p, AnnotationsOf(root.Value)));

    /// <summary>The document with dummy values in place of its placeholders; the same node if it has none.</summary>
    public static YamlMapping Resolve(YamlMapping root) => Resolve(root, StandInFor);

    /// <summary>The document with something in place of each placeholder; the same node if it has none.</summary>
    public static YamlMapping Resolve(YamlMapping root, Func<YamlMapping, YamlNode> replace) =>
        !AnyIn(root) || IsLeftAlone(root) ? root : Resolve(root, AnnotationsOf(root), replace);

    /// <summary>The document with the original in place of every dummy value that is left in it.</summary>
    public static YamlNode Restore(YamlNode processed, YamlNode? written) => processed switch
    {
        { IsStandIn: true } => written ?? processed,
        YamlMapping mapping when !ReferenceEquals(processed, written) =>
            new YamlMapping(
                [.. mapping.Entries.Select(e => e with { Value = Restore(e.Value, (written as YamlMapping)?[e.Key]) })], mapping.Start, mapping.End),
        YamlSequence sequence when !ReferenceEquals(processed, written) =>
            new YamlSequence(
                [.. sequence.Items.Select((item, i) => Restore(item, written is YamlSequence list && i < list.Items.Count ? list.Items[i] : null))],
                sequence.Start,
                sequence.End),
        _ => processed,
    };

    public static YamlNode StandInFor(YamlMapping placeholder) => placeholder.Entries[0].Key == "$text"
        ? new YamlScalar("{}", YamlType.String, YamlScalarStyle.Block, placeholder.Start, placeholder.End) { IsStandIn = true }
        : new YamlMapping([], placeholder.Start, placeholder.End) { IsStandIn = true };

    private static IEnumerable<Place> Below(Place place, YamlNode? annotations)
    {
        if (IsPlaceholder(place.Value) && place.Value != annotations)
        {
            return [place];
        }

        return IsLeftAlone(place.Value) ? [] : place.Fields().Concat(place.Items()).SelectMany(p => Below(p, annotations));
    }

    private static YamlNode Resolve(YamlNode node, YamlNode? annotations, Func<YamlMapping, YamlNode> replace) => node switch
    {
        YamlMapping placeholder when IsPlaceholder(node) && node != annotations => replace(placeholder),
        _ when IsLeftAlone(node) => node,
        YamlMapping mapping => Resolve(mapping, annotations, replace),
        YamlSequence sequence => Resolve(sequence, annotations, replace),
        _ => node,
    };

    // Never a placeholder: Backstage adds its own annotations to this map.
    private static YamlNode? AnnotationsOf(YamlNode root) => ((root as YamlMapping)?["metadata"] as YamlMapping)?["annotations"];

    // A map with a key that begins with '$' but is not a placeholder is not searched.
    private static bool IsLeftAlone(YamlNode node) => node is YamlMapping mapping && mapping.Entries.Any(e => e.Key.StartsWith('$'));

    private static YamlMapping Resolve(YamlMapping mapping, YamlNode? annotations, Func<YamlMapping, YamlNode> replace)
    {
        List<YamlEntry>? changed = null;
        for (var i = 0; i < mapping.Entries.Count; i++)
        {
            var entry = mapping.Entries[i];
            if (Resolve(entry.Value, annotations, replace) is var value && value != entry.Value)
            {
                changed ??= [.. mapping.Entries];
                changed[i] = entry with { Value = value };
            }
        }

        return changed is null ? mapping : new YamlMapping(changed, mapping.Start, mapping.End);
    }

    private static YamlSequence Resolve(YamlSequence sequence, YamlNode? annotations, Func<YamlMapping, YamlNode> replace)
    {
        List<YamlNode>? changed = null;
        for (var i = 0; i < sequence.Items.Count; i++)
        {
            if (Resolve(sequence.Items[i], annotations, replace) is var item && item != sequence.Items[i])
            {
                changed ??= [.. sequence.Items];
                changed[i] = item;
            }
        }

        return changed is null ? sequence : new YamlSequence(changed, sequence.Start, sequence.End);
    }
}
