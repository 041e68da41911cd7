namespace Automation.Catalog.Artifact;

/// <summary>A repository that Locations refer to by URL, whether or not it is a source: if its source changes, their findings may change.</summary>
/// <param name="Name">As in <see cref="FileLink.Repository"/>.</param>
/// <param name="By">The files with these Locations, by <see cref="FileRecord.Key"/>, in ordinal order.</param>
public sealed record LinkedRepository(string Name, IReadOnlyList<string> By)
{
    /// <summary>The prefix of its key; no source begins with it.</summary>
    public string Key => KeyOf(Name);

    public static string KeyOf(string name) => $"//{name}";
}
