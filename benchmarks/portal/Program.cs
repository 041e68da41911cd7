using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Automation.Portal.Documents;
using Automation.Portal.Graph;
using Automation.Portal.Searching;
using Automation.Testing;

// dotnet run -c Release --project benchmarks/portal [FOLDER]: writes the search data to the folder, too, for benchmarks/portal/search.mjs.
// dotnet run -c Release --project benchmarks/portal live [ENTITIES]: the server, with a catalog of so many entities (100,000), over HTTP.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["live", ..])
{
    await LivePortalRun.RunAsync(args.Length > 1 ? int.Parse(args[1]) : 100_000);
    return;
}

foreach (var count in (int[])[5, 50, 100, 500, 5_000])
{
    Report($"graph, {count} neighbours", Times(300, _ => Graph(count)), $"{Encoding.UTF8.GetByteCount(Graph(count).Svg):N0} bytes");
}

var readme = string.Concat(Enumerable.Range(0, 25).Select(i => $"## Part {i}\n\nSome *text* with a [link](docs/{i}.md) and `code`.\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n"));
var place = new DocumentPlace("https://github.com/acme/payments", "0a1b2c", "README.md");
Report($"document, {readme.Length:N0} characters", Times(200, _ => DocumentRenderer.Render(readme, place)), $"{DocumentRenderer.Render(readme, place).Html.Length:N0} characters");

foreach (var count in (int[])[10_000, 100_000])
{
    var entities = Enumerable.Range(0, count).Select(SyntheticCatalog.Entity)
        .Select(e => new SearchEntity(e.Kind, "default", e.Name) { Title = e.Title, Owner = e.Owner, Tags = e.Tags, Aliases = [e.Repository], Description = e.Description })
        .ToList();
    var files = SearchData.Files(entities);
    Console.WriteLine($"search data, {count:N0} entities: {files.Count} files, {files.Sum(f => f.Length):N0} bytes, gzip {files.Sum(Compressed):N0}");
    if (args.Length > 0)
    {
        for (var i = 0; i < files.Count && count == 10_000 * files.Count; i++)
        {
            var folder = Directory.CreateDirectory(Path.Combine(args[0], count.ToString()));
            File.WriteAllBytes(Path.Combine(folder.FullName, SearchData.FileName(i)), files[i]);
        }

        File.WriteAllLines(Path.Combine(args[0], "queries.txt"), SyntheticCatalog.Queries(10_000, 300));
    }

    var clock = Stopwatch.StartNew();
    var index = new SearchIndex(entities);
    Console.WriteLine($"live search, {count:N0} entities: index made in {clock.ElapsedMilliseconds} ms");
    var queries = SyntheticCatalog.Queries(count, 300);
    Report($"live search, {count:N0} entities, 300 queries", Times(300, i => index.Find(queries[i % 300], 20)), "");
}

static GraphDrawing Graph(int count)
{
    string[] types = ["dependsOn", "dependencyOf", "consumesApi", "providesApi"];
    var subject = new GraphEntity("component:default/payments", "component", "Payments") { Owner = new GraphLink("team-a", "o/"), System = new GraphLink("Money", "s/") };
    return EntityGraph.Draw(
        subject,
        [
            .. Enumerable.Range(0, count).Select(
                i =>
                {
                    var entity = SyntheticCatalog.Entity(i);
                    var placement = RelationPlacement.Of(types[i % 4], entity.Kind)!;
                    var other = new GraphEntity($"{entity.Kind}:default/{entity.Name}", entity.Kind, entity.Name)
                    {
                        Href = $"../../../default/{entity.Kind}/{entity.Name}/",
                        System = new GraphLink($"system-{i % 41}", null),
                    };
                    return new GraphRelation(other, types[i % 4], placement.Words, placement.Direction);
                }),
        ],
        new GraphTable("relations/", Filters: true));
}

// Each round alone, after as many to warm up; in time of the processor, which other programs on the machine change little.
static double[] Times(int rounds, Action<int> action)
{
    for (var i = 0; i < rounds; i++)
    {
        action(i);
    }

    var times = new double[rounds];
    for (var i = 0; i < rounds; i++)
    {
        var before = Environment.CpuUsage.TotalTime;
        action(i);
        times[i] = (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
    }

    Array.Sort(times);
    return times;
}

static void Report(string what, double[] times, string size) => Console.WriteLine(
    $"{what}: CPU least {times[0]:F2} ms, median {times[times.Length / 2]:F2} ms, p99 {times[times.Length * 99 / 100]:F2} ms; {size}");

static long Compressed(byte[] content)
{
    using var bytes = new MemoryStream();
    using (var gzip = new GZipStream(bytes, CompressionLevel.Optimal, leaveOpen: true))
    {
        gzip.Write(content);
    }

    return bytes.Length;
}
