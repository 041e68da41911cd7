namespace Automation.GitOps.Schemas;

/// <summary>The schema of a kind of resource.</summary>
/// <param name="ApiVersion">The group and version, such as <c>argoproj.io/v1alpha1</c>.</param>
/// <param name="Schema">What a manifest of it may have.</param>
public sealed record KindSchema(string ApiVersion, string Kind, FieldSchema Schema)
{
    /// <summary>The group; empty for the core group.</summary>
    public string Group => GroupOf(ApiVersion);

    /// <summary>Whether resources are in a namespace.</summary>
    public bool IsNamespaced { get; init; } = true;

    /// <summary>The group of an API version; empty for the core group.</summary>
    public static string GroupOf(string apiVersion) =>
        apiVersion.Contains('/', StringComparison.Ordinal) ? apiVersion[..apiVersion.IndexOf('/', StringComparison.Ordinal)] : "";
}
