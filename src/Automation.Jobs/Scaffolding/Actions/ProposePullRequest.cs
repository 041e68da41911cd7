using System.Text.Json;
using System.Text.Json.Nodes;
using Automation.GitHub;
using Automation.Jobs.RepositoryWrites;
using Automation.Jobs.Scaffolding.Hosting;
using Automation.Templates.Actions;
using Automation.Templates.Workspaces;

namespace Automation.Jobs.Scaffolding.Actions;

/// <summary><c>publish:github:pull-request</c>: opens a pull request with the files of the workspace.</summary>
internal sealed class ProposePullRequest(ScaffoldHost host) : GitHubAction(host)
{
    // What Backstage gives in a dry run.
    private const int ExampleNumber = 43;

    // GitHub Docs, REST: "Add assignees to an issue".
    private const int MostAssignees = 10;

    /// <inheritdoc/>
    public override string Id => "publish:github:pull-request";

    /// <inheritdoc/>
    public override string Description => "Opens or updates a pull request with the files of the workspace.";

    /// <inheritdoc/>
    public override JsonObject InputSchema => ActionSchema.Object(
        RepositoryInputs.Url,
        ("branchName", ActionSchema.Text("The branch of the pull request.")),
        ("title", ActionSchema.Text("Its title.")),
        ("description", ActionSchema.Text("Its text.")),
        ("targetBranchName?", ActionSchema.Text("The branch that it changes; the default branch if absent.")),
        ("draft?", ActionSchema.Switch("Opens it as a draft.")),
        ("sourcePath?", ActionSchema.Text("The folder of the workspace whose files are taken; all of it if absent.")),
        ("targetPath?", ActionSchema.Text("The folder of the repository they go to; its root if absent.")),
        ("filesToDelete?", ActionSchema.Texts("Files to delete, from the target folder.")),
        ("commitMessage?", ActionSchema.Text("The message of the commit; the title if absent.")),
        ("gitAuthorName?", ActionSchema.Text("The author's name; that of the token's user if absent.")),
        ("gitAuthorEmail?", ActionSchema.Text("The author's address.")),
        ("forceEmptyGitAuthor?", ActionSchema.Switch("Leaves the author to GitHub, which signs commits of Apps.")),
        ("update?", ActionSchema.Switch("Updates an open pull request of the branch. Here it always is.")),
        ("createWhenEmpty?", ActionSchema.Switch("Opens it although nothing differs; true if absent.")),
        ("forceFork?", ActionSchema.Switch("Opens it from a fork of the token's user, made if there is none.")),
        ("reviewers?", ActionSchema.Texts("Users who are asked to review it. A failure is a note.")),
        ("teamReviewers?", ActionSchema.Texts("Teams that are asked to review it. A failure is a note.")),
        ("assignees?", ActionSchema.Texts("Users it is assigned to, at most 10. A failure is a note.")),
        RepositoryInputs.Token);

    /// <inheritdoc/>
    public override JsonObject? OutputSchema => ActionSchema.Object(
        ("targetBranchName", ActionSchema.Text("The base branch of the pull request.")),
        ("remoteUrl", ActionSchema.Text("The URL of the pull request.")),
        ("pullRequestNumber", ActionSchema.Number("The number of the pull request.")));

    /// <inheritdoc/>
    public override bool IsLocal => true;

    /// <inheritdoc/>
    public override bool TakesFiles => true;

    /// <inheritdoc/>
    protected override void DryRun(ActionContext context, RepositoryName repository)
    {
        var files = RepositoryContent.Of(context);
        context.Log($"Would open a pull request to {repository} from {context.Required("branchName")} with {files.Count:N0} files.");
        context.Output("targetBranchName", context.Required("branchName"));
        context.Output("remoteUrl", context.Required("repoUrl"));
        context.Output("pullRequestNumber", ExampleNumber);
    }

    /// <inheritdoc/>
    protected override async Task RunAsync(GitHubStep step, CancellationToken cancellationToken)
    {
        var context = step.Context;
        var files = new Dictionary<string, GitFile?>(StringComparer.Ordinal);
        var target = Workspace.PathOf(context.Text("targetPath") ?? "");
        foreach (var (path, file) in RepositoryContent.Of(context).Files)
        {
            files[Below(target, path)] = file;
        }

        foreach (var path in context.Texts("filesToDelete") ?? [])
        {
            files[Below(target, Workspace.PathOf(path))] = null;
        }

        var change = new ProposedChange(context.Required("branchName"), context.Required("title"), context.Required("description"), files)
        {
            Base = context.Text("targetBranchName"),
            Message = context.Text("commitMessage"),
            IsDraft = context.Is("draft"),
            IsUpdate = context.Is("update"),
            IsCreatedWhenEmpty = context.Input["createWhenEmpty"]?.GetValueKind() != JsonValueKind.False,
        };
        var fork = context.Is("forceFork") ? await new PersonalFork(step).OpenAsync(change.Base, cancellationToken) : null;
        if (await new ProposedPullRequest(step, change) { Fork = fork }.RunAsync(cancellationToken) is { } pull)
        {
            await AskAsync(step, pull, cancellationToken);
            context.Output("targetBranchName", pull.Base);
            context.Output("remoteUrl", pull.Url);
            context.Output("pullRequestNumber", pull.Number);
        }
    }

    private static string Below(string folder, string path) => folder.Length == 0 ? path : $"{folder}/{path}";

    private static async Task AskAsync(GitHubStep step, PullRequestState pull, CancellationToken cancellationToken)
    {
        if (!pull.IsOpen)
        {
            return;
        }

        var (reviewers, teams, assignees) = (step.Context.Texts("reviewers"), step.Context.Texts("teamReviewers"), step.Context.Texts("assignees"));
        if (reviewers is not null || teams is not null)
        {
            var body = new JsonObject { ["reviewers"] = List(reviewers), ["team_reviewers"] = List(teams?.Distinct(StringComparer.Ordinal)) };
            await step.TryAsync(
                $"No review was requested for {step.Repository}#{pull.Number}",
                () => step.Rest.SendAsync(HttpMethod.Post, $"{step.Path}/pulls/{pull.Number}/requested_reviewers", body, cancellationToken));
        }

        if (assignees is not null)
        {
            var body = new JsonObject { ["assignees"] = List(assignees.Take(MostAssignees)) };
            await step.TryAsync(
                $"{step.Repository}#{pull.Number} was not assigned",
                () => step.Rest.SendAsync(HttpMethod.Post, $"{step.Path}/issues/{pull.Number}/assignees", body, cancellationToken));
        }
    }

    private static JsonArray List(IEnumerable<string>? names) => new([.. (names ?? []).Select(n => JsonValue.Create(n))]);
}
