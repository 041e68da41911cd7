using Automation.Core.Text;
using Automation.Core.Trees;

namespace Automation.Owners.Reading;

/// <summary>
/// Finds files that were probably meant as CODEOWNERS and that the forge does not read: because of their name or folder, or because they are links.
/// </summary>
public static class MisplacedCodeowners
{
    private const string Name = "CODEOWNERS";

    // The maximum number of files that are read. A repository with more contains copies of other repositories.
    private const int MostFiles = 20;

    // The maximum number of edits from the correct name, such as CODE_OWNER.
    private const int MostEdits = 2;

    private static readonly string[] Folders = [".github", "", "docs", ".gitlab"];
    private static readonly string[] TextExtensions = [".md", ".txt"];

    // Folders with content that belongs to another repository, or will become one.
    private static readonly HashSet<string> Elsewhere = new(
        [
            "vendor",
            "node_modules",
            "third_party",
            "external",
            "testdata",
            "test",
            "tests",
            "fixtures",
            "__fixtures__",
            "samples",
            "sample",
            "examples",
            "example",
            "templates",
            "template",
            "skeleton",
            "skeletons",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Finds them, in the order of the paths.</summary>
    /// <param name="tree">The repository's files.</param>
    /// <param name="found">The file that is used, and those in later places.</param>
    /// <param name="dialect">The rules for CODEOWNERS.</param>
    public static IReadOnlyList<MisplacedFile> Find(
        FileTree tree,
        IEnumerable<string> tracked,
        FoundCodeowners found,
        Dialect dialect,
        CancellationToken cancellationToken) =>
        [.. tracked.Where(p => p != found.Path && !found.Dead.Contains(p))
            .Select(p => Of(p, dialect, found.Path is not null))
            .OfType<MisplacedFile>()
            .Take(MostFiles)
            .Select(f => tree.Find(f.Path)?.Kind == FileKind.Link ? f with { Fault = MisplacedFault.Link } : f)
            .Where(
                f =>
                    f.Fault == MisplacedFault.Link
                        ? IsPlace(f.Path, dialect)
                        : !IsPlace(f.Path, dialect) && HasOwners(tree, f.Path, dialect, cancellationToken))];

    private static MisplacedFile? Of(string path, Dialect dialect, bool isAnyInForce)
    {
        var slash = path.LastIndexOf('/');
        if (!path.AsSpan(slash + 1).StartsWith("c", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var (folder, name) = (slash < 0 ? "" : path[..slash], path[(slash + 1)..]);
        if (IsPlace(path, dialect))
        {
            return new MisplacedFile(path, path, MisplacedFault.Link);
        }

        if (Folders.Contains(folder) && !name.Equals(Name, StringComparison.Ordinal))
        {
            return IsNearName(name, isAnyInForce) ? new MisplacedFile(path, NearestPlace(folder, dialect), MisplacedFault.Name) : null;
        }

        return name.Equals(Name, StringComparison.OrdinalIgnoreCase) && !IsOfAnotherRepository(folder)
            ? new MisplacedFile(path, NearestPlace(folder, dialect), MisplacedFault.Folder)
            : null;
    }

    // 'docs/CODEOWNERS.md' next to a CODEOWNERS file that is used is a page about it.
    private static bool IsNearName(string name, bool isAnyInForce)
    {
        var extension = Array.Find(TextExtensions, e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase));
        var stem = extension is null ? name : name[..^extension.Length];
        return (extension is null || !isAnyInForce) && DidYouMean.Closest(stem, [Name], MostEdits) is not null;
    }

    private static bool IsOfAnotherRepository(string folder)
    {
        var names = folder.Split('/');
        return names.Any(Elsewhere.Contains) || (names.Length > 1 && Folders.Contains(names[^1]));
    }

    private static bool IsPlace(string path, Dialect dialect) => CodeownersLookup.Places(dialect).Contains(path, StringComparer.Ordinal);

    private static string NearestPlace(string folder, Dialect dialect) =>
        CodeownersLookup.Places(dialect).FirstOrDefault(p => p == (folder.Length == 0 ? Name : $"{folder}/{Name}")) ?? CodeownersLookup.Places(dialect)[0];

    // A page about CODEOWNERS, or a program with that name, has almost no line with an owner.
    private static bool HasOwners(FileTree tree, string path, Dialect dialect, CancellationToken cancellationToken)
    {
        if (tree.Read(path, CodeownersLookup.TooLarge - 1, cancellationToken) is not FileContent.Whole { Bytes: var bytes })
        {
            return false;
        }

        var file = CodeownersReader.Read(SourceText.Decode(path, bytes.Span), dialect);
        var owned = file.Rules.Count(r => r.Owners.Count > 0);
        return owned > 0 && owned >= file.Problems.Select(p => p.Line).Distinct().Count();
    }
}

/// <summary>A file that was probably meant as CODEOWNERS and is not read.</summary>
/// <param name="Place">The path at which it would be read.</param>
/// <param name="Fault">Why it is not.</param>
public sealed record MisplacedFile(string Path, string Place, MisplacedFault Fault);

/// <summary>Why a file is not read as CODEOWNERS.</summary>
public enum MisplacedFault
{
    /// <summary>The file has another name, if only in letter case.</summary>
    Name,

    /// <summary>The file is in a folder that the forge does not read.</summary>
    Folder,

    /// <summary>The file is a symbolic link.</summary>
    Link,
}
