using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using Automation.Core.Trees;
using Automation.GitHub.Access;
using Automation.Jobs.Scaffolding;
using Automation.Jobs.Webhooks;
using Automation.Templates.Documents;
using Automation.Templates.Workflows;
using Automation.Testing;
using Octokit.Webhooks;

namespace Automation.Jobs.Tests.Webhooks;

/// <summary>The manifest, the code, the tokens and the guide say the same about what the App may do and hears.</summary>
public sealed class AppPermissionTests
{
    private static readonly JsonObject Manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "deploy",
        "github-app.manifest.json")))!.AsObject();

    [Fact]
    public void The_manifest_asks_for_the_permissions_that_the_code_lists() =>
        Manifest["default_permissions"]!.AsObject()
            .Select(p => (p.Key, p.Value!.GetValue<string>()))
            .ShouldBe(AppPermissions.All.Select(p => (p.Name, p.Level)));

    [Fact]
    public void The_list_is_what_tokens_ask_for_and_what_events_need_and_no_more()
    {
        var tokens = Enum.GetValues<TokenPermissions>().Where(p => p is not (TokenPermissions.CommentOnIssue or TokenPermissions.ShowDeployments))
            .SelectMany(AppPermissions.Of).GroupBy(p => p.Key, p => p.Value)
            .Select(p => (p.Key, p.Contains("write") ? "write" : "read"));

        AppPermissions.All.Where(p => p.OnlyForEvent is null).Select(p => (p.Name, p.Level)).ShouldBe(tokens, ignoreOrder: true);
    }

    [Fact]
    public void A_permission_that_only_an_event_needs_is_for_reading_and_for_an_event_that_is_heard()
    {
        foreach (var permission in AppPermissions.All.Where(p => p.OnlyForEvent is not null))
        {
            permission.Level.ShouldBe("read");
            WebhookAnalysis.Events.ShouldContain(permission.OnlyForEvent!);
        }
    }

    // GitHub's reference of events says for each which permission a subscriber needs; a manifest that lacks one is refused as a whole.
    [Theory]
    [InlineData("pull_request", "pull_requests")]
    [InlineData("merge_group", "merge_queues")]
    [InlineData("check_run", "checks")]
    [InlineData("check_suite", "checks")]
    [InlineData("issue_comment", "issues")]
    [InlineData("push", "contents")]
    [InlineData("team", "members")]
    [InlineData("membership", "members")]
    [InlineData("organization", "members")]
    public void Each_event_has_the_permission_that_GitHub_asks_of_its_subscribers(string eventName, string permission)
    {
        WebhookAnalysis.Events.ShouldContain(eventName);
        AppPermissions.All.ShouldContain(p => p.Name == permission);
    }

    [Fact]
    public void The_manifest_subscribes_to_the_events_that_are_handled() => Events().ShouldBe(WebhookAnalysis.Events);

    [Fact]
    public void Of_all_events_that_GitHub_has_those_and_no_others_are_handled()
    {
        var all = typeof(WebhookEventType).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(f => f.IsLiteral)
            .Select(f => (string)f.GetRawConstantValue()!)
            .ToList();

        all.Count.ShouldBeGreaterThan(50);
        all.Where(IsHandled).ShouldBe([.. WebhookAnalysis.Events, .. WebhookAnalysis.OptionalEvents, .. WebhookAnalysis.UnaskedEvents], ignoreOrder: true);
    }

    [Fact]
    public void The_manifest_belongs_to_one_organisation_and_its_installation_requires_no_sign_in()
    {
        Manifest["public"]!.GetValue<bool>().ShouldBeFalse();
        Manifest["request_oauth_on_install"]!.GetValue<bool>().ShouldBeFalse();
        Manifest["callback_urls"]!.AsArray().Select(u => u!.GetValue<string>()).ShouldBe(["https://automation.example.com/sign-in/callback"]);
    }

    [Fact]
    public void The_guide_has_the_table()
    {
        var table = new StringBuilder("| permission | level | what for | without it |\n|---|---|---|---|\n");
        foreach (var p in AppPermissions.All)
        {
            table.Append(CultureInfo.InvariantCulture, $"| `{p.Name}` | {p.Level} | {p.Reason} | {p.Without} |\n");
        }

        DocumentPart.Match("docs/guide/github-app.md", "permissions", table.ToString());
    }

    [Fact]
    public void The_guide_has_the_permissions_for_templates()
    {
        var table = new StringBuilder("| permission | level | what for | without it |\n|---|---|---|---|\n");
        foreach (var p in AppPermissions.ForTemplates)
        {
            table.Append(CultureInfo.InvariantCulture, $"| `{p.Name}` | {p.Level} | {p.Reason} | {p.Without} |\n");
        }

        DocumentPart.Match("docs/guide/github-app.md", "template permissions", table.ToString());
    }

    [Fact]
    public void The_guide_has_the_permission_for_health()
    {
        var table = new StringBuilder("| permission | level | what for | without it |\n|---|---|---|---|\n");
        foreach (var p in AppPermissions.ForHealth)
        {
            table.Append(CultureInfo.InvariantCulture, $"| `{p.Name}` | {p.Level} | {p.Reason} | {p.Without} |\n");
        }

        DocumentPart.Match("docs/guide/github-app.md", "health permissions", table.ToString());
        AppPermissions.Of(TokenPermissions.ShowDeployments).ShouldBeSubsetOf(
            AppPermissions.All.Concat(AppPermissions.ForHealth).Select(p => new KeyValuePair<string, string>(p.Name, p.Level)));
    }

    [Fact]
    public void What_any_template_needs_and_the_comment_on_an_issue_are_among_the_permissions_for_templates()
    {
        var steps = string.Concat(ScaffoldActions.Described.Ids.Select(a => $"    - {{ action: '{a}', input: {{ secrets: {{}}, repoVariables: {{}} }} }}\n"));
        var text = $"apiVersion: scaffolder.backstage.io/v1beta3\nkind: Template\nmetadata:\n  name: all\nspec:\n  type: service\n  steps:\n{steps}";
        new TemplateReader(InMemoryTree.Of(("template.yaml", text)), "template.yaml").TryRead(out var template).ShouldBeEmpty();

        var needed = StepPermissions.OnGitHub(template!).Concat(AppPermissions.Of(TokenPermissions.CommentOnIssue).Keys).Distinct();

        AppPermissions.ForTemplates.Select(p => p.Name).Concat(AppPermissions.All.Select(p => p.Name)).ShouldBeSubsetOf(
            [.. needed, .. AppPermissions.All.Select(p => p.Name)]);
        needed.ShouldBeSubsetOf(AppPermissions.ForTemplates.Concat(AppPermissions.All).Select(p => p.Name));
    }

    [Fact]
    public void The_guide_names_the_events() =>
        DocumentPart.Match("docs/guide/github-app.md", "events", $"Events: {string.Join(", ", WebhookAnalysis.Events.Select(e => $"`{e}`"))}.");

    private static bool IsHandled(string eventName) =>
        new WebhookAnalysis(1).Analyse(eventName, "{}"u8.ToArray()).Outcome is not DeliveryOutcome.Ignore { Reason: var reason }
            || reason != UnhandledEvent.Reason(eventName);

    private static IEnumerable<string> Events() => Manifest["default_events"]!.AsArray().Select(e => e!.GetValue<string>());
}
