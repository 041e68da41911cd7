namespace Automation.Jobs.Documents;

/// <summary>The documentation of an entity, as it was in its repository when the catalog was built.</summary>
/// <param name="Source">The name of the source that it was read from.</param>
/// <param name="Pages">The documents; the first is where a reader starts.</param>
public sealed record EntityDocuments(string Source, IReadOnlyList<EntityDocument> Pages)
{
    /// <summary>The folder of pages, from the root of the source: what TechDocs addresses begin at.</summary>
    public string Folder { get; init; } = "";
}

/// <summary>A Markdown document.</summary>
/// <param name="Path">The path from the root of the source.</param>
/// <param name="Blob">The blob id of the whole file.</param>
/// <param name="Text">The text; of a long file its start.</param>
public sealed record EntityDocument(string Path, string Blob, string Text)
{
    /// <summary>Whether the file is longer than the text.</summary>
    public bool IsCut { get; init; }
}

/// <summary>Which documents the catalog has of a source.</summary>
/// <param name="Source">The name of the source.</param>
/// <param name="Commit">The commit that they were read from; null if the source has none.</param>
/// <param name="Entities">The refs of the entities that they belong to, in ordinal order.</param>
public sealed record SourceDocuments(string Source, string? Commit, IReadOnlyList<string> Entities);
