using System.Text.RegularExpressions;
using Automation.Testing;

namespace Automation.Architecture.Tests;

/// <summary>A C# file: its types, and the names that its code mentions.</summary>
/// <param name="Path">The path from the root of the repository.</param>
internal sealed partial record SourceFile(string Path, string[] Lines)
{
    public string Project => Path.Split('/')[1];

    public string Namespace { get; } = Lines.Select(l => NamespaceLine().Match(l)).FirstOrDefault(m => m.Success)?.Groups[1].Value ?? "";

    public IReadOnlyList<string> Usings { get; } = [.. Lines.Select(l => UsingLine().Match(l)).Where(m => m.Success).Select(m => m.Groups[1].Value)];

    public IReadOnlySet<string> Types { get; } =
        Lines.Select(l => TypeLine().Match(l)).Where(m => m.Success).Select(m => m.Groups[1].Value).ToHashSet(StringComparer.Ordinal);

    private HashSet<string> Words { get; } = Lines.Where(l => !l.TrimStart().StartsWith("//", StringComparison.Ordinal))
        .SelectMany(l => Word().Matches(l)).Select(m => m.Value).ToHashSet(StringComparer.Ordinal);

    public static SourceFile Read(string file) =>
        new(System.IO.Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'), File.ReadAllLines(file));

    public bool Mentions(string type) => Words.Contains(type);

    [GeneratedRegex(@"^namespace ([\w.]+);")]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"^using (?:static )?(Automation[\w.]*);")]
    private static partial Regex UsingLine();

    // A type at the top level of a file begins its line.
    [GeneratedRegex(@"^(?:(?:public|internal|file|static|sealed|abstract|readonly|ref|partial|unsafe) )+(?:record struct|record|class|struct|interface|enum) (\w+)")]
    private static partial Regex TypeLine();

    [GeneratedRegex(@"\b[A-Z]\w*")]
    private static partial Regex Word();
}
