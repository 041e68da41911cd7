using System.Text.RegularExpressions;
using Automation.Testing;

namespace Automation.Architecture.Tests;

/// <summary>
/// The shape of src: folders know only folders below them, one simple name exists once, lines fit the editor (docs/adr/0001-projects-and-layers.md).
/// </summary>
public sealed partial class StructureTests
{
    /// <summary>What <c>.editorconfig</c> sets.</summary>
    private const int LongestLine = 160;

    private const int LongestFile = 400;

    private static readonly SourceFile[] Files =
    [
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories).Select(SourceFile.Read),
    ];

    public static TheoryData<string> Projects => [.. Files.Select(f => f.Project).Distinct()];

    /// <summary>
    /// A folder is a namespace, and unused directives are errors, so the using directives are the arrows. A folder sees the types of the folders above it
    /// without a directive: there a type's name is looked for.
    /// </summary>
    [Theory]
    [MemberData(nameof(Projects))]
    public void Folders_of_a_project_do_not_depend_on_each_other_in_circles(string project)
    {
        var files = Files.Where(f => f.Project == project).ToList();
        var folders = files.Select(f => f.Namespace).ToHashSet(StringComparer.Ordinal);
        var arrows = folders.ToDictionary(f => f, f => files.Where(x => x.Namespace == f).SelectMany(x => KnownBy(x, files)).Where(folders.Contains).ToHashSet());

        folders.Where(f => Reaches(arrows, f, f)).Order(StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Fact]
    public void One_simple_name_exists_once() =>
        Files.SelectMany(f => f.Types.Select(t => (Type: t, f.Namespace))).Distinct().GroupBy(t => t.Type).Where(g => g.Count() > 1)
            .Select(g => $"{g.Key} in {string.Join(" and ", g.Select(t => t.Namespace))}").ShouldBeEmpty();

    [Fact]
    public void Lines_fit_the_editor() =>
        Files.SelectMany(f => f.Lines.Select((line, i) => (line, Place: $"{f.Path}:{i + 1}"))).Where(l => l.line.Length > LongestLine).Select(l => l.Place)
            .ShouldBeEmpty();

    [Fact]
    public void A_file_can_be_read_in_one_go() => Files.Where(f => f.Lines.Length > LongestFile).Select(f => f.Path).ShouldBeEmpty();

    private static IEnumerable<string> KnownBy(SourceFile file, IReadOnlyList<SourceFile> files) => file.Usings.Concat(
        files.Where(f => file.Namespace.StartsWith(f.Namespace + ".", StringComparison.Ordinal) && f.Types.Any(file.Mentions)).Select(f => f.Namespace));

    private static bool Reaches(Dictionary<string, HashSet<string>> arrows, string from, string to)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(arrows[from]);
        while (open.TryPop(out var folder))
        {
            if (folder == to)
            {
                return true;
            }

            if (seen.Add(folder))
            {
                arrows[folder].ToList().ForEach(open.Push);
            }
        }

        return false;
    }

    private sealed partial record SourceFile(string Path, string[] Lines)
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
}
