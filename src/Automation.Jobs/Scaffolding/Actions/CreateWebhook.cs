using System.Text.Json.Nodes;
using Automation.GitHub;
using Automation.Jobs.Scaffolding.Hosting;
using Automation.Templates.Actions;

namespace Automation.Jobs.Scaffolding.Actions;

/// <summary><c>github:webhook</c>: creates a webhook of a repository.</summary>
internal sealed class CreateWebhook(ScaffoldHost host) : GitHubAction(host)
{
    // GitHub Docs, "Webhook events and payloads", as far as Backstage accepts them.
    private static readonly string[] Events =
    [
        "branch_protection_rule", "check_run", "check_suite", "code_scanning_alert", "commit_comment", "create", "delete", "dependabot_alert", "deploy_key",
        "deployment", "deployment_status", "discussion", "discussion_comment", "fork", "github_app_authorization", "gollum", "installation",
        "installation_repositories", "installation_target", "issue_comment", "issues", "label", "marketplace_purchase", "member", "membership", "merge_group",
        "meta", "milestone", "org_block", "organization", "package", "page_build", "ping", "project", "project_card", "project_column", "projects_v2_item",
        "public", "pull_request", "pull_request_review", "pull_request_review_comment", "pull_request_review_thread", "push", "registry_package", "release",
        "repository", "repository_dispatch", "repository_import", "repository_vulnerability_alert", "secret_scanning_alert", "security_advisory",
        "sponsorship", "star", "status", "team", "team_add", "watch", "workflow_dispatch", "workflow_job", "workflow_run",
    ];

    /// <inheritdoc/>
    public override string Id => "github:webhook";

    /// <inheritdoc/>
    public override string Description => "Creates a webhook for a repository. If this fails, the run continues with a note.";

    /// <inheritdoc/>
    public override JsonObject InputSchema => ActionSchema.Object(
        RepositoryInputs.Url,
        ("webhookUrl", ActionSchema.Text("The URL that receives the events.")),
        ("webhookSecret?", ActionSchema.Text("The secret that signs the events.")),
        ("events?", ActionSchema.Either(
            "The events that are sent (default: push).",
            ActionSchema.List(ActionSchema.Choice("An event.", Events), "Events."),
            ActionSchema.List(new JsonObject { ["type"] = "string", ["const"] = "*" }, "All events."))),
        ("active?", ActionSchema.Switch("Sends the events (default: true).")),
        ("contentType?", ActionSchema.Choice("The content type of the events (default: form).", "form", "json")),
        ("insecureSsl?", ActionSchema.Switch("Skips the verification of the receiver's TLS certificate (default: false).")),
        RepositoryInputs.Token);

    /// <inheritdoc/>
    public override bool IsLocal => true;

    /// <inheritdoc/>
    protected override void DryRun(ActionContext context, RepositoryName repository) => context.Log($"Would create a webhook for {repository}.");

    /// <inheritdoc/>
    protected override Task RunAsync(GitHubStep step, CancellationToken cancellationToken) =>
        step.TryAsync($"The webhook for {step.Repository} was not created", () => CreateAsync(step, cancellationToken));

    private static async Task CreateAsync(GitHubStep step, CancellationToken cancellationToken)
    {
        var (context, url) = (step.Context, step.Context.Required("webhookUrl"));
        var path = $"{step.Path}/hooks";
        var existing = await step.Rest.GetAsync($"{path}?per_page=100", cancellationToken);
        if (existing.Items.Any(h => h["config"]["url"].Text == url))
        {
            context.Log($"{step.Repository} already has this webhook.");
            return;
        }

        var config = new JsonObject
        {
            ["url"] = url,
            ["content_type"] = context.Text("contentType") ?? "form",
            ["insecure_ssl"] = context.Is("insecureSsl") ? "1" : "0",
        };
        if (context.Text("webhookSecret") is { } secret)
        {
            config["secret"] = secret;
        }

        var body = new JsonObject
        {
            ["config"] = config,
            ["events"] = context.Input["events"]?.DeepClone() ?? new JsonArray("push"),
            ["active"] = context.Input["active"]?.DeepClone() ?? true,
        };
        await step.Rest.SendAsync(HttpMethod.Post, path, body, cancellationToken);
        context.Log($"Created a webhook of {step.Repository}.");
    }
}
