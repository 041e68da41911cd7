namespace Automation.Testing;

/// <summary>
/// The conformance sets: cases with the answers of the real Backstage, Argo CD and CODEOWNERS implementations. They lie outside the
/// repository, in <c>../shared/conformance</c> or where <c>AUTOMATION_CONFORMANCE</c> says.
/// </summary>
public static class Conformance
{
    /// <summary>Why tests that need the sets are skipped where they are absent.</summary>
    public const string Absent = "The conformance sets are not at hand: set AUTOMATION_CONFORMANCE to their folder.";

    /// <summary>The folder, or null where it is absent.</summary>
    public static string? Folder { get; } = Find();

    /// <summary>The path of one set, or null where it is absent.</summary>
    public static string? PathOf(string name) =>
        Folder is { } folder && Path.Combine(folder, name) is var path && (File.Exists(path) || Directory.Exists(path)) ? path : null;

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("AUTOMATION_CONFORMANCE") is { Length: > 0 } named)
        {
            return Directory.Exists(named) ? named : null;
        }

        return Path.GetFullPath(Path.Combine(Repository.Root, "../shared/conformance")) is var beside && Directory.Exists(beside)
            ? beside
            : null;
    }
}
