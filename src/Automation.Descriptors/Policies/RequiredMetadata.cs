using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Descriptors.Documents;
using Automation.Descriptors.Fixes;
using Automation.Yaml.Nodes;

namespace Automation.Descriptors.Policies;

/// <summary>Annotations, labels and tags that entities of a kind must have.</summary>
internal static class RequiredMetadata
{
    public static void Check(Descriptor descriptor, CatalogPolicy policy, FindingCollector findings)
    {
        if (policy.Required.Count == 0 || descriptor.Metadata is not { Value: YamlMapping } metadata)
        {
            return;
        }

        var requirements = policy.Required.Where(r => r.AppliesTo(descriptor)).ToList();
        CheckKeys(metadata, "annotations", "annotation", PolicyRules.Annotation, requirements, r => r.Annotations, findings);
        CheckKeys(metadata, "labels", "label", PolicyRules.Label, requirements, r => r.Labels, findings);
        CheckTags(metadata, requirements, findings);
    }

    private static void CheckKeys(
        Place metadata,
        string field,
        string what,
        Rule rule,
        List<Requirement> requirements,
        Func<Requirement, IReadOnlyList<string>> keysOf,
        FindingCollector findings)
    {
        var map = metadata.Field(field);
        if (map is { Value.IsStandIn: true })
        {
            return;
        }

        var required = requirements.SelectMany(r => keysOf(r).Select(key => (Requirement: r, Key: key)))
            .DistinctBy(r => r.Key, StringComparer.Ordinal)
            .ToList();
        foreach (var (requirement, key) in required)
        {
            var pointer = metadata.Pointer.Field(field).Field(key);
            if (map?.Field(key) is { } found)
            {
                if (IsBlank(found))
                {
                    findings.Add(rule, found, $"The {what} {DescriptorWording.Quote(key)} is blank. {requirement.Whom()} needs a value there.");
                }
            }
            else if (Misspelt(map, key, required.Select(r => r.Key)) is { } misspelt)
            {
                var fix = YamlFix.Replace(findings.Source, misspelt.Name, key);
                findings.Add(
                    rule,
                    misspelt.Name,
                    pointer,
                    $"{requirement.Whom()} needs the {what} {DescriptorWording.Quote(key)}. {DescriptorWording.Quote(misspelt.Key)} looks like it: rename it.",
                    fix);
            }
            else
            {
                var at = map is { Value: YamlMapping, Entry: { } mapEntry } ? mapEntry.Name : metadata.Anchor;
                findings.Add(rule, at, pointer, $"{requirement.Whom()} needs the {what} {DescriptorWording.Quote(key)}. Add it to 'metadata.{field}'.");
            }
        }
    }

    private static void CheckTags(Place metadata, List<Requirement> requirements, FindingCollector findings)
    {
        var tags = metadata.Field("tags");
        var present = tags?.Items().Select(t => t.Text).ToHashSet(StringComparer.Ordinal) ?? [];
        foreach (var (requirement, tag) in requirements.SelectMany(r => r.Tags.Select(tag => (r, tag))).DistinctBy(r => r.tag, StringComparer.Ordinal))
        {
            if (!present.Contains(tag))
            {
                var at = tags is { Value: YamlSequence } list ? list.Anchor : metadata.Anchor;
                findings.Add(
                    PolicyRules.Tag,
                    at,
                    metadata.Pointer.Field("tags"),
                    $"{requirement.Whom()} needs the tag {DescriptorWording.Quote(tag)}. Add it to 'metadata.tags'.");
            }
        }
    }

    private static bool IsBlank(Place place) => place.Value.IsNull || (place.Text is { } text && string.IsNullOrWhiteSpace(text) && !place.Value.IsStandIn);

    // Only the part after the slash may be misspelt: github.com/… and gitlab.com/… are similar but both exist.
    private static YamlEntry? Misspelt(Place? map, string key, IEnumerable<string> required)
    {
        if (map?.Value is not YamlMapping mapping)
        {
            return null;
        }

        var prefix = Prefix(key);
        var candidates = mapping.Entries.Where(e => Prefix(e.Key) == prefix && !required.Contains(e.Key, StringComparer.Ordinal)).ToList();
        return DidYouMean.Closest(key[prefix.Length..], candidates.Select(c => c.Key[prefix.Length..])) is { } name
            ? candidates.Find(c => c.Key[prefix.Length..] == name)
            : null;
    }

    private static string Prefix(string key) => key[..(key.LastIndexOf('/') + 1)];
}
