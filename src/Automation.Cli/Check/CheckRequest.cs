namespace Automation.Cli.Check;

/// <param name="Folder">The root of the repository, as a full path.</param>
/// <param name="Shown">How findings name it; empty for the working directory.</param>
/// <param name="Base">The revision to compare with; null if there is none.</param>
/// <param name="Head">The revision to check; null for the working directory.</param>
/// <param name="Config">A configuration file to inherit from.</param>
/// <param name="Repository">The repository as <c>OWNER/REPO</c>; null if it comes from the clone.</param>
internal sealed record CheckRequest(string Folder, string Shown, string? Base, string? Head, string? Config, string? Repository)
{
    /// <summary>A bare repository that has <see cref="Base"/> and <see cref="Head"/>; null if the folder's own repository has them.</summary>
    public string? History { get; init; }

    /// <summary>How to set the catalog at this entry point, for messages about what could not be checked without one.</summary>
    public string HowToSetCatalog { get; init; } = "pass --catalog with a stitched catalog, or a folder with the descriptors of all repositories";

    /// <summary>The base branch, as sources of a GitOps repository name it; null if <see cref="Base"/> says it, or it is not known.</summary>
    public string? Branch { get; init; }

    /// <summary>A folder with charts that applications of a GitOps repository use; null if there is none.</summary>
    public string? Charts { get; init; }

    /// <summary>A folder with CustomResourceDefinitions; null if there is none.</summary>
    public string? Definitions { get; init; }

    /// <summary>A folder with the OpenAPI of the cluster; null if there is none.</summary>
    public string? Schemas { get; init; }

    /// <summary>Whether the baseline applies; not if a new one is written.</summary>
    public bool WithBaseline { get; init; } = true;
}
