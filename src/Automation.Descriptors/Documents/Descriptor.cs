using Automation.Core;
using Automation.Yaml.Nodes;

namespace Automation.Descriptors.Documents;

/// <summary>A document with a valid envelope, and therefore an entity ref.</summary>
public sealed class Descriptor
{
    internal Descriptor(int document, YamlMapping written, YamlMapping processed, string apiVersion, string kind, string name, string @namespace)
    {
        Document = document;
        Written = written;
        Processed = processed;
        ApiVersion = apiVersion;
        Kind = kind;
        Name = name;
        Namespace = @namespace;
        Ref = new EntityRef(kind, Namespace, name);
    }

    /// <summary>The document's number in its file, from 0.</summary>
    public int Document { get; }

    public YamlMapping Written { get; }

    /// <summary>The document with placeholders (<c>$text</c>, …) replaced by dummy values of their type.</summary>
    public YamlMapping Processed { get; }

    public string ApiVersion { get; }

    public string Kind { get; }

    public string Name { get; }

    /// <summary>The namespace as written, or the default one.</summary>
    public string Namespace { get; }

    public EntityRef Ref { get; }

    internal Place Root => Place.Root(Processed);

    public Place? Metadata => Root.Field("metadata");

    public Place? Spec => Root.Field("spec");
}
