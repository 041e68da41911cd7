using System.Text;
using System.Text.Json;
using Automation.Portal.Searching;
using Automation.Testing;

namespace Automation.Portal.Tests.Searching;

/// <summary>The search over all entities.</summary>
public sealed class SearchTests
{
    [Fact]
    public void An_exact_name_is_first_then_beginnings_then_words_then_parts()
    {
        var index = new SearchIndex(
        [
            Component("prepay") with { Description = "pay pay pay" },
            Component("old-pay"),
            Component("payments"),
            Component("pay"),
            Component("zzz") with { Title = "Pay" },
            Component("yyy") with { Aliases = ["acme/pay"] },
            Component("xxx") with { Tags = ["pay"] },
            Component("www") with { Description = "Everything about pay" },
        ]);

        Names(index.Find("pay", 20)).ShouldBe(["pay", "zzz", "payments", "old-pay", "yyy", "prepay", "xxx", "www"]);
    }

    [Theory]
    [InlineData("payments-api")]
    [InlineData("PAYMENTS-API")]
    [InlineData("api:default/payments-api")]
    [InlineData("Money out")]
    [InlineData("money")]
    [InlineData("  out   money ")]
    [InlineData("acme/money")]
    [InlineData("ments")]
    [InlineData("team-a payments")]
    [InlineData("urgent")]
    public void An_entity_is_found_by(string query)
    {
        var index = new SearchIndex(
            [new SearchEntity("api", "default", "payments-api") { Title = "Money out", Owner = "group:default/team-a", Aliases = ["acme/money-out"], Tags = ["urgent"] }, Component("other")]);

        Names(index.Find(query, 5)).ShouldBe(["payments-api"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("payments nothing")]
    public void Nothing_is_found_by(string query) => new SearchIndex([Component("payments")]).Find(query, 5).Count.ShouldBe(0);

    [Fact]
    public void What_a_reader_may_not_see_is_not_counted()
    {
        var index = new SearchIndex([Component("pay-a"), Component("pay-b"), Component("pay-c")]);

        var found = index.Find("pay", 1, mayBeFound: e => e.Name != "pay-a");

        Names(found).ShouldBe(["pay-b"]);
        found.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("a", null)]
    [InlineData("pay", "api")]
    [InlineData("gateway team-o", null)]
    [InlineData("pay", "unicorn")]
    public void A_large_catalog_that_is_searched_in_parts_gives_what_its_parts_give(string query, string? kind)
    {
        var entities = Sample(26_000).OrderBy(e => e.Name, StringComparer.Ordinal).ToList();
        var parts = entities.Chunk(9_999).Select(part => new SearchIndex(part).Find(query, 26_000, kind)).ToList();

        var found = new SearchIndex(entities).Find(query, 26_000, kind);

        found.Count.ShouldBe(parts.Sum(p => p.Count));
        Refs(found).Order(StringComparer.Ordinal).ShouldBe(parts.SelectMany(Refs).Order(StringComparer.Ordinal));
        found.Kinds.ShouldBe(
            parts.SelectMany(p => p.Kinds).GroupBy(k => k.Key).ToDictionary(g => g.Key, g => g.Sum(k => k.Value)), ignoreOrder: true);
        Refs(new SearchIndex(entities).Find(query, 20, kind)).ShouldBe(Refs(found).Take(20));

        static IEnumerable<string> Refs(FoundEntities some) => some.Entities.Select(e => $"{e.Kind}:{e.Namespace}/{e.Name}");
    }

    [Fact]
    public void Every_entity_is_found_first_by_its_ref()
    {
        var entities = Sample(2_000);
        var index = new SearchIndex(entities);

        foreach (var entity in entities.Where((_, i) => i % 7 == 0))
        {
            index.Find($"{entity.Kind}:{entity.Namespace}/{entity.Name}", 1).Entities.ShouldHaveSingleItem().Name.ShouldBe(entity.Name);
        }
    }

    [Fact]
    public void The_data_are_the_same_in_any_order_and_hold_all_entities()
    {
        var entities = Sample(12_345);

        var files = SearchData.Files(entities);

        SearchData.Files([.. entities.AsEnumerable().Reverse()]).Select(Encoding.UTF8.GetString).ShouldBe(files.Select(Encoding.UTF8.GetString));
        files.Count.ShouldBe(2);
        files.Sum(f => JsonDocument.Parse(f).RootElement.GetProperty("name").GetArrayLength()).ShouldBe(12_345);
    }

    [Fact]
    public void An_empty_catalog_has_a_file_without_entities() =>
        Encoding.UTF8.GetString(SearchData.Files([]).ShouldHaveSingleItem()).ShouldBe(
            """{"version":1,"kind":[],"kindTexts":[],"namespace":[],"namespaceTexts":[],"name":[],"title":[],"owner":[],"ownerTexts":[],"""
            + "\"tags\":[],\"tagsTexts\":[],\"aliases\":[],\"aliasesTexts\":[],\"description\":[]}");

    [Fact]
    public void Texts_in_the_data_are_bounded()
    {
        var entity = Component("a") with { Title = new string('t', 10_000), Description = "one\ntwo\t\u0000 " + new string('d', 10_000), Tags = [.. Enumerable.Range(0, 500).Select(i => $"tag-{i}")] };

        SearchData.Files([entity])[0].Length.ShouldBeLessThan(1_500);
    }

    internal static List<SearchEntity> Sample(int count) =>
    [
        .. Enumerable.Range(0, count).Select(SyntheticCatalog.Entity).Select(
            e => new SearchEntity(e.Kind, "default", e.Name) { Title = e.Title, Owner = e.Owner, Tags = e.Tags, Aliases = [e.Repository], Description = e.Description }),
    ];

    private static SearchEntity Component(string name) => new("component", "default", name);

    private static IEnumerable<string> Names(FoundEntities found) => found.Entities.Select(e => e.Name);
}
