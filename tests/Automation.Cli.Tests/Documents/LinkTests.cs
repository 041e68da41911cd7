using Automation.Testing;

namespace Automation.Cli.Tests.Documents;

/// <summary>No link of a document leads nowhere.</summary>
public sealed class LinkTests
{
    public static TheoryData<string> Documents { get; } = [.. Document.All.Select(d => d.Path)];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_link_leads_to_a_file_and_a_heading_that_exist(string path)
    {
        var document = Document.All.Single(d => d.Path == path);

        document.Links.Where(l => !l.Contains("://", StringComparison.Ordinal)).Where(l => !Leads(document, l)).ShouldBeEmpty();
    }

    private static bool Leads(Document from, string link)
    {
        var parts = link.Split('#', 2);
        var folder = Path.Combine(Repository.Root, Path.GetDirectoryName(from.Path)!);
        var target = parts[0].Length == 0 ? from.Path : Document.FromRoot(Path.GetFullPath(Path.Combine(folder, parts[0])));
        return Path.Exists(Path.Combine(Repository.Root, target))
            && (parts.Length == 1 || Document.All.Any(d => d.Path == target && d.Anchors.Contains(parts[1])));
    }
}
