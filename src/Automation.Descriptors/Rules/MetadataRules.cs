using Automation.Descriptors.Documents;
using Automation.Descriptors.Schema;
using Automation.Yaml.Nodes;
using static Automation.Descriptors.Schema.Field;

namespace Automation.Descriptors.Rules;

/// <summary>The shape of <c>metadata</c>; name, namespace and the type of annotations belong to the envelope (specs, descriptors §5).</summary>
internal static class MetadataRules
{
    private static readonly Shape Metadata = Shape.MapWith(
        Optional("uid", Shape.Text),
        Optional("etag", Shape.Text),
        Optional("title", Shape.Text),
        Optional("description", Shape.AnyText),
        Optional("labels", Shape.MapOf(Shape.AnyText)),
        Optional("tags", Shape.ListOf(Shape.Text)),
        Optional("links", Shape.ListOf(Shape.MapWith(
            Required("url", Shape.Text, "where the link leads"),
            Optional("title", Shape.Text),
            Optional("icon", Shape.Text),
            Optional("type", Shape.Text)))));

    // Backstage writes these two itself before it reads annotations, so the values of a descriptor are never used.
    private static readonly string[] Overwritten = ["backstage.io/managed-by-location", "backstage.io/managed-by-origin-location"];

    private static readonly Shape Annotations = Shape.MapWithOthers(Shape.AnyText, [.. Overwritten.Select(name => Optional(name, Shape.Anything))]);

    public static void Check(Place root, FindingCollector findings)
    {
        if (root.Field("metadata") is { Value: YamlMapping } metadata)
        {
            Metadata.Check(metadata, findings);
            if (metadata.Field("annotations") is { Value: YamlMapping } annotations)
            {
                Annotations.Check(annotations, findings);
            }
        }

        if (root.Field("spec") is { Value: not YamlMapping } spec)
        {
            Shape.Map.Check(spec, findings, isRequired: true);
        }
    }
}
