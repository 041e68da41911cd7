namespace Automation.Descriptors.Schema;

/// <summary>All known field names; a known name is not a misspelling.</summary>
internal static class KnownFields
{
    public static readonly IReadOnlyList<string> Root = ["apiVersion", "kind", "metadata", "spec"];

    public static readonly IReadOnlyList<string> Metadata =
        ["name", "namespace", "title", "description", "labels", "annotations", "tags", "links", "uid", "etag"];

    public static readonly IReadOnlyList<string> Link = ["url", "title", "icon", "type"];
}
