namespace Automation.Descriptors.Schema;

/// <summary>Every field name that means something somewhere; such a name is not a misspelling.</summary>
internal static class KnownFields
{
    public static readonly IReadOnlyList<string> Root = ["apiVersion", "kind", "metadata", "spec"];

    public static readonly IReadOnlyList<string> Metadata =
        ["name", "namespace", "title", "description", "labels", "annotations", "tags", "links", "uid", "etag"];

    public static readonly IReadOnlyList<string> Link = ["url", "title", "icon", "type"];
}
