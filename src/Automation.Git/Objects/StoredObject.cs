namespace Automation.Git.Objects;

/// <summary>An object as stored in a repository.</summary>
/// <param name="Size">How many bytes it has.</param>
/// <param name="Content">The bytes; null if there are more than the limit.</param>
internal sealed record StoredObject(ObjectKind Kind, long Size, byte[]? Content);
