using Automation.Jobs.Portal.Content;

namespace Automation.Jobs.Tests.Portal;

/// <summary>What CODEOWNERS and the records of templates show on pages.</summary>
public sealed class RepositoryFactsTests : IDisposable
{
    private const string Commit = "0123456789abcdef0123456789abcdef01234567";

    private const string Template = """
        apiVersion: scaffolder.backstage.io/v1beta3
        kind: Template
        metadata:
          name: service
        spec:
          type: service
          owner: pay
          steps:
            - id: fetch
              action: fetch:template
              input: { url: ./skeleton }

        """;

    private readonly PortalWorld _world = new() { KeepsFacts = true };

    [Fact]
    public async Task The_page_of_an_entity_says_whether_codeowners_names_its_owner_and_on_which_line()
    {
        _world.With("org", PortalWorld.Team("pay"), PortalWorld.Team("platform"))
            .With("payments", PortalWorld.Component("payments", "pay")).WithFile("payments/CODEOWNERS", "* @acme/pay\n")
            .With("orders", PortalWorld.Component("orders", "pay")).WithFile("orders/CODEOWNERS", "# Orders\n/CODEOWNERS\n/catalog-info.yaml @acme/platform\n")
            .With("stock", PortalWorld.Component("stock", "pay"));
        var files = await PortalWorld.Files(_world.Read());

        var agrees = files["catalog/default/component/payments/"];
        agrees.ShouldContain("CODEOWNERS agrees");
        agrees.ShouldContain("It names @acme/pay in ");
        agrees.ShouldContain("2 of 2 files of the repository have an owner.");
        agrees.ShouldContain("https://github.com/acme/payments/blob/main/CODEOWNERS#L1");
        var differs = files["catalog/default/component/orders/"];
        differs.ShouldContain("CODEOWNERS differs");
        differs.ShouldContain("It names @acme/platform in ");
        differs.ShouldContain("1 of 2 files of the repository have an owner.");
        files["catalog/default/component/stock/"].ShouldContain("Its repository has no CODEOWNERS file.");
    }

    [Fact]
    public async Task Every_number_of_an_owner_leads_to_the_list_of_exactly_that_many()
    {
        _world.With("org", PortalWorld.Team("pay"), PortalWorld.Team("platform"))
            .With("payments", PortalWorld.Component("payments", "pay")).WithFile("payments/CODEOWNERS", "* @acme/pay\n")
            .With("orders", PortalWorld.Component("orders", "pay")).WithFile("orders/CODEOWNERS", "* @acme/platform\n");
        var files = await PortalWorld.Files(_world.Read());

        files["owners/default/pay/"].ShouldContain("""<a href="../../../owners/default/pay/codeowners/agrees/">CODEOWNERS agrees</a><span class="count">1</span>""");
        files["owners/default/pay/codeowners/agrees/"].ShouldContain("payments");
        files["owners/default/pay/codeowners/differs/"].ShouldContain("orders");
        files["scorecards/codeowners/~all/met/"].ShouldContain("payments");
        files["scorecards/codeowners/~all/met/"].ShouldNotContain("catalog/default/component/orders/");
        files["scorecards/codeowners/~all/all/"].ShouldContain("catalog/default/component/orders/");
    }

    [Fact]
    public async Task Templates_have_their_services_by_version_and_the_newest_is_known_by_semantic_versioning()
    {
        _world.With("templates", Template)
            .With("a", PortalWorld.Component("a", "pay")).WithFile("a/.automation/scaffold.yml", Record("v1.10.0"))
            .With("b", PortalWorld.Component("b", "pay")).WithFile("b/.automation/scaffold.yml", Record("v1.9.0") + "pin: 1.9.x\n")
            .With("c", PortalWorld.Component("c", "pay")).WithFile("c/.automation/scaffold.yml", Record(null));
        var files = await PortalWorld.Files(_world.Read());

        var templates = files["templates/"];
        templates.IndexOf("at v1.10.0 (newest in use)", StringComparison.Ordinal).ShouldBeGreaterThan(0);
        templates.IndexOf("at v1.9.0<", StringComparison.Ordinal).ShouldBeGreaterThan(templates.IndexOf("at v1.10.0", StringComparison.Ordinal));
        templates.ShouldContain($"at {Commit[..10]}<");
        files["templates/template~3adefault~2fservice/v1.9.0/"].ShouldContain("catalog/default/component/b/");
        files["catalog/default/component/a/"].ShouldContain("at <code>v1.10.0</code>: the newest version that any service has.");
        files["catalog/default/component/b/"].ShouldContain("at <code>v1.9.0</code>: other services have a newer one; this one accepts &#x27;1.9.x&#x27;.");
        files[""].ShouldContain("1 of 2 services have the newest version of their template");
        files["scorecards/template/~all/all/"].ShouldNotContain("catalog/default/component/c/");
    }

    [Fact]
    public async Task Versions_of_services_that_a_reader_cannot_read_do_not_count()
    {
        _world.With("templates", Template)
            .With("a", PortalWorld.Component("a", "pay")).WithFile("a/.automation/scaffold.yml", Record("v2.0.0"))
            .With("b", PortalWorld.Component("b", "pay")).WithFile("b/.automation/scaffold.yml", Record("v1.0.0"));
        var all = _world.Read();

        var reader = await PortalWorld.Files(all.For(PortalWorld.Readable("b", "templates")));
        reader["templates/"].ShouldNotContain("v2.0.0");
        reader["catalog/default/component/b/"].ShouldContain("the newest version that any service has");
        var other = await PortalWorld.Files(all.For(PortalWorld.Readable("b")));
        other["catalog/default/component/b/"].ShouldNotContain("Made from");
    }

    [Fact]
    public void Whether_a_hidden_team_is_the_owner_is_not_said()
    {
        _world.With("org", PortalWorld.Team("pay")).With("payments", PortalWorld.Component("payments", "pay")).WithFile("payments/CODEOWNERS", "* @acme/pay\n");

        var codeowners = _world.Read().For(PortalWorld.Readable("payments")).Entities.Single().Codeowners!;

        codeowners.Agrees.ShouldBeNull();
        codeowners.Owners.ShouldBe(["@acme/pay"]);
    }

    [Fact]
    public async Task A_public_site_has_no_mail_addresses_of_owners()
    {
        _world.With("payments", PortalWorld.Component("payments", "pay")).WithFile("payments/CODEOWNERS", "* @acme/pay ana@example.com\n");
        var all = _world.Read();

        string.Concat((await PortalWorld.Files(all)).Values).ShouldContain("ana@example.com");
        string.Concat((await PortalWorld.Files(all.ForEverybody(PortalWorld.Readable("payments")))).Values).ShouldNotContain("ana@example.com");
    }

    [Fact]
    public async Task The_namespace_of_an_organisation_is_known_in_any_letter_case()
    {
        _world.With("org", PortalWorld.Team("pay").Replace("  name: pay\n", "  name: pay\n  namespace: shop\n", StringComparison.Ordinal))
            .With("payments", PortalWorld.Component("payments", "group:shop/pay")).WithFile("payments/CODEOWNERS", "* @acme/pay\n")
            .WithFile("payments/.github/automation.yml", "owners:\n  namespaces: { Acme: shop }\n");

        (await PortalWorld.Files(_world.Read()))["catalog/default/component/payments/"].ShouldContain("CODEOWNERS agrees");
    }

    [Fact]
    public void Trends_are_counted_at_the_newest_commit_and_at_even_distances_before_it()
    {
        List<CatalogCommit> Commits(params int[] days) =>
            [.. days.Select(d => new CatalogCommit($"{d}", DateTimeOffset.UnixEpoch.AddDays(d)))];

        ScorePoint.Chosen([]).ShouldBeEmpty();
        ScorePoint.Chosen(Commits(5, 5, 5)).ShouldBe([0]);
        ScorePoint.Chosen(Commits(5, 4, 4, 1)).ShouldBe([0, 1, 3]);
        var year = ScorePoint.Chosen(Commits([.. Enumerable.Range(0, 365).Reverse()])).ToList();
        year.Count.ShouldBeLessThanOrEqualTo(ScorePoint.Most);
        year.Count.ShouldBeGreaterThan(10);
    }

    public void Dispose() => _world.Dispose();

    private static string Record(string? tag) => $$"""
        format: 1
        template:
          ref: template:default/service
          path: template.yaml
          commit: {{Commit}}
          tag: {{tag ?? "null"}}
        values: {}
        steps: []
        files: {}

        """;
}
