namespace Automation.Jobs.Sources;

/// <summary>The part of a stitched catalog that comes from the repository under check: a source, or a folder of one that contains many repositories.</summary>
/// <param name="Folder">The repository's folder in it, with a slash at its end; empty if the source is the repository.</param>
public sealed record OwnSource(string Name, string Folder)
{
    /// <summary>The path in the repository of a file of a source; null if it is not in the repository.</summary>
    public string? TreePathOf(string source, string file) => source == Name && file.StartsWith(Folder, StringComparison.Ordinal) ? file[Folder.Length..] : null;
}
