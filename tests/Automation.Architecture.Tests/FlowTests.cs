using System.Text.RegularExpressions;
using Automation.Testing;

namespace Automation.Architecture.Tests;

/// <summary>The tables of docs/flows.md: each names the files that a request passes through.</summary>
public sealed partial class FlowTests
{
    private static readonly string[] Sections = File.ReadAllText(Path.Combine(Repository.Root, "docs", "flows.md")).Split("\n## ")[1..];

    [Theory]
    [InlineData(0, 28)]
    [InlineData(1, 30)]
    [InlineData(2, 40)]
    public void A_flow_passes_through_few_files(int section, int most) => FilesOf(section).Count.ShouldBeInRange(1, most);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Each_file_uses_one_above_it_or_is_used_by_one(int section)
    {
        var files = FilesOf(section);

        files.Where((file, i) => i > 0 && !files.Take(i).Any(above => Uses(above, file) || Uses(file, above))).Select(f => f.Path).ShouldBeEmpty();
    }

    private static List<SourceFile> FilesOf(int section) =>
        [.. FileLink().Matches(Sections[section]).Select(m => SourceFile.Read(Path.Combine(Repository.Root, m.Groups[1].Value)))];

    private static bool Uses(SourceFile user, SourceFile used) => used.Types.Any(user.Mentions);

    [GeneratedRegex(@"\]\(\.\./(src/[^)]+\.cs)\)")]
    private static partial Regex FileLink();
}
