namespace Automation.Git.Objects;

/// <summary>An object as it lies in a repository.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Size">How many bytes it has.</param>
/// <param name="Content">The bytes; null where they are more than were asked for.</param>
internal sealed record StoredObject(ObjectKind Kind, long Size, byte[]? Content);
