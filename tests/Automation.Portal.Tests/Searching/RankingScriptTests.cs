using System.ComponentModel;
using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Automation.Portal.Searching;
using Automation.Testing;

namespace Automation.Portal.Tests.Searching;

/// <summary>The script of the static site ranks as the live search does.</summary>
public sealed class RankingScriptTests
{
    private const int Most = 12;

    private static readonly string[] Odd =
    [
        "İstanbul", "STRASSE", "straße", "ΣΊΣΥΦΟΣ", "σίσυφος", "支付", "a\tb", "  ", "-", "/", ":", "default", "component:default/", "\uD83D\uDE00", "\uD83D", "__proto__", "constructor", "a", "e-", "i̇",
        "x\u00A0y", new('a', 500),
    ];

    [Fact]
    public async Task The_script_and_the_live_search_rank_the_same()
    {
        List<SearchEntity> entities =
        [
            .. SearchTests.Sample(3_000),
            .. Odd.Select((text, i) => new SearchEntity("component", "default", $"odd-{i}") { Title = text, Aliases = [text, text + "x"], Tags = [text], Description = "about " + text }),
        ];
        string[] queries = [.. SyntheticCatalog.Queries(3_000, 300), .. Odd, .. Odd.Select(o => o + " x"), .. HostileText.All];
        var index = new SearchIndex(entities);

        var answers = await RunAsync(SearchData.Files(entities), queries);

        answers.Count.ShouldBe(queries.Length);
        for (var i = 0; i < queries.Length; i++)
        {
            var found = index.Find(queries[i], Most);
            answers[i].ShouldBe([found.Count.ToString(), .. found.Entities.Select(e => $"{e.Kind}:{e.Namespace}/{e.Name}")], queries[i]);
        }
    }

    [Fact]
    public void The_scripts_are_small_and_write_text_only()
    {
        var scripts = new[] { "ranking.js", "search.js" }.Select(Script).ToList();

        scripts.Sum(Compressed).ShouldBeLessThan(25 * 1024);
        scripts.ShouldAllBe(s => !s.Contains("innerHTML") && !s.Contains("outerHTML") && !s.Contains("insertAdjacent") && !s.Contains("eval(") && !s.Contains("document.write"));
    }

    private static async Task<List<string[]>> RunAsync(IReadOnlyList<byte[]> files, string[] queries)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "ranking.mjs"), Script("ranking.js"));
        for (var i = 0; i < files.Count; i++)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder.Path, SearchData.FileName(i)), files[i]);
        }

        // Escaped, since a half of a pair is no UTF-8.
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "queries.mjs"), $"export default [{string.Join(",", queries.Select(Literal))}];");
        await File.WriteAllTextAsync(
            Path.Combine(folder.Path, "run.mjs"),
            $$"""
            import { readFileSync } from "node:fs";
            import { createIndex, find } from "./ranking.mjs";
            import queries from "./queries.mjs";
            const index = createIndex([{{string.Join(",", files.Select((_, i) => $"\"{SearchData.FileName(i)}\""))}}].map(f => JSON.parse(readFileSync(f, "utf8"))));
            for (const query of queries) {
              const { entities, count } = find(index, query, {{Most}});
              console.log(JSON.stringify([String(count), ...entities.map(e => `${e.kind}:${e.namespace}/${e.name}`)]));
            }
            """);
        var output = await NodeAsync(folder.Path, "run.mjs");
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonSerializer.Deserialize<string[]>(l)!)];
    }

    private static async Task<string> NodeAsync(string folder, string script)
    {
        Process node;
        try
        {
            node = Process.Start(ProgramProcess.Begin(folder, ["node", script]))!;
        }
        catch (Win32Exception)
        {
            Assert.Skip("node is not installed: the script cannot be compared with the live search.");
            throw;
        }

        using (node)
        {
            var errors = node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var output = await node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await node.WaitForExitAsync(TestContext.Current.CancellationToken);
            (await errors).ShouldBe("");
            return output;
        }
    }

    private static string Literal(string text) => $"\"{string.Concat(text.Select(c => $"\\u{(int)c:x4}"))}\"";

    private static string Script(string name)
    {
        using var stream = typeof(SearchIndex).Assembly.GetManifestResourceStream(name)!;
        return new StreamReader(stream, Encoding.UTF8).ReadToEnd();
    }

    private static int Compressed(string text)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return (int)bytes.Length;
    }
}
