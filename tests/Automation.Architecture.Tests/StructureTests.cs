using Automation.Testing;

namespace Automation.Architecture.Tests;

/// <summary>
/// The shape of src: folders know only folders below them, one simple name exists once, lines fit the editor (docs/adr/0001-projects-and-layers.md).
/// </summary>
public sealed class StructureTests
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
}
