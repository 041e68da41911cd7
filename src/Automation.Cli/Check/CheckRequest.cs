namespace Automation.Cli.Check;

/// <summary>What to check.</summary>
/// <param name="Folder">The root of the repository, as a full path.</param>
/// <param name="Shown">How findings name it; empty for the working directory.</param>
/// <param name="Base">The revision to compare with; null where there is none.</param>
/// <param name="Head">The revision to check; null for the working directory.</param>
/// <param name="Config">A configuration file to inherit from.</param>
/// <param name="Repository">The repository as <c>OWNER/REPO</c>; null where the clone says it.</param>
internal sealed record CheckRequest(string Folder, string Shown, string? Base, string? Head, string? Config, string? Repository)
{
    /// <summary>A bare repository that has <see cref="Base"/> and <see cref="Head"/>; null where the folder's own has them.</summary>
    public string? History { get; init; }

    /// <summary>How the reader sets the catalog at this entry point, for what could not be checked without one.</summary>
    public string HowToSetCatalog { get; init; } = "pass --catalog with a stitched catalog, or a folder with the descriptors of all repositories";

    /// <summary>Whether the baseline counts; not where it is about to be written anew.</summary>
    public bool WithBaseline { get; init; } = true;
}
