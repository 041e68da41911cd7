using Automation.Catalog.Artifact;
using Automation.Core.Trees;
using Automation.Jobs.Publishing;

namespace Automation.Jobs.Tests.Publishing;

public sealed class PublishMessageTests
{
    private static readonly EntityCounts Nothing = new([], [], []);

    [Fact]
    public void It_reports_the_counts_the_sources_and_the_first_entities()
    {
        var counts = new EntityCounts(
            ["api:default/a", "component:default/b", "component:default/c"],
            ["group:default/d"],
            [.. Enumerable.Range(0, 25).Select(i => $"component:default/x{i:00}")]);

        var message = PublishMessage.Write(
            "chore: ",
            counts,
            [new SourceRecord("orders", "git") { Commit = "0123456789012345678901234567890123456789" }, new SourceRecord("payments", "directory")]);

        message.ShouldStartWith("chore: Catalog: 3 entities added, 1 removed, 25 changed\n\nSources:\n- orders at 0123456789012345678901234567890123456789\n- "
            + "payments\n\nAdded:\n- api:default/a\n");
        message.ShouldEndWith("- component:default/x19\n- and 5 more\n");
    }

    [Fact]
    public void A_name_notifies_no_person()
    {
        var message = PublishMessage.Write(
            null,
            Nothing,
            [new SourceRecord("@ada fixes #1 [skip ci]\n\nCo-authored-by: x <y>\u202e", "directory"), new SourceRecord(new string('a', 5_000), "directory")]);

        message.Split('\n')[0].ShouldBe("Catalog: no entity changed; sources and findings updated");
        message.ShouldContain("- _ada_fixes__1__skip_ci___Co-authored-by:_x__y__\n");
        message.Length.ShouldBeLessThan(400);
    }

    [Fact]
    public void Entities_are_counted_by_what_happens_to_their_descriptors()
    {
        var before = InMemoryTree.Of(("entities/component/aa/default.a.yaml", ""), ("entities/component/bb/default.b.c.yaml", ""), ("index/aa.json", ""));

        var counts = EntityCounts.Of(
            before,
            [
                new("catalog.json", default(ReadOnlyMemory<byte>)),
                new("entities/component/aa/default.a.yaml", default(ReadOnlyMemory<byte>)),
                new("entities/component/bb/default.b.c.yaml", null),
                new("entities/group/cc/team.d.yaml", default(ReadOnlyMemory<byte>)),
            ]);

        counts.Added.ShouldBe(["group:team/d"]);
        counts.Removed.ShouldBe(["component:default/b.c"]);
        counts.Changed.ShouldBe(["component:default/a"]);
        counts.ToString().ShouldBe("1 entity added, 1 removed, 1 changed");
    }
}
