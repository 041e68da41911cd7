using Automation.Cli.Tests.Catalog;
using Automation.Cli.Tests.Driving;
using Automation.Testing;
using Automation.Testing.GitHub;

namespace Automation.Cli.Tests.Templates;

/// <summary>Who may run which template, and who somebody is: the users and groups of the sample organisation.</summary>
public sealed class ScaffoldPolicyTests : IClassFixture<ScaffoldPolicyTests.AcmeCatalog>, IDisposable
{
    private const string Template =
        """
        apiVersion: scaffolder.backstage.io/v1beta3
        kind: Template
        metadata:
          name: service
        spec:
          type: service
          parameters:
            properties:
              org: { type: string, default: acme }
              team: { type: string, ui:field: MyGroupsPicker }
          steps:
            - id: log
              action: debug:log
              input: { message: 'started by ${{ user.entity.metadata.name }}' }
            - id: publish
              action: publish:github
              input: { repoUrl: 'github.com?owner=${{ parameters.org }}&repo=orders' }

        """;

    private readonly TemporaryFolder _folder = new();
    private readonly string _catalog;

    public ScaffoldPolicyTests(AcmeCatalog catalog)
    {
        _catalog = catalog.Path;
        _folder.With("templates/template.yaml", Template).With("values.yaml", "{}");
    }

    public void Dispose() => _folder.Dispose();

    // nadia-okafor is a member of platform, which is below technology.
    private Run AsJobOf(string? login, params string[] more) => Job(login, ["--dry-run", .. more]);

    private Run Job(string? login, params string[] more) =>
        With(Run.Automation(
            ["template", "run", "templates/template.yaml", "--values", "values.yaml", "--config", "organisation.yml", .. more]), login);

    private Run With(Run run, string? login)
    {
        run.In(_folder.Path).With("GITHUB_ACTIONS", "true");
        return login is null ? run : run.With("GITHUB_ACTOR", login);
    }

    private void Policy(string rules) => _folder.With("organisation.yml", $"scaffold:\n  allow:\n    - {rules}\n");

    [Theory]
    [InlineData("{}")]
    [InlineData("{ templates: [service] }")]
    [InlineData("{ templates: ['template:default/s*'], into: [ACME] }")]
    [InlineData("{ by: [user:nadia-okafor] }")]
    [InlineData("{ by: [platform] }")]
    [InlineData("{ by: [group:default/technology] }")]
    [InlineData("{ by: [group:default/acme] }")]
    [InlineData("{ by: [payments] }\n    - { by: [platform] }")]
    public void One_rule_that_allows_it_is_enough(string rules)
    {
        Policy(rules);

        AsJobOf("Nadia-Okafor", "--catalog", _catalog).Go().Ends(0);
    }

    [Theory]
    [InlineData("{ templates: [other] }", "The platform's policy does not allow template:default/service.")]
    [InlineData("{ templates: ['template:other/*'] }", "The platform's policy does not allow template:default/service.")]
    [InlineData("{ by: [payments, user:grace-tan] }", "only for group:default/payments or user:default/grace-tan, and user:default/nadia-okafor is not")]
    [InlineData("{ into: [acme-labs, acme-shop] }", "repositories of 'acme': name a repository of acme-labs or acme-shop.")]
    [InlineData("{ by: [payments] }\n    - { by: [platform], into: [acme-labs] }", "name a repository of acme-labs.")]
    public void What_no_rule_allows_is_refused(string rules, string reason)
    {
        Policy(rules);

        var real = Job("nadia-okafor", "--catalog", _catalog).With("GITHUB_TOKEN", "t0ken").Go().Ends(1);
        var dry = AsJobOf("nadia-okafor", "--catalog", _catalog).Go().Ends(1);

        real.Output.ShouldContain(reason);
        real.Output.ShouldNotContain("debug:log");
        dry.Output.ShouldContain(reason);
    }

    [Fact]
    public void The_rules_of_the_templates_repository_only_narrow_those_of_the_organisation()
    {
        Policy("{ by: [platform] }");
        _folder.With("templates/.github/automation.yml", "scaffold: { allow: [{ into: [acme-labs] }] }");

        AsJobOf("nadia-okafor", "--catalog", _catalog).Go().Ends(1).Output.ShouldContain("name a repository of acme-labs");

        _folder.With("templates/.github/automation.yml", "scaffold: { allow: [{}] }");
        AsJobOf("grace-tan", "--catalog", _catalog).Go().Ends(1).Output.ShouldContain("only for group:default/platform");
    }

    [Fact]
    public void Rules_with_a_mistake_allow_nothing()
    {
        Policy("{ for: [platform] }");

        AsJobOf("nadia-okafor", "--catalog", _catalog).Go().Ends(2).Errors.ShouldContain("'for' is not a key of 'scaffold.allow[0]'");
    }

    [Fact]
    public void Who_is_not_known_is_told_why()
    {
        Policy("{ by: [platform] }");

        AsJobOf("mallory", "--catalog", _catalog).Go().Ends(1).Output.ShouldContain("the catalog has no user for the GitHub login 'mallory'");
        AsJobOf("nadia-okafor").Go().Ends(1).Output.ShouldContain("specify one with --catalog");
        AsJobOf(null, "--catalog", _catalog).Go().Ends(1).Output.ShouldContain("the job has no GITHUB_ACTOR");
        AsJobOf(null, "--catalog", _catalog).With("GITHUB_ACTIONS", "").Go().Ends(1).Output.ShouldContain("set GITHUB_TOKEN to your own token");
    }

    [Fact]
    public void A_group_of_ones_own_needs_somebody_who_is_known()
    {
        Policy("{}");
        _folder.With("values.yaml", "team: group:default/platform");

        AsJobOf("nadia-okafor", "--catalog", _catalog).Go().Ends(0);
        AsJobOf("grace-tan", "--catalog", _catalog).Go().Ends(1).Output.ShouldContain("'team' is not a group that you are a member of");
        AsJobOf("mallory", "--catalog", _catalog).Go().Ends(1).Output
            .ShouldContain("'team' is allowed only for its members, and it is not known who runs the template: the catalog has no user");
    }

    [Fact]
    public async Task On_a_terminal_the_owner_of_the_token_runs_it()
    {
        Policy("{ by: [platform] }");
        await using var gitHub = await FakeGitHub.StartAsync();
        gitHub.Organisation("acme").WithMembers("nadia-okafor");
        Run Terminal(string token) => Run
            .Automation(
                "template", "run", "templates/template.yaml", "--values", "values.yaml", "--dry-run", "--config", "organisation.yml", "--catalog", _catalog)
            .In(_folder.Path).With("GITHUB_TOKEN", token).With("GITHUB_API_URL", gitHub.Url.AbsoluteUri);

        Terminal(gitHub.PersonalToken("nadia-okafor")).Go().Ends(0);
        gitHub.Requests.Select(r => r.Path).ShouldBe(["/user"]);

        Terminal("ghp_wrong").Go().Ends(1).Output.ShouldContain("GitHub does not report the owner of the token");
    }

    [Fact]
    public async Task Nobody_is_asked_where_nothing_depends_on_it()
    {
        var indifferent = Template.Replace("user.entity", "parameters", StringComparison.Ordinal).Replace("MyGroupsPicker", "x", StringComparison.Ordinal);
        _folder.With("templates/template.yaml", indifferent);
        await using var gitHub = await FakeGitHub.StartAsync();

        Run.Automation("template", "run", "templates/template.yaml", "--values", "values.yaml", "--dry-run", "--catalog", _catalog)
            .In(_folder.Path).With("GITHUB_TOKEN", "ghp_any").With("GITHUB_API_URL", gitHub.Url.AbsoluteUri).Go().Ends(0);

        gitHub.Requests.ShouldBeEmpty();
    }

    /// <summary>The stitched catalog of the sample organisation, built once.</summary>
    public sealed class AcmeCatalog : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public AcmeCatalog()
        {
            using var acme = new AcmeCopy();
            acme.Build(Path);
        }

        public string Path => System.IO.Path.Combine(_folder.Path, "catalog");

        public void Dispose() => _folder.Dispose();
    }
}
