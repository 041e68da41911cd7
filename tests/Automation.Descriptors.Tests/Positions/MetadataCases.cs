using static Automation.Descriptors.Tests.Positions.SoundDocuments;

namespace Automation.Descriptors.Tests.Positions;

/// <summary>Mistakes in <c>metadata</c> and in the formats of names, keys, tags and links.</summary>
internal static class MetadataCases
{
    private const string Type = "catalog/field-type";
    private const string Null = "catalog/field-null";
    private const string Empty = "catalog/field-empty";
    private const string Missing = "catalog/field-missing";

    public static IEnumerable<RejectionCase> All =>
    [
        ASystem.With("title: A title", "title: 17 #!", Type, "/metadata/title"),
        ASystem.With("title: A title", "title: #!", Null, "/metadata/title"),
        ASystem.With("title: A title", "title: '' #!", Empty, "/metadata/title"),
        ASystem.With("description: What it is", "description: false #!", Type, "/metadata/description"),
        ASystem.With("description: What it is", "description: null #!", Null, "/metadata/description"),
        ASystem.With("description: What it is", "description: #!\n    - What it is", Type, "/metadata/description"),
        ASystem.With("uid: 1f0e", "uid: 1e7 #!", Type, "/metadata/uid"),
        ASystem.With("etag: e7ag", "etag: '' #!", Empty, "/metadata/etag"),
        ASystem.With("labels:\n    tier: gold", "labels: #!", Null, "/metadata/labels"),
        ASystem.With("labels:\n    tier: gold", "labels: #!\n    - tier", Type, "/metadata/labels"),
        ASystem.With("tier: gold", "tier: 1 #!", Type, "/metadata/labels/tier"),
        ASystem.With("tier: gold", "tier: #!", Null, "/metadata/labels/tier"),
        ASystem.With("tier: gold", "tier: #!\n      is: gold", Type, "/metadata/labels/tier"),
        ASystem.With("example.com/note: text", "example.com/note: 4711 #!", Type, "/metadata/annotations/example.com~1note"),
        ASystem.With("example.com/note: text", "example.com/note: #!", Null, "/metadata/annotations/example.com~1note"),
        ASystem.With("example.com/note: text", "example.com/note: text\n    example.com/flag: true #!", Type, "/metadata/annotations/example.com~1flag"),
        ASystem.With("tags:\n    - java", "tags: java #!", Type, "/metadata/tags"),
        ASystem.With("tags:\n    - java", "tags: #!", Null, "/metadata/tags"),
        ASystem.With("- java", "- java\n    - 17 #!", Type, "/metadata/tags/1"),
        ASystem.With("- java", "- java\n    - #!\n    - go", Null, "/metadata/tags/1"),
        ASystem.With("- java", "- java\n    - '' #!", Empty, "/metadata/tags/1"),
        ASystem.With("- java", "- language: java #!", Type, "/metadata/tags/0"),
        ASystem.With("- url: https://example.com/home\n      title: Home", "- title: Home #!", Missing, "/metadata/links/0/url", "a link without a URL"),
        ASystem.With("url: https://example.com/home", "url: 17 #!", Type, "/metadata/links/0/url"),
        ASystem.With("title: Home", "title: #!", Null, "/metadata/links/0/title"),
        ASystem.With("icon: web", "icon: '' #!", Empty, "/metadata/links/0/icon"),
        ASystem.With("type: site", "type: 1 #!", Type, "/metadata/links/0/type"),
        ASystem.With("links:\n", "links: #!\n    one:\n", Type, "/metadata/links", "links as a map"),

        ASystem.With("name: orders", "name: Order Service #!", "catalog/name-format", "/metadata/name"),
        ASystem.With("name: orders", "name: -orders #!", "catalog/name-format", "/metadata/name"),
        ASystem.With("name: orders", "name: ordérs #!", "catalog/name-format", "/metadata/name"),
        ASystem.With("name: orders", "name: | #!\n    orders", "catalog/name-format", "/metadata/name"),
        ASystem.With("name: orders", $"name: {new string('x', 64)} #!", "catalog/name-format", "/metadata/name", "a name of 64 characters"),
        ASystem.With("namespace: shop", "namespace: Shop #!", "catalog/namespace-format", "/metadata/namespace"),
        ASystem.With("namespace: shop", "namespace: a.b #!", "catalog/namespace-format", "/metadata/namespace"),
        ASystem.With("tier: gold", "tier: https://example.com #!", "catalog/label-value-format", "/metadata/labels/tier"),
        ASystem.With("tier: gold", "tier: gold\n    cost center: x #!", "catalog/label-key-format", "/metadata/labels/cost center"),
        ASystem.With("tier: gold", "Example.com/tier: gold #!", "catalog/label-key-format", "/metadata/labels/Example.com~1tier"),
        ASystem.With("example.com/note: text", "a/b/c: text #!", "catalog/annotation-key-format", "/metadata/annotations/a~1b~1c"),
        ASystem.With("example.com/note: text", "example.com/: text #!", "catalog/annotation-key-format", "/metadata/annotations/example.com~1"),
        ASystem.With("- java", "- Java #!", "catalog/tag-format", "/metadata/tags/0"),
        ASystem.With("- java", "- java\n    - go_lang #!", "catalog/tag-format", "/metadata/tags/1"),
        ASystem.With("tags:\n    - java", "tags: [java, a--b] #!", "catalog/tag-format", "/metadata/tags/1"),
        ASystem.With("url: https://example.com/home", "url: example.com/home #!", "catalog/link-url", "/metadata/links/0/url"),
        ASystem.With("url: https://example.com/home", "url: https:// #!", "catalog/link-url", "/metadata/links/0/url"),
        ASystem.With("title: Home", "title: ' ' #!", "catalog/link-text-blank", "/metadata/links/0/title"),
        ASystem.With("icon: web", "icon: \"\\t\" #!", "catalog/link-text-blank", "/metadata/links/0/icon"),
    ];
}
