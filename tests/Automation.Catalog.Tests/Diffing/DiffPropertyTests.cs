using Automation.Catalog.Artifact;
using Automation.Catalog.Diffing;
using Automation.Catalog.Tests.Stitching;
using Automation.Core.Trees;
using static Automation.Catalog.Tests.Diffing.Diffed;

namespace Automation.Catalog.Tests.Diffing;

/// <summary>What holds for the difference of any two catalogs.</summary>
public sealed class DiffPropertyTests
{
    private const int Names = 12;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Seen_from_the_other_side_everything_is_the_other_way_round(int seed)
    {
        var random = new Random(seed);
        var (before, after) = (Catalog(random), Catalog(random));

        var there = CatalogComparison.Run(before, after, TestContext.Current.CancellationToken);
        var back = CatalogComparison.Run(after, before, TestContext.Current.CancellationToken);

        there.IsEmpty.ShouldBeFalse();
        there.Added.Select(e => e.Ref).ShouldBe(back.Removed.Select(e => e.Ref));
        there.Removed.Select(e => e.Ref).ShouldBe(back.Added.Select(e => e.Ref));
        there.Relations.Select(r => (r.Source, r.Type, r.Target, r.Before, r.After))
            .ShouldBe(back.Relations.Select(r => (r.Source, r.Type, r.Target, r.After, r.Before)));
        there.Owners.Select(o => (o.Entity.Ref, o.From, o.To)).ShouldBe(back.Owners.Select(o => (o.Entity.Ref, o.To, o.From)));
        there.Winners.Select(w => (w.Entity.Ref, w.From.File, w.To.File)).ShouldBe(back.Winners.Select(w => (w.Entity.Ref, w.To.File, w.From.File)));
        there.NewFindings.ShouldBe(back.GoneFindings);
        there.GoneFindings.ShouldBe(back.NewFindings);
        there.Changed.Select(c => c.Entity.Ref).ShouldBe(back.Changed.Select(c => c.Entity.Ref));
        Fields(there, f => (f.Pointer, f.Old, f.New)).ShouldBe(Fields(back, f => (f.Pointer, f.New, f.Old)), ignoreOrder: true);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void The_difference_counts_entities_and_relations(int seed)
    {
        var random = new Random(seed);
        var (before, after) = (Catalog(random), Catalog(random));

        var diff = CatalogComparison.Run(before, after, TestContext.Current.CancellationToken);

        Refs(before).Except(diff.Removed.Select(e => e.Ref)).Union(diff.Added.Select(e => e.Ref)).ShouldBe(Refs(after), ignoreOrder: true);
        Relations(before).Except(diff.Relations.Where(r => r.After == RelationState.Absent).Select(Key))
            .Union(diff.Relations.Where(r => r.Before == RelationState.Absent).Select(Key))
            .ShouldBe(Relations(after), ignoreOrder: true);
    }

    [Fact]
    public void Shards_that_both_have_are_not_read()
    {
        var files = Enumerable.Range(0, 400).Select(i => ($"r{i}/{FileName}", Component($"c{i}"))).Append(("t/" + FileName, Group("team-a"))).ToArray();
        var catalog = new BuiltCatalog();
        catalog.Build(InMemoryTree.Of(files));
        var before = new CountingTree(catalog.Files);
        files[7].Item2 = Component("c7", "  x: 1\n");
        catalog.Build(InMemoryTree.Of(files));
        var after = new CountingTree(catalog.Files);

        var diff = CatalogComparison.Run(
            StoredCatalog.Open(before, new EntityRefs())!, StoredCatalog.Open(after, new EntityRefs())!, TestContext.Current.CancellationToken);

        diff.Changed.ShouldHaveSingleItem();
        before.Reads.Count(p => p.StartsWith("index/", StringComparison.Ordinal)).ShouldBeInRange(1, 3);
        before.Reads.Count(p => p.StartsWith("entities/", StringComparison.Ordinal)).ShouldBe(1);
        after.Reads.Count.ShouldBeLessThan(8);
    }

    private static StoredCatalog Catalog(Random random)
    {
        var catalog = new BuiltCatalog();
        catalog.Build(InMemoryTree.Of([
            .. Enumerable.Range(0, Names).Where(_ => random.Next(4) > 0).Select(i => ($"{random.Next(3)}/{i}/{FileName}", Descriptors(random))),
        ]));
        return catalog.Reader();
    }

    private static string Descriptors(Random random) => string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(4) switch
    {
        0 => Api($"n{random.Next(Names)}", $"team-{random.Next(3)}"),
        1 => Group($"team-{random.Next(3)}"),
        2 => SystemOf($"n{random.Next(Names)}"),
        _ =>
            Component(
                $"n{random.Next(Names)}",
                $"  system: n{random.Next(Names)}\n  consumesApis: [n{random.Next(Names)}, n{random.Next(Names)}]\n  dependsOn: "
                + $"[component:n{random.Next(Names)}]\n",
                $"team-{random.Next(3)}"),
    }));

    private static IEnumerable<(string, string?, string?)> Fields(CatalogDiff diff, Func<FieldChange, (string, string?, string?)> of) =>
        diff.Changed.SelectMany(c => c.Fields).Select(of);

    private static IEnumerable<Core.EntityRef> Refs(StoredCatalog catalog) => catalog.AllEntries().Where(e => e.Exists).Select(e => e.Ref);

    private static IEnumerable<string> Relations(StoredCatalog catalog) =>
        catalog.AllEntries().SelectMany(e => e.Relations.Select(r => $"{e.Ref} {r.Named.Type} {r.Named.Target}"));

    private static string Key(RelationChange change) => $"{change.Source} {change.Type} {change.Target}";

    private sealed class CountingTree(IEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> files) : FileTree
    {
        private readonly InMemoryTree _tree = new(files);

        public List<string> Reads { get; } = [];

        public override IEnumerable<FileEntry> List(CancellationToken cancellationToken = default) => _tree.List(cancellationToken);

        public override FileEntry? Find(string path) => _tree.Find(path);

        public override FileContent Read(string path, long limit, CancellationToken cancellationToken = default)
        {
            Reads.Add(path);
            return _tree.Read(path, limit, cancellationToken);
        }
    }
}
