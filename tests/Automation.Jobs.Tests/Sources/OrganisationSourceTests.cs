using System.Text;
using Automation.Catalog.Artifact;
using Automation.Catalog.Stitching;
using Automation.Core.Trees;
using Automation.GitHub.Access;
using Automation.GitHub.Organisations;
using Automation.Jobs.Sources;
using Automation.Jobs.Sources.Declaring;
using Automation.Testing.GitHub;
using Automation.Testing.GitHub.Drivers;

namespace Automation.Jobs.Tests.Sources;

/// <summary>What people do to an organisation on GitHub, and what becomes of the catalog.</summary>
public sealed class OrganisationSourceTests : IAsyncLifetime
{
    private static readonly SourceSettings Settings = new("acme-on-github");

    private readonly EntityRefs _refs = new();
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _catalog = new(StringComparer.Ordinal);
    private FakeGitHub _gitHub = null!;
    private GitHubAccess _access = null!;
    private OrganisationDriver _acme = null!;

    [Fact]
    public async Task Teams_and_people_become_groups_and_users_as_Backstage_makes_them()
    {
        await RebuildAsync();

        Entity("group/default.order-team").ShouldBe(
            """
            apiVersion: backstage.io/v1alpha1
            kind: Group
            metadata:
              name: order-team
              namespace: default
              annotations:
                github.com/team-slug: acme/order-team
            spec:
              type: team
              profile:
                displayName: Order Team
                picture: PICTURE
              parent: engineering
              children: []
              members:
                - ada
                - grace

            """);
        Entity("group/default.engineering").ShouldContain("children:\n    - order-team\n  members:\n    - eve\n");
        Entity("user/default.ada").ShouldBe(
            """
            apiVersion: backstage.io/v1alpha1
            kind: User
            metadata:
              name: ada
              namespace: default
              annotations:
                github.com/user-login: ada
            spec:
              profile:
                displayName: Ada Lovelace
                email: ada@acme.example
                picture: PICTURE
              memberOf:
                - order-team

            """);
        Findings().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_team_that_is_renamed_nested_elsewhere_or_emptied_is_followed()
    {
        await RebuildAsync();

        _acme.Team("order-team").Rename("Fulfilment");
        (await RebuildAsync()).ShouldBePositive();
        Refs("group").ShouldBe(["default.board", "default.engineering", "default.fulfilment"]);
        Entity("user/default.ada").ShouldContain("memberOf:\n    - fulfilment\n");

        _acme.Team("fulfilment").NestIn("board");
        await RebuildAsync();
        Entity("group/default.fulfilment").ShouldContain("parent: board\n");
        Entity("group/default.engineering").ShouldContain("children: []\n");

        _acme.Team("fulfilment").Remove("ada");
        _acme.Team("fulfilment").Remove("grace");
        await RebuildAsync();
        Entity("group/default.fulfilment").ShouldContain("members: []\n");
        Entity("user/default.ada").ShouldContain("memberOf: []\n");

        _acme.Team("board").Delete();
        await RebuildAsync();
        Refs("group").ShouldBe(["default.engineering"]);
        Findings().ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_leaves_is_gone_from_the_people_and_from_the_teams()
    {
        await RebuildAsync();

        _acme.Leave("ada");
        await RebuildAsync();

        Refs("user").ShouldBe(["default.eve", "default.grace"]);
        Entity("group/default.order-team").ShouldContain("members:\n    - grace\n");
        Findings().ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_as_it_was_is_not_written_again()
    {
        await RebuildAsync();

        (await RebuildAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task What_cannot_be_read_any_more_stays_and_is_marked_stale()
    {
        await RebuildAsync();

        // A token that was given out before would do for an hour.
        _acme.Grant(("contents", "read"));
        _access.Dispose();
        _access = Access();
        await RebuildAsync();

        Refs("group").ShouldBe(["default.board", "default.engineering", "default.order-team"]);
        Findings().ShouldContain("the App was not granted `members: read` in acme");
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _gitHub = await FakeGitHub.StartAsync();
        _access = Access();
        _acme = _gitHub.Organisation("acme")
            .WithTeam("Engineering", "eve")
            .WithTeam("Board")
            .WithTeam("Order Team", "ada", "grace")
            .WithPerson("ada", "Ada Lovelace", "ada@acme.example");
        _acme.Team("order-team").NestIn("engineering");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _gitHub.ShouldHonourTheContract();
        _access.Dispose();
        await _gitHub.DisposeAsync();
    }

    private GitHubAccess Access() => new(new AppKey(_gitHub.App.Id, _gitHub.App.PrivateKey, TimeProvider.System), _gitHub.Url, TimeProvider.System);

    // How many files differ.
    private async Task<int> RebuildAsync()
    {
        var cancelled = TestContext.Current.CancellationToken;
        var outcome = await new OrganisationReading(_access.As((await _access.InstallationOfAsync("acme"))!.Id, "acme")).RunAsync(cancelled);
        using var source = new DeclaredSource(SourceKind.GitHubPeople, "acme", Settings).OpenFile(
            new OrganisationTree(outcome), OrganisationTree.FileName, _refs);
        var changes =
            new RebuildCatalog([source], new StitchSettings { Sources = [Settings.Name], Digest = "1" }).Run(Open() ?? StoredCatalog.Empty(_refs),
                cancelled).Changes;
        foreach (var change in changes)
        {
            if (change.Content is { } content)
            {
                _catalog[change.Path] = content;
            }
            else
            {
                _catalog.Remove(change.Path);
            }
        }

        return changes.Count;
    }

    private StoredCatalog? Open() => StoredCatalog.Open(new InMemoryTree(_catalog), _refs);

    private IEnumerable<string> Refs(string kind) =>
        _catalog.Keys.Where(p => p.StartsWith($"entities/{kind}/", StringComparison.Ordinal))
            .Select(p => Path.GetFileNameWithoutExtension(p))
            .Order(StringComparer.Ordinal);

    // Without what names the machine, or the source.
    private string Entity(string name)
    {
        var (kind, file) = name.Split('/') is [var k, var f] ? (k, f) : throw new ArgumentException(name);
        var text = Text(
            _catalog.Single(
                p => p.Key.StartsWith($"entities/{kind}/", StringComparison.Ordinal) && p.Key.EndsWith($"/{file}.yaml", StringComparison.Ordinal)).Value);
        return string.Join('\n', text.Split('\n').Where(l => !l.Contains("backstage.io/managed-by", StringComparison.Ordinal))
            .Select(
                l =>
                    l.Contains("picture: ", StringComparison.Ordinal)
                        ? string.Concat(l.AsSpan(0, l.IndexOf("picture: ", StringComparison.Ordinal)), "picture: PICTURE")
                        : l));
    }

    private string Findings() => string.Concat(_catalog.Where(f => f.Key.StartsWith("findings/", StringComparison.Ordinal)).Select(f => Text(f.Value)));

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);
}
