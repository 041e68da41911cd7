using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.GitHub;
using Automation.GitHub.Access;
using Automation.Jobs.PullRequests;
using Automation.Reporting.GitHub;
using Automation.Reporting.Model;
using Automation.Reporting.Wording;

namespace Automation.Cli.Action;

/// <summary>
/// Writes the report on the pull request itself, with <c>comment: true</c>. The result of the step does not depend on the comment.
/// </summary>
/// <param name="links">The links that the text may use.</param>
internal sealed class ActionComment(Terminal terminal, ActionInputs inputs, ReportLinks links)
{
    /// <summary>Writes it; does nothing if it was not requested, or if the event has no pull request.</summary>
    /// <param name="report">The report; null if the configuration is invalid and nothing was checked.</param>
    public void Write(Report? report)
    {
        if (!inputs.Comment || EventSides.Read(terminal) is not { PullRequest: { } number } sides)
        {
            return;
        }

        if (LeftOut(sides) is { } reason)
        {
            terminal.Output.WriteLine(WorkflowCommandWriter.Notice($"No comment was written on the pull request: {reason}."));
            return;
        }

        using var access = new JobAccess(inputs.Token!, GitHubApi.Of(terminal)!, Repository!, TimeProvider.System);
        var guided = links with { Guide = Product.Guide("action") };
        if (new CommentFromJob(access).RunAsync(number, sides.Head.Sha, report, guided, terminal.Cancelled).GetAwaiter().GetResult() is { } failure)
        {
            terminal.Output.WriteLine(WorkflowCommandWriter.Warning($"The comment on the pull request could not be written: {failure}."));
        }
    }

    private RepositoryName? Repository => RepositoryName.Parse(terminal.Variable("GITHUB_REPOSITORY"));

    private string? LeftOut(EventSides sides) =>
        sides.IsFromFork ? "it comes from a fork, and a job for a fork has no permission to write one"
        : !IsOfJob() ? "the checked repository is not the job's repository"
        : inputs.Token is null ? "the input 'token' is empty"
        : GitHubApi.Of(terminal) is null ? GitHubApi.Unsafe
        : null;

    private bool IsOfJob() =>
        Repository is { } own && (inputs.Repository is null || string.Equals(inputs.Repository, own.ToString(), StringComparison.OrdinalIgnoreCase));
}
