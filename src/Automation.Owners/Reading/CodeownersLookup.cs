using Automation.Core.Text;
using Automation.Core.Trees;

namespace Automation.Owners.Reading;

/// <summary>Finds the CODEOWNERS file of a repository (specs, codeowners §1 and §5).</summary>
public static class CodeownersLookup
{
    /// <summary>Files of this many bytes and more are not loaded (GitHub Docs, "CODEOWNERS file size").</summary>
    public const int TooLarge = 3_000_000;

    private static readonly string[] GitHub = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"];
    private static readonly string[] GitLab = ["CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"];

    /// <summary>The places of the file, in order of priority.</summary>
    public static IReadOnlyList<string> Places(Dialect dialect) => dialect == Dialect.GitLab ? GitLab : GitHub;

    /// <summary>Finds and reads the file that the forge uses.</summary>
    /// <param name="tree">The repository's files.</param>
    /// <param name="dialect">The rules for CODEOWNERS.</param>
    /// <param name="show">How findings name a path of the tree.</param>
    public static FoundCodeowners Find(FileTree tree, Dialect dialect, Func<string, string> show, CancellationToken cancellationToken)
    {
        var places = Places(dialect).Where(path => tree.Find(path) is { Kind: FileKind.File }).ToList();
        return places is not [var first, .. var dead] ? FoundCodeowners.None : tree.Read(first, TooLarge - 1, cancellationToken) switch
        {
            FileContent.Whole { Bytes: var bytes } =>
                new FoundCodeowners(first, CodeownersReader.Read(SourceText.Decode(show(first), bytes.Span), dialect), null, bytes.Length, dead),
            FileContent.TooLarge(var size) => new FoundCodeowners(first, null, null, size, dead),
            FileContent.Unreadable(var reason) => new FoundCodeowners(first, null, reason, 0, dead),
            _ => FoundCodeowners.None,
        };
    }
}

/// <summary>The CODEOWNERS file of a repository, or its state if it is not read.</summary>
/// <param name="Path">The path; null if there is none.</param>
/// <param name="File">The content; null if it was not loaded.</param>
/// <param name="Unreadable">Why it could not be read; null if it could, or is too large.</param>
/// <param name="Size">The size in bytes.</param>
/// <param name="Dead">Files in later places, which are not read.</param>
public sealed record FoundCodeowners(string? Path, CodeownersFile? File, string? Unreadable, long Size, IReadOnlyList<string> Dead)
{
    /// <summary>There is no such file.</summary>
    public static FoundCodeowners None { get; } = new(null, null, null, 0, []);
}
