namespace Automation.Catalog.Artifact;

/// <summary>A repository that Locations refer to by URL, whether or not it is a source: if its source changes, their findings may change.</summary>
/// <param name="Name">As in <see cref="FileLink.Repository"/>.</param>
/// <param name="By">The files with these Locations, by <see cref="FileRecord.Key"/>, in ordinal order.</param>
public sealed record LinkedRepository(string Name, IReadOnlyList<string> By)
{
    /// <summary>What it is kept under: no source begins like that.</summary>
    public string Key => KeyOf(Name);

    /// <summary>What a repository is kept under.</summary>
    public static string KeyOf(string name) => $"//{name}";
}
