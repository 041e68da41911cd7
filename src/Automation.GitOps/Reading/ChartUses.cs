namespace Automation.GitOps.Reading;

/// <summary>What the templates of a chart ask for besides its values: the first file that asks, by what it asks for.</summary>
public sealed record ChartUses
{
    /// <summary>The file that reads other files of the chart; null for none.</summary>
    public string? Files { get; init; }

    /// <summary>The file that asks for the version of Kubernetes; null for none.</summary>
    public string? KubernetesVersion { get; init; }

    /// <summary>The file that asks for the API versions of the cluster; null for none.</summary>
    public string? ApiVersions { get; init; }

    /// <summary>The file that looks for objects in the cluster; null for none.</summary>
    public string? Lookup { get; init; }

    /// <summary>Both.</summary>
    public ChartUses And(ChartUses other) => new()
    {
        Files = Files ?? other.Files,
        KubernetesVersion = KubernetesVersion ?? other.KubernetesVersion,
        ApiVersions = ApiVersions ?? other.ApiVersions,
        Lookup = Lookup ?? other.Lookup,
    };

    /// <summary>What a file of a chart asks for; a packed chart is unpacked.</summary>
    /// <param name="path">Its path, as people read it.</param>
    /// <param name="content">Its bytes.</param>
    public static ChartUses Of(string path, ReadOnlyMemory<byte> content)
    {
        if (path.EndsWith(".tgz", StringComparison.Ordinal))
        {
            var files = ChartArchive.Read(content);
            return files is null ? new ChartUses() : files.Aggregate(new ChartUses(), (uses, f) => uses.And(Of($"{path}/{f.Key}", f.Value)));
        }

        var bytes = content.Span;
        return new ChartUses
        {
            Files = bytes.IndexOf(".Files"u8) >= 0 ? path : null,
            KubernetesVersion = bytes.IndexOf(".Capabilities.KubeVersion"u8) >= 0 ? path : null,
            ApiVersions = bytes.IndexOf(".Capabilities.APIVersions"u8) >= 0 ? path : null,
            Lookup = CallsLookup(bytes) ? path : null,
        };
    }

    private static bool CallsLookup(ReadOnlySpan<byte> bytes)
    {
        for (var at = bytes.IndexOf("lookup "u8); at >= 0;)
        {
            // A word of its own with an argument, not the end of a name or a sentence.
            if (at > 0 && bytes[at - 1] is (byte)' ' or (byte)'(' or (byte)'-' or (byte)'{' && bytes[(at + 7)..]
                is [(byte)'"' or (byte)'$' or (byte)'.' or (byte)'(', ..])
            {
                return true;
            }

            var next = bytes[(at + 1)..].IndexOf("lookup "u8);
            at = next < 0 ? -1 : at + 1 + next;
        }

        return false;
    }
}
