namespace Automation.Yaml.Nodes;

/// <summary>The limits for reading a file. Every limit is checked while tokens are read, before anything is built from them.</summary>
/// <param name="FileBytes">Bytes of one file.</param>
/// <param name="Documents">Documents of one file.</param>
public sealed record YamlLimits(long FileBytes, int Documents)
{
    /// <summary>Nested lists and maps of one document.</summary>
    public const int Depth = 64;

    /// <summary>Aliases (<c>*name</c>) of one document.</summary>
    public const int Aliases = 100;

    /// <summary>Values of one document, both as written and with every alias written out.</summary>
    public const int Nodes = 50_000;

    /// <summary>Uses of one anchor, times the uses nested in it: what the JavaScript library that Backstage uses calls <c>maxAliasCount</c>.</summary>
    public const int AnchorUses = 100;

    /// <summary>Values of one document, in files that are larger than any that people write.</summary>
    public int NodesOfDocument { get; init; } = Nodes;

    /// <summary>The limits of a descriptor in a pull request: 5 MiB, 10,000 documents.</summary>
    public static YamlLimits Descriptor { get; } = new(5 * 1024 * 1024, 10_000);

    /// <summary>The limits of a file that configuration names as a source, such as a large company's <c>org.yaml</c>: 16 MiB, 100,000 documents.</summary>
    public static YamlLimits Source { get; } = new(16 * 1024 * 1024, 100_000);
}
