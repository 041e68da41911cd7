using System.Text.Json.Nodes;
using Automation.GitHub;
using Automation.GitHub.Access;
using Automation.Jobs.RepositoryWrites;
using Automation.Jobs.Scaffolding.Hosting;
using Automation.Templates.Actions;
using Automation.Templates.Workspaces;

namespace Automation.Jobs.Scaffolding.Actions;

/// <summary>An action on a repository of GitHub. It checks GitHub's state before each change, so that repeating a step changes nothing.</summary>
/// <param name="host">What the run reaches.</param>
internal abstract class GitHubAction(ScaffoldHost host) : ITemplateAction
{
    /// <inheritdoc/>
    public abstract string Id { get; }

    /// <inheritdoc/>
    public abstract string Description { get; }

    /// <inheritdoc/>
    public abstract JsonObject InputSchema { get; }

    /// <inheritdoc/>
    public virtual JsonObject? OutputSchema => null;

    /// <inheritdoc/>
    public virtual bool IsLocal => false;

    /// <inheritdoc/>
    public virtual bool TakesFiles => false;

    /// <inheritdoc/>
    public async Task RunAsync(ActionContext context, CancellationToken cancellationToken)
    {
        var repository = RepositoryUrl.Parse(context.Required("repoUrl"), host.GitHub);
        host.Policy.Require(context.Template, repository);
        if (context.IsDryRun)
        {
            DryRun(context, repository);
            return;
        }

        var step = new GitHubStep(context, repository, host.GitHub.Connect(context.Text("token")), host);
        try
        {
            await RunAsync(step, cancellationToken);
        }
        catch (Exception exception) when (host.EndsStep(exception))
        {
            throw Failure(exception);
        }
    }

    /// <summary>Ends a step with GitHub's refusal, and what to do about it.</summary>
    public static StepException Failure(Exception exception) => new(GitHubFailure.Explain(exception, "run the template again"), exception);

    protected abstract Task RunAsync(GitHubStep step, CancellationToken cancellationToken);

    /// <summary>Gives the outputs that Backstage gives in a dry run, where it supports one.</summary>
    protected virtual void DryRun(ActionContext context, RepositoryName repository)
    {
    }
}

/// <param name="Rest">GitHub, with the token of the step.</param>
/// <param name="Host">What the run reaches.</param>
internal sealed record GitHubStep(ActionContext Context, RepositoryName Repository, GitHubRest Rest, ScaffoldHost Host) : RepositoryCalls(Repository, Rest)
{
    // The author where only one half is named; what Backstage takes then.
    private const string AuthorName = "Scaffolder";
    private const string AuthorEmail = "scaffolder@backstage.io";

    /// <summary>Writes commits in the name of the author that the input names.</summary>
    public CommitUpload Upload
    {
        get
        {
            var (name, email) = (Context.Text("gitAuthorName"), Context.Text("gitAuthorEmail"));
            return new CommitUpload(this)
            {
                Author = (name is null && email is null) || Context.Is("forceEmptyGitAuthor")
                    ? null
                    : new JsonObject { ["name"] = name ?? AuthorName, ["email"] = email ?? AuthorEmail },
            };
        }
    }

    /// <summary>The recorded effect of this step; null if it is not recorded.</summary>
    public Checkpoint? Recorded(string key) => Host.Checkpoints.All.LastOrDefault(c => c.Step == Context.StepId && c.Key == key);

    /// <summary>Records an effect of this step.</summary>
    public void Record(string key, JsonNode? value, CreatedItem? created = null) =>
        Host.Checkpoints.Add(new Checkpoint(Context.StepId, key, value) { Created = created });

    /// <summary>The recorded value of an effect; if there is none, performs the effect and records its value.</summary>
    public async Task<JsonNode?> OnceAsync(string key, Func<Task<(JsonNode? Value, CreatedItem? Created)>> perform)
    {
        if (Recorded(key) is { } recorded)
        {
            return recorded.Value;
        }

        var (value, created) = await perform();
        Record(key, value, created);
        return value;
    }

    /// <summary>Performs a change whose failure is only a note, as in Backstage.</summary>
    /// <param name="what">What fails, as the beginning of a sentence.</param>
    /// <param name="perform">Does it.</param>
    public async Task TryAsync(string what, Func<Task> perform)
    {
        try
        {
            await perform();
        }
        catch (GitHubCallException exception)
        {
            Context.Note($"{what}: {exception.Message}");
        }
    }
}
