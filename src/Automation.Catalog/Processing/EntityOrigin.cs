namespace Automation.Catalog.Processing;

/// <summary>Where an entity comes from.</summary>
/// <param name="File">The file, as its source names it.</param>
/// <param name="Document">The number of the document in its file, from 0.</param>
/// <param name="Line">The line its content begins on.</param>
public sealed record EntityOrigin(string File, int Document, int Line);
