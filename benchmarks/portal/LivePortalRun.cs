using System.Diagnostics;
using System.Globalization;
using System.Text;
using Automation.Testing;

/// <summary>Times what a reader of the live portal waits for, over HTTP, one request at a time.</summary>
internal static class LivePortalRun
{
    private const int EntitiesOfFile = 1_000;
    private const int Rounds = 1_000;

    private static readonly string[] Overviews = ["/", "/lists/", "/owners/", "/problems/", "/templates/", "/scorecards/"];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Builds a catalog, starts the server with it, and prints the times.</summary>
    public static async Task RunAsync(int entities)
    {
        var folder = new TemporaryFolder();
        for (var first = 0; first < entities; first += EntitiesOfFile)
        {
            folder.With(
                $"acme/part-{first / EntitiesOfFile}/catalog-info.yaml",
                string.Join("---\n", Enumerable.Range(first, Math.Min(EntitiesOfFile, entities - first)).Select(i => Descriptor(SyntheticCatalog.Entity(i)))));
        }

        var clock = Stopwatch.StartNew();
        await using var server = await LiveServer.StartAsync(folder, Path.Combine(folder.Path, "acme"));
        Console.WriteLine($"catalog of {entities:N0} entities built, server started: {clock.Elapsed.TotalSeconds:F0} s");
        using var reader = new HttpClient { BaseAddress = server.Address, Timeout = Patience };
        using var signedIn = await reader.GetAsync(server.Link);
        clock.Restart();
        while (!(await reader.GetAsync("/")).IsSuccessStatusCode)
        {
            await Task.Delay(TimeSpan.FromSeconds(1));
        }

        Console.WriteLine($"first page after {clock.Elapsed.TotalSeconds:F0} s");
        var queries = SyntheticCatalog.Queries(entities, 300);
        await TimeAsync(reader, "search", i => $"/search/?q={Uri.EscapeDataString(queries[i % queries.Count])}");
        await TimeAsync(reader, "page of an entity", i =>
        {
            var entity = SyntheticCatalog.Entity(i * 97 % entities);
            return $"/catalog/default/{entity.Kind}/{entity.Name}/";
        });
        await TimeAsync(reader, "overviews", i => Overviews[i % Overviews.Length]);
    }

    private static async Task TimeAsync(HttpClient reader, string what, Func<int, string> address)
    {
        var times = new double[Rounds];
        for (var i = -Rounds / 2; i < Rounds; i++)
        {
            var start = Stopwatch.GetTimestamp();
            using var response = await reader.GetAsync(address(Math.Abs(i)));
            await response.Content.ReadAsByteArrayAsync();
            response.EnsureSuccessStatusCode();
            if (i >= 0)
            {
                times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            }
        }

        Array.Sort(times);
        Console.WriteLine($"{what}: median {times[Rounds / 2]:F1} ms, p99 {times[Rounds * 99 / 100]:F1} ms, most {times[^1]:F1} ms");
    }

    private static string Descriptor(SyntheticEntity entity)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"apiVersion: backstage.io/v1alpha1\nkind: {(entity.Kind == "api" ? "API" : Capital(entity.Kind))}\nmetadata:\n  name: {entity.Name}\n");
        text.Append(CultureInfo.InvariantCulture, $"  description: {entity.Description}\n  tags: [{string.Join(", ", entity.Tags)}]\n");
        if (entity.Title.Length > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"  title: {entity.Title}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"spec:\n  type: service\n  lifecycle: production\n  owner: {entity.Owner}\n");
        return entity.Kind == "api" ? text.Append("  definition: none\n").ToString() : text.ToString();
    }

    private static string Capital(string kind) => char.ToUpperInvariant(kind[0]) + kind[1..];
}
