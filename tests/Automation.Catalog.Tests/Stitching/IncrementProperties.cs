using Automation.Core.Trees;
using static Automation.Catalog.Tests.Stitching.Descriptions;

namespace Automation.Catalog.Tests.Stitching;

/// <summary>Whatever the way, the same sources give the same bytes.</summary>
public sealed class IncrementProperties
{
    private const string Shared = "shared.txt";
    private static readonly Dictionary<string, string> Repositories = new() { ["source-0"] = "github.com/Acme/a", ["source-1"] = "github.com/acme/b" };
    private static readonly Dictionary<string, string> Linked = new(Repositories) { ["source-2"] = "github.com/acme/c" };
    private static readonly string[] Names = ["a", "b", "c", "d", "e", "f"];

    [Fact]
    public void Building_by_increments_gives_the_bytes_of_building_from_scratch()
    {
        for (var seed = 0; seed < 25; seed++)
        {
            var random = new Random(seed);
            var sources = new SortedDictionary<string, string>[] { new(StringComparer.Ordinal), new(StringComparer.Ordinal) };
            Array.ForEach(sources, files => files.Add(Shared, "0"));
            var catalog = new BuiltCatalog { Repositories = Repositories, ConfirmedTakeovers = ["source-0", "source-1"] };
            for (var step = 0; step < 12; step++)
            {
                for (var edits = random.Next(1, 4); edits > 0; edits--)
                {
                    Edit(sources[random.Next(2)], random);
                }

                var trees = sources.Select((files, i) => ($"source-{i}", (FileTree?)InMemoryTree.Of([.. files.Select(f => (f.Key, f.Value))]))).ToArray();
                catalog.Build(trees, $"c{step}");

                var scratch = new BuiltCatalog { Repositories = Repositories };
                scratch.Build(trees, $"c{step}");
                catalog.Reader().Summary.Stale.ShouldBe(0, $"seed {seed}, step {step}");
                StitchTests.Same(catalog.Files, scratch.Files);
            }
        }
    }

    [Fact]
    public void What_Locations_of_other_sources_lead_to_is_the_same_whichever_was_there_first()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var sources = Enumerable.Range(0, 3)
                .Select(_ => new SortedDictionary<string, string>(StringComparer.Ordinal) { ["a/catalog-info.yaml"] = Links(random) })
                .ToArray();
            var catalog = new BuiltCatalog { Repositories = Linked, StitchesAsBackstage = true };
            for (var step = 0; step < 12; step++)
            {
                for (var edits = random.Next(1, 4); edits > 0; edits--)
                {
                    var files = sources[random.Next(3)];
                    var path = $"{Names[random.Next(3)]}/{(random.Next(4) == 0 ? "catalog-info" : "other")}.yaml";
                    _ = random.Next(4) switch
                    {
                        0 => files.Remove(path),
                        1 => (files[path] = Component(Pick(random))) is null,
                        _ => (files[path] = Links(random)) is null,
                    };
                }

                // Not every build has all of them; what it cannot read, the next one reads.
                var trees = sources.Select((files, i) => ($"source-{i}", (FileTree?)InMemoryTree.Of([.. files.Select(f => (f.Key, f.Value))]))).ToArray();
                catalog.OutOfSight = random.Next(2) == 0 ? $"source-{random.Next(3)}" : null;
                catalog.Build(trees, $"c{step}");
                catalog.OutOfSight = null;
                catalog.Build(trees, $"c{step}");

                var scratch = new BuiltCatalog { Repositories = Linked, StitchesAsBackstage = true };
                scratch.Build(trees, $"c{step}");
                StitchTests.Same(catalog.Files, scratch.Files);
            }
        }
    }

    private static string Links(Random random) =>
        Documents(Location([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Target(random))]), Component(Pick(random)));

    private static string Target(Random random)
    {
        var path = $"{Names[random.Next(3)]}/{(random.Next(4) == 0 ? "*" : "other")}.yaml";
        return random.Next(3) == 0 ? $"/{path}" : $"https://github.com/acme/{Names[random.Next(3)]}/blob/main/{path}";
    }

    private static void Edit(SortedDictionary<string, string> files, Random random)
    {
        var path = $"{Pick(random)}/catalog-info.yaml";
        switch (random.Next(6))
        {
            case 0:
                files.Remove(path);
                break;
            case 1 when files.Count > 1:
                // A move.
                var from = files.Keys.Where(f => f != Shared).ElementAt(random.Next(files.Count - 1));
                files.Remove(from, out var text);
                files[path] = text!;
                break;
            case 2:
                files[path] = Documents(Api($"{Pick(random)}-api", "{$text: /shared.txt}"), Group(Pick(random)));
                break;
            case 3:
                files[Shared] = $"{random.Next(3)}";
                break;
            case 4:
                files[path] = Documents(Location([
                    .. Enumerable.Range(0, random.Next(1, 4))
                        .Select(
                            _ =>
                                $"https://github.com/acme/{Names[random.Next(3)]}/blob/main/{Pick(random)}/{(random.Next(3) == 0 ? "*" : "catalog-info")}.yaml"),
                ]));
                break;
            default:
                files[path] = Documents([
                    .. Enumerable.Range(0, random.Next(1, 3))
                        .Select(_ => Component(Pick(random), Pick(random), $"  dependsOn: [component:{Pick(random)}]\n  consumesApis: [{Pick(random)}-api]")),
                ]);
                break;
        }
    }

    private static string Pick(Random random) => Names[random.Next(Names.Length)];
}
