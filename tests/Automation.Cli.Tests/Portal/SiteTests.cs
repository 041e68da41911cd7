using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests.Portal;

/// <summary><c>catalog build --site</c>: the portal as static pages.</summary>
public sealed partial class SiteTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static string Samples => Path.Combine(Repository.Root, "samples", "acme");

    [Fact]
    public void Every_link_of_the_samples_leads_to_a_file_and_an_anchor_that_exist()
    {
        BuildAcme().Ends(0);

        var files = Files();
        var pages = files.Where(f => f.Key.EndsWith(".html", StringComparison.Ordinal) && f.Key != "404.html").ToList();
        var broken = pages.SelectMany(p => Links(p.Value).Select(l => (p.Key, Link: l))).Where(l => !Leads(l.Key, l.Link, files)).ToList();

        pages.Count.ShouldBeGreaterThan(300);
        broken.ShouldBeEmpty();
    }

    [Fact]
    public void Pages_have_the_anchors_that_links_rely_on_and_stay_within_their_limits()
    {
        BuildAcme().Ends(0);

        var pages = Files().Where(f => f.Key.EndsWith(".html", StringComparison.Ordinal)).ToList();
        var entity = pages.Single(p => p.Key == "catalog/default/component/checkout/index.html").Value;

        foreach (var anchor in (string[])["owner", "problems", "health", "relations", "apis", "docs", "history", "source"])
        {
            entity.ShouldContain($"<section id=\"{anchor}\"");
        }

        pages.ShouldAllBe(p => Elements().Count(p.Value) <= 1_400);
        pages.ShouldAllBe(p => !p.Value.Contains(" style=", StringComparison.Ordinal) && !p.Value.Contains("<script>", StringComparison.Ordinal));
        pages.ShouldAllBe(p => Heading().Count(p.Value) == 1);
    }

    [Fact]
    public void Every_entity_is_in_the_search_data_and_relations_are_drawn()
    {
        BuildAcme().Ends(0);

        var files = Files();
        using var data = JsonDocument.Parse(files["search/entities-1.json"]);
        data.RootElement.GetProperty("name").GetArrayLength().ShouldBe(files.Keys.Count(f => f.EndsWith("/entity.json", StringComparison.Ordinal)));
        files["index.html"].ShouldContain("data-search-files=\"1\"");
        files["catalog/default/component/orders/index.html"].ShouldContain("<figcaption>7 of 7 drawn; all 7 in the table.</figcaption>");
        files["catalog/default/system/order-management/index.html"].ShouldContain("<svg");
    }

    [Fact]
    public void The_problems_of_all_sides_add_up_and_each_number_has_a_list_of_that_many()
    {
        BuildAcme().Ends(0);

        var files = Files();
        var page = files["problems/index.html"];
        var total = int.Parse(Total().Match(page).Groups[1].Value);
        var sides = SideCount().Matches(page).Select(m => (Address: m.Groups[1].Value, Count: int.Parse(m.Groups[2].Value))).ToList();

        sides.Sum(s => s.Count).ShouldBe(total);
        sides.ShouldAllBe(s => ProblemItem().Count(files[Resolve("problems/index.html", s.Address)]) == s.Count);
    }

    [Fact]
    public void The_same_catalog_gives_the_same_bytes_and_a_second_build_writes_nothing()
    {
        BuildAcme().Ends(0);
        var first = Files();

        var again = BuildAcme();

        again.Output.ShouldContain("publishes. 0 files written, 0 deleted.");
        Files().ShouldBe(first);
    }

    [Fact]
    public void A_health_that_is_too_old_is_unknown()
    {
        BuildAcme("2026-11-29T23:00:00Z").Ends(0);

        var page = Files()["catalog/default/component/payments/index.html"];

        page.ShouldContain("was last read on 2026-11-29 09:00 UTC");
        page.ShouldNotContain("Degraded");
    }

    [Fact]
    public void A_removed_and_a_renamed_entity_keep_their_pages()
    {
        using var catalog = GitSandbox.Create();
        string[] build = ["catalog", "build", "--source", At("source"), "--out", catalog.Path];
        Sources(Descriptors.Component("kept") + "---\n" + Descriptors.Component("old-name") + "---\n" + Descriptors.Component("gone"));
        Run.Automation(build).Go().Ends(0);
        catalog.Commit("First");
        Sources(Descriptors.Component("kept") + "---\n" + Descriptors.Component("new-name"));
        Run.Automation(build).Go().Ends(0);
        catalog.Commit("Second");

        Run.Automation([.. build, "--site", At("site")]).Go().Ends(0);

        var files = Files();
        files["catalog/default/component/gone/index.html"].ShouldContain("Removed.");
        files["catalog/default/component/kept/index.html"].ShouldContain("<ol class=\"history\">");
        files["catalog/default/component/old-name/index.html"].ShouldContain("Renamed.</b> It is now <a href=\"../../../../catalog/default/component/new-name/\"");
    }

    [Fact]
    public void Links_taken_before_and_after_a_hundred_renames_and_removals_all_answer()
    {
        using var catalog = GitSandbox.Create();
        string[] build = ["catalog", "build", "--source", At("source"), "--out", catalog.Path, "--confirm-removal", "source"];
        void Step(string message, IEnumerable<string> names)
        {
            // What is renamed differs from everything else: two entities of the same content would be renamed to either.
            Sources(string.Join("---\n", names.Select(n => Descriptors.Component(n).Replace("metadata:\n", $"metadata:\n  description: Number {n[^3..]}\n"))));
            Run.Automation(build).Go().Ends(0);
            catalog.Commit(message);
        }

        string[] all = [.. Enumerable.Range(100, 110).Select(i => $"service-{i}")];
        Step("All", all);
        Run.Automation([.. build, "--site", At("site")]).Go().Ends(0);
        var before = Files().Keys.Where(f => f.EndsWith("/index.html", StringComparison.Ordinal) && f.StartsWith("catalog/", StringComparison.Ordinal)).ToList();

        Step("Some are renamed", [.. all[..50].Select(n => $"renamed-{n[^3..]}"), .. all[50..]]);
        Step("Some are removed", [.. all[..50].Select(n => $"renamed-{n[^3..]}"), .. all[100..]]);
        Run.Automation([.. build, "--site", At("site")]).Go().Ends(0);

        var after = Files();
        before.Count.ShouldBe(110);
        before.ShouldAllBe(f => after.ContainsKey(f));
        after.Values.Count(p => p.Contains("Renamed.</b>", StringComparison.Ordinal)).ShouldBe(50);
        after.Values.Count(p => p.Contains("Removed.</b>", StringComparison.Ordinal)).ShouldBe(50);
        after.Where(f => f.Key.EndsWith(".html", StringComparison.Ordinal) && f.Key != "404.html")
            .SelectMany(p => Links(p.Value).Where(l => !Leads(p.Key, l, after)).Select(l => $"{p.Key}: {l}")).ShouldBeEmpty();
    }

    [Fact]
    public void A_site_for_a_public_address_is_refused_unless_a_source_is_public()
    {
        _folder.With("open/catalog-info.yaml", Descriptors.Component("shop"));
        _folder.With("closed/catalog-info.yaml", Descriptors.Component("canary"));
        _folder.With("sources.yml", "sources:\n  - directory: open\n  - directory: closed\n");
        string[] arguments = ["catalog", "build", "--sources", At("sources.yml"), "--out", At("out"), "--site", At("site"), "--public"];
        Run.Automation(arguments).Go().Ends(2).Errors.ShouldContain("public: true");

        _folder.With("sources.yml", "sources:\n  - directory: open\n    public: true\n  - directory: closed\n");
        Run.Automation(arguments).Go().Ends(0);

        Files().ShouldAllBe(f => !f.Value.Contains("canary", StringComparison.Ordinal) && !f.Key.Contains("canary", StringComparison.Ordinal));
        Files().Keys.ShouldContain("catalog/default/component/shop/index.html");
        var built = Files();
        Run.Automation("catalog", "build", "--out", At("out"), "--site", At("again"), "--site-only", "--public").Go().Ends(0);
        Files("again").ShouldBe(built);
    }

    [Fact]
    public void A_source_that_is_no_longer_public_leaves_the_site_even_if_it_cannot_be_read()
    {
        _folder.With("open/catalog-info.yaml", Descriptors.Component("shop")).With("other/catalog-info.yaml", Descriptors.Component("canary"));
        _folder.With("sources.yml", "sources:\n  - directory: open\n    public: true\n  - directory: other\n    public: true\n");
        string[] arguments = ["catalog", "build", "--sources", At("sources.yml"), "--out", At("out"), "--site", At("site"), "--public"];
        Run.Automation(arguments).Go().Ends(0);
        Files().Keys.ShouldContain("catalog/default/component/canary/index.html");

        _folder.With("sources.yml", "sources:\n  - directory: open\n    public: true\n  - directory: other\n");
        Directory.Move(At("other"), At("moved"));
        Run.Automation(arguments).Go().Ends(0);

        Files().ShouldAllBe(f => !f.Value.Contains("canary", StringComparison.Ordinal) && !f.Key.Contains("canary", StringComparison.Ordinal));
    }

    [Fact]
    public void The_site_of_an_existing_catalog_needs_no_sources()
    {
        Sources(Descriptors.Component("shop"));
        Build("--site", At("site")).Ends(0);
        var built = Files();
        Directory.Delete(At("site"), recursive: true);

        Run.Automation("catalog", "build", "--out", At("out"), "--site", At("site"), "--site-only").Go().Ends(0);

        Files().ShouldBe(built);
        Run.Automation("catalog", "build", "--out", At("out"), "--site-only").Go().Ends(2).Errors.ShouldContain("add '--site DIR'");
        Run.Automation("catalog", "build", "--out", At("out"), "--site", At("site"), "--site-only", "--public").Go().Ends(2).Errors.ShouldContain("public: true");
    }

    [Fact]
    public void A_folder_with_other_files_is_not_overwritten()
    {
        _folder.With("site/thesis.txt", "ten years of work");
        Sources(Descriptors.Component("shop"));

        Build("--site", At("site")).Ends(2).Errors.ShouldContain("files that Automation did not write");

        File.Exists(At("site/thesis.txt")).ShouldBeTrue();
    }

    [Fact]
    public void Hostile_text_stays_text()
    {
        const string Hostile = "<script>alert(1)</script><img src=x onerror=alert(1)>\\\" onfocus=\\\"alert(1)";
        Sources(
            Descriptors.Component("shop").Replace("metadata:\n", $"metadata:\n  title: \"{Hostile}\"\n  description: \"{Hostile}\"\n", StringComparison.Ordinal));

        Build("--site", At("site")).Ends(0);

        var pages = Files().Where(f => f.Key.EndsWith(".html", StringComparison.Ordinal)).ToList();
        pages.ShouldAllBe(p => !p.Value.Contains("<script>alert", StringComparison.Ordinal) && !p.Value.Contains("<img", StringComparison.Ordinal));
        pages.ShouldAllBe(p => !p.Value.Contains("\" onfocus=\"", StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Dispose();

    private Outcome BuildAcme(string at = "2026-11-29T09:05:00Z")
    {
        if (!Directory.Exists(At("health")))
        {
            Run.Automation("catalog", "build", "--source", Samples, "--out", At("out")).Go().Ends(0);
            Run.Automation(
                "health", "report", "--catalog", At("out"), "--state", Path.Combine(Samples, "infrastructure", "clusters"), "--at", "2026-11-29T09:00:00Z", "--out",
                At("health")).Go();
        }

        return Run.Automation("catalog", "build", "--source", Samples, "--out", At("out"), "--site", At("site"), "--health", At("health"), "--at", at).Go();
    }

    private void Sources(string descriptors) => _folder.With("source/catalog-info.yaml", descriptors);

    private Outcome Build(params string[] more) => Run.Automation(["catalog", "build", "--source", At("source"), "--out", At("out"), .. more]).Go();

    private string At(string path) => Path.Combine(_folder.Path, path);

    // In an order of our own: that of the file system depends on the order in which they were written.
    private Dictionary<string, string> Files(string site = "site") => Directory.EnumerateFiles(At(site), "*", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal).ToDictionary(f => Path.GetRelativePath(At(site), f).Replace('\\', '/'), File.ReadAllText, StringComparer.Ordinal);

    private static IEnumerable<string> Links(string page) => LinkAddress().Matches(page).Select(m => WebUtility.HtmlDecode(m.Groups[1].Value));

    private static bool Leads(string from, string link, Dictionary<string, string> files)
    {
        if (link.Contains(':', StringComparison.Ordinal))
        {
            return true;
        }

        var parts = link.Split('#', 2);
        return files.TryGetValue(Resolve(from, parts[0]), out var target)
            && (parts.Length == 1 || target.Contains($"id=\"{parts[1]}\"", StringComparison.Ordinal));
    }

    private static string Resolve(string from, string link)
    {
        var address = new Uri(new Uri($"http://site/{from}"), link).AbsolutePath[1..];
        return Uri.UnescapeDataString(link.Length == 0 ? from : address.Length == 0 || address.EndsWith('/') ? $"{address}index.html" : address);
    }

    [GeneratedRegex("(?:href|src|action)=\"([^\"]*)\"")]
    private static partial Regex LinkAddress();

    [GeneratedRegex("<[a-z][a-z0-9]*[ >]")]
    private static partial Regex Elements();

    [GeneratedRegex("<h1>")]
    private static partial Regex Heading();

    [GeneratedRegex(@"<p class=""lead"">(\d+) in all")]
    private static partial Regex Total();

    [GeneratedRegex(@"<span class=""count""><a href=""([^""]+)""[^>]*>(\d+)</a>")]
    private static partial Regex SideCount();

    [GeneratedRegex("<p class=\"what\">")]
    private static partial Regex ProblemItem();
}
