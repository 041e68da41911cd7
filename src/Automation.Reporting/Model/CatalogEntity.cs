namespace Automation.Reporting.Model;

/// <summary>An entity, and where it is defined.</summary>
/// <param name="Title">The title, or the name.</param>
/// <param name="Owner">The owner; null if it has none.</param>
/// <param name="Place">Where it is defined.</param>
public sealed record CatalogEntity(string Ref, string Title, string? Owner, CatalogPlace Place);

/// <param name="Source">The source: a repository, or a folder.</param>
/// <param name="File">The file, from the root of the source; empty if it is the source as a whole.</param>
/// <param name="Line">The line, from 1.</param>
public sealed record CatalogPlace(string Source, string File, int Line)
{
    /// <summary>The page of the file on its forge; null if it is not known.</summary>
    public string? Page { get; init; }

    /// <summary>Whether it is in the repository of the change.</summary>
    public bool IsOwn { get; init; }

    /// <summary><c>orders/catalog-info.yaml:12</c>.</summary>
    public override string ToString() => File.Length == 0 ? Source : $"{Source}/{File}:{Line}";
}
