using System.Text;
using Automation.Core.Text;
using Automation.Yaml.Nodes;

namespace Automation.Yaml.Tests;

/// <summary>Each limit holds exactly: what reaches it is read, one more is a problem of its own kind.</summary>
public sealed class LimitTests
{
    [Theory]
    [InlineData("[", "]")]
    [InlineData("{a: ", "}")]
    [InlineData("- ", "")]
    [InlineData("? ", "")]
    public void Lists_and_maps_nest_64_deep(string open, string close)
    {
        Nested(YamlLimits.Depth).Problems.ShouldBeEmpty();
        Nested(YamlLimits.Depth + 1).Problems.ShouldHaveSingleItem().Kind.ShouldBe(YamlProblemKind.TooDeep);
        Nested(100_000).Problems.ShouldHaveSingleItem().Kind.ShouldBe(YamlProblemKind.TooDeep);

        YamlDocument Nested(int depth) => Yaml.Document(Repeat(open, depth) + "x" + Repeat(close, depth));
    }

    [Fact]
    public void A_staircase_of_maps_is_64_deep_at_most()
    {
        Staircase(YamlLimits.Depth).Problems.ShouldBeEmpty();
        Staircase(YamlLimits.Depth + 1).Problems.ShouldHaveSingleItem().Kind.ShouldBe(YamlProblemKind.TooDeep);

        static YamlDocument Staircase(int depth) => Yaml.Document(string.Concat(Enumerable.Range(0, depth).Select(i => new string(' ', i) + "a:\n")));
    }

    [Fact]
    public void A_document_uses_100_aliases()
    {
        // Ten anchors, so that none is used too often by itself.
        Aliases(YamlLimits.Aliases).Problems.ShouldBeEmpty();
        Aliases(YamlLimits.Aliases + 1).Problems.ShouldHaveSingleItem().Kind.ShouldBe(YamlProblemKind.TooManyAliases);

        static YamlDocument Aliases(int count) => Yaml.Document(
            string.Concat(Enumerable.Range(0, 10).Select(i => $"- &a{i} x\n")) + string.Concat(Enumerable.Range(0, count).Select(i => $"- *a{i % 10}\n")));
    }

    [Fact]
    public void An_anchor_is_used_100_times_its_own_place_counted()
    {
        Uses(99).Problems.ShouldBeEmpty();
        Uses(100).Problems.ShouldHaveSingleItem().Kind.ShouldBe(YamlProblemKind.TooManyAliases);

        static YamlDocument Uses(int count) => Yaml.Document("- &a x\n" + Repeat("- *a\n", count));
    }

    [Fact]
    public void A_document_holds_50_000_values()
    {
        // One for the list.
        Yaml.Document(Repeat("- x\n", YamlLimits.Nodes - 1)).Problems.ShouldBeEmpty();
        Yaml.Document(Repeat("- x\n", YamlLimits.Nodes)).Problems.ShouldHaveSingleItem().Kind.ShouldBe(YamlProblemKind.TooManyNodes);
    }

    [Fact]
    public void A_document_holds_50_000_values_once_its_aliases_are_written_out()
    {
        // The outer list, two lists of n + 1 values, and what is left of the limit.
        const int Inner = 20_000;
        const int Rest = YamlLimits.Nodes - 1 - (2 * (Inner + 1));
        var twice = $"- &a [{Repeat("x,", Inner)}]\n- *a\n";

        Yaml.Document(twice + Repeat("- x\n", Rest)).Problems.ShouldBeEmpty();
        Yaml.Document(twice + Repeat("- x\n", Rest + 1)).Problems.ShouldHaveSingleItem().Kind.ShouldBe(YamlProblemKind.TooManyNodes);
        Yaml.Document(twice + "- *a\n").Problems.ShouldHaveSingleItem().Kind.ShouldBe(YamlProblemKind.TooManyAliases);
    }

    [Fact]
    public void A_billion_laughs_are_refused()
    {
        var text = "a: &a [lol,lol,lol,lol,lol,lol,lol,lol,lol]\n"
            + string.Concat("bcdefghi".Select(c => $"{c}: &{c} [{string.Join(',', Enumerable.Repeat("*" + (char)(c - 1), 9))}]\n"));

        Yaml.Problem(text).Kind.ShouldBe(YamlProblemKind.TooManyAliases);
    }

    [Fact]
    public void A_large_value_used_over_and_over_is_refused() =>
        Yaml.Problem($"- &a [{Repeat("x,", 49_000)}]\n" + Repeat("- *a\n", 90)).Kind.ShouldBe(YamlProblemKind.TooManyAliases);

    [Theory]
    [InlineData(10_000)]
    [InlineData(100_000)]
    public void A_file_can_have_as_many_documents_as_its_limits_allow(int most)
    {
        var limits = most == YamlLimits.Descriptor.Documents ? YamlLimits.Descriptor : YamlLimits.Source;
        limits.Documents.ShouldBe(most);

        Read(most).Documents.SelectMany(d => d.Problems).ShouldBeEmpty();
        var over = Read(most + 5);
        over.Documents.Count.ShouldBe(most + 1);
        over.Documents.SelectMany(d => d.Problems).ShouldHaveSingleItem().Kind.ShouldBe(YamlProblemKind.TooManyDocuments);
        over.Documents[^1].Start.ShouldBe("--- x\n".Length * most);

        YamlFile Read(int count) => YamlFile.Read(SourceText.Of("org.yaml", Repeat("--- x\n", count)), limits);
    }

    [Fact]
    public void A_document_over_a_limit_does_not_hide_its_siblings() =>
        Yaml.Read($"a: 1\n---\n{Repeat("[", 100)}\n---\nb: 2\n").Documents.Select(Yaml.Show).ShouldBe(["{a: Number 1}", "TooDeep", "{b: Number 2}"]);

    [Theory]
    [InlineData("[")]
    [InlineData("{")]
    [InlineData("- ")]
    [InlineData("? ")]
    [InlineData("&a *a ")]
    [InlineData("!")]
    [InlineData("\"")]
    [InlineData("'")]
    [InlineData("#")]
    [InlineData("\n")]
    [InlineData("\t\n")]
    [InlineData("|")]
    [InlineData(">")]
    [InlineData("%")]
    [InlineData("%TAG ! x\n")]
    [InlineData("---\n")]
    [InlineData("---\n\t\na: b: c\n")]
    [InlineData("{a: ")]
    [InlineData(",")]
    [InlineData("a: b: ")]
    [InlineData("k:\n")]
    [InlineData("*a ")]
    [InlineData("\0")]
    [InlineData("\r")]
    [InlineData("\uD800")]
    [InlineData("\uFEFF")]
    public void Half_a_megabyte_of_one_thing_is_answered_and_not_a_crash(string thing)
    {
        var file = Yaml.Read(Repeat(thing, 512 * 1024 / thing.Length));

        file.Documents.Count.ShouldBeLessThanOrEqualTo(YamlLimits.Descriptor.Documents + 1);
    }

    [Fact]
    public void What_took_minutes_once_is_read()
    {
        // Lists on one long line; keys that are numbers, each twice; broken documents with tabs; every private character.
        Yaml.Document("[" + new string(' ', 500_000) + Repeat("[],", 40_000) + "]").Problems.ShouldBeEmpty();
        var keys = string.Concat(Enumerable.Range(0, 12_000).Select(i => $"{i}.5: v\n"));
        Yaml.Document(keys + keys).Problems.Count.ShouldBe(12_000);
        Yaml.Read(Repeat("---\n\t\na: b: c\n", 5_000) + Repeat("#", 500_000)).Documents.Count.ShouldBe(5_000);
        var all = new StringBuilder("a\u0085: '");
        for (var c = '\uE000'; c <= '\uF8FF'; c++)
        {
            all.Append(c);
        }

        Yaml.Map(all + "'\n").Entries.ShouldHaveSingleItem().Key.ShouldBe("a\u0085");
    }

    [Fact]
    public void Lists_as_keys_of_one_another_do_not_copy_their_text_each()
    {
        var deep = Repeat("? ", 60) + new string('a', 1_000_000);

        Yaml.Flatten(Yaml.Root(deep)).OfType<YamlMapping>().SelectMany(m => m.Entries).Where(e => e.Name is YamlMapping)
            .ShouldAllBe(e => e.Key.Length <= 1000);
    }

    private static string Repeat(string text, int count) => new StringBuilder(text.Length * count).Insert(0, text, count).ToString();
}
