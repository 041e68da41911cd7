using System.Text.Encodings.Web;
using System.Text.Json;
using Automation.Reporting.Json;
using Automation.Reporting.Markdown;
using Automation.Reporting.Model;
using Automation.Reporting.Terminal;
using Automation.Reporting.Wording;
using Automation.Testing;

namespace Automation.Reporting.Tests.CatalogChanges;

/// <summary>What changes in a catalog, as people and scripts read it.</summary>
public sealed class CatalogChangeWriterTests
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public void A_person_at_a_terminal_reads_what_breaks_first() => Snapshot.Match(Text(SampleChange.Acme), "change.txt");

    [Fact]
    public void A_pull_request_gets_tables_and_a_picture() => Snapshot.Match(Markdown(SampleChange.Acme), "change.md");

    [Fact]
    public void A_script_reads_it_all() => Snapshot.Match(Indented(SampleChange.Acme), "change.json");

    [Fact]
    public void No_problems_are_one_short_line()
    {
        Text(SampleChange.Nothing).ShouldBe("Nothing changes in the catalog.\n");
        Markdown(SampleChange.Nothing).ShouldBe("### What changes in the catalog\n\nNothing changes in the catalog.\n");
        CatalogChangeWording.Merging(SampleChange.Nothing).ShouldBe("Merging this changes nothing in the catalog");
    }

    [Fact]
    public void A_change_before_merging_is_one_sentence() =>
        CatalogChangeWording.Merging(SampleChange.Acme)
            .ShouldBe("Merging this will remove 1 entity, break 2 relations, give 2 entities a different owner, add 1 entity, change 2 entities, repair 1 "
                + "relation, use another definition of 1 entity, make 1 entity stale and make 1 entity up to date again");

    [Fact]
    public void Quiet_is_the_sentence_alone() => Text(SampleChange.Acme, new TerminalOptions { Quiet = true }).Split('\n').Length.ShouldBe(2);

    [Fact]
    public void Hostile_names_drive_no_terminal() => Snapshot.Match(Text(SampleChange.Evil), "hostile.txt");

    [Fact]
    public void Hostile_names_are_no_markup()
    {
        var text = Markdown(SampleChange.Evil);

        Snapshot.Match(text, "hostile.md");
        text.ShouldNotContain("<script");
        RenderedMarkdown.Of(text).Autolinks.ShouldBeEmpty();
        text.ShouldNotContain("\u202e");
        text.ShouldNotContain("##[");
        text.Split("```").Length.ShouldBe(3);
        text.Split('\n').ShouldAllBe(l => !l.TrimStart().StartsWith("::", StringComparison.Ordinal));
        foreach (var line in Picture(text).Where(l => l.StartsWith("  n", StringComparison.Ordinal)))
        {
            line.Count(c => c == '"').ShouldBe(2, line);
        }
    }

    [Fact]
    public void A_large_change_fits_into_a_comment_and_lists_what_it_leaves_out()
    {
        var text = Markdown(SampleChange.Large(2_000));

        text.Length.ShouldBeLessThanOrEqualTo(CommentWriter.MostCharacters);
        text.ShouldContain("… and 1,9");
        Picture(text).Count(l => l.Contains("[\"", StringComparison.Ordinal)).ShouldBeInRange(10, NeighbourhoodGraph.MostNodes);
        Picture(text).Count(l => l.Contains("|\"", StringComparison.Ordinal)).ShouldBeInRange(10, NeighbourhoodGraph.MostEdges);
        text.ShouldContain(" more entities and relations are left out.");
    }

    [Fact]
    public void A_small_change_is_drawn_whole() => Markdown(SampleChange.Acme).ShouldNotContain("are left out");

    [Fact]
    public void A_terminal_shows_the_first_rows_and_all_of_them_when_asked()
    {
        Text(SampleChange.Large(100)).ShouldContain("… and 80 more");
        Text(SampleChange.Large(100), new TerminalOptions { Verbose = true }).ShouldNotContain("more\n");
    }

    [Fact]
    public void Several_changes_make_one()
    {
        var both = CatalogChange.Together([SampleChange.Acme, null, SampleChange.Acme])!;

        (both.Before.Entities, both.Added.Count, both.Acting.Count, both.Acting[0].References).ShouldBe((80, 2, 2, 2));
        CatalogChange.Together([null]).ShouldBeNull();
    }

    private static IEnumerable<string> Picture(string markdown) => markdown.Split("```")[1].Split('\n');

    private static string Text(CatalogChange change, TerminalOptions? options = null) =>
        Written(new CatalogChangeTextWriter(options ?? new TerminalOptions()), change);

    private static string Markdown(CatalogChange change) => Written(new CatalogChangeMarkdownWriter(), change);

    private static string Indented(CatalogChange change)
    {
        using var json = JsonDocument.Parse(Written(new CatalogChangeJsonWriter(), change));
        return JsonSerializer.Serialize(json, Readable) + "\n";
    }

    private static string Written(IWriter<CatalogChange> writer, CatalogChange change)
    {
        using var output = new StringWriter { NewLine = "\n" };
        writer.Write(change, output);
        return output.ToString();
    }
}
