using System.Text;
using System.Text.Json.Nodes;
using Automation.Core.Markdown;
using Automation.GitHub;
using Automation.GitHub.Access;
using Automation.Reporting.Markdown;
using Automation.Reporting.Model;

namespace Automation.Jobs.Health.Delivery;

/// <summary>An Application that a revision of the GitOps repository was deployed with.</summary>
internal sealed record DeliveredApplication(ServiceHealthReport Service, ServiceApplication Application);

/// <summary>
/// Writes one comment on the merged pull request of the GitOps repository, and edits it: whether the change is synced and healthy. Only for revisions that
/// were deployed in the last day.
/// </summary>
/// <param name="repository">The GitOps repository.</param>
/// <param name="now">The time of the report.</param>
internal sealed class CommentOnMerged(RepositoryName repository, DateTimeOffset now)
{
    private const string Marker = "<!-- automation: health -->";
    private const int PageSize = 100;
    private const int MostPages = 5;
    private const int MostRows = 50;

    private static readonly TimeSpan Recent = TimeSpan.FromDays(1);

    /// <summary>The Applications of recent revisions, by revision.</summary>
    public IEnumerable<IGrouping<string, DeliveredApplication>> Recently(IEnumerable<ServiceHealthReport> services) => services
        .SelectMany(s => s.Applications.Select(a => new DeliveredApplication(s, a)))
        .Where(d => IsHere(d.Application.Repository) && d.Application.Revision.Length == 40 && now - d.Application.DeployedAt < Recent)
        .GroupBy(d => d.Application.Revision, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal);

    /// <summary>Writes the comment, if the revision came with a pull request.</summary>
    /// <param name="gitHub">GitHub, with a token that may write comments there.</param>
    /// <param name="revision">The revision.</param>
    /// <param name="body">The comment.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <exception cref="GitHubCallException">GitHub refuses it.</exception>
    public async Task RunAsync(GitHubRest gitHub, string revision, string body, CancellationToken cancellationToken)
    {
        var root = GitHubRest.Path($"repos/{repository.Owner}/{repository.Name}");
        var pulls = await gitHub.FindAsync($"{root}/commits/{GitHubRest.Path($"{revision}")}/pulls", cancellationToken);
        if (pulls?.Items.FirstOrDefault(p => p["merged_at"].Text is not null)["number"].Number is not { } number)
        {
            return;
        }

        var content = new JsonObject { ["body"] = body };
        var known = await FindAsync(gitHub, root, number, cancellationToken);
        await (known is { } id
            ? gitHub.SendAsync(HttpMethod.Patch, $"{root}/issues/comments/{id}", content, cancellationToken)
            : gitHub.SendAsync(HttpMethod.Post, $"{root}/issues/{number}/comments", content, cancellationToken));
    }

    /// <summary>The comment.</summary>
    public static string Body(string revision, IEnumerable<DeliveredApplication> delivered)
    {
        List<DeliveredApplication> all = [.. delivered.OrderBy(d => d.Application.Name, StringComparer.Ordinal)];
        List<HealthProblem?> problems = [.. all.Select(d => DeploymentStates.Problem(d.Service, d.Application))];
        var hasProblems = problems.Exists(p => p is not null);
        var body = new StringBuilder($"{Marker}\n{HealthWords.Headline(all.Select(d => d.Application), revision)}\n\n")
            .Append(hasProblems ? "| Application | Cluster | State | What to do |\n|:--|:--|:--|:--|\n" : "| Application | Cluster | State |\n|:--|:--|:--|\n");
        foreach (var ((_, application), problem) in all.Zip(problems).Take(MostRows))
        {
            body.Append($"| {MarkdownText.Code(application.Name, inTable: true)} | {MarkdownText.Plain(application.Destination, inTable: true)} ")
                .Append($"| {MarkdownText.Plain(HealthWords.State(application), inTable: true)} |")
                .Append(hasProblems ? $" {(problem is null ? "" : HealthWords.ToDo(problem))} |\n" : "\n");
        }

        return all.Count > MostRows ? body.Append($"\nand {all.Count - MostRows} more Applications.\n").ToString() : body.ToString();
    }

    // https://github.com/acme/gitops.git, git@github.com:acme/gitops
    private bool IsHere(string address)
    {
        var path = address.EndsWith(".git", StringComparison.Ordinal) ? address[..^4] : address;
        return path.EndsWith($"/{repository}", StringComparison.OrdinalIgnoreCase) || path.EndsWith($":{repository}", StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<long?> FindAsync(GitHubRest gitHub, string root, long number, CancellationToken cancellationToken)
    {
        for (var page = 1; page <= MostPages; page++)
        {
            List<Automation.Core.Text.JsonPart> comments =
                [.. (await gitHub.GetAsync($"{root}/issues/{number}/comments?per_page={PageSize}&page={page}", cancellationToken)).Items];
            foreach (var comment in comments)
            {
                // Only an App or a job can have written it; a person who copies the marker keeps their comment.
                if (comment["body"].Text?.StartsWith(Marker, StringComparison.Ordinal) == true && comment["user"]["type"].Text == "Bot")
                {
                    return comment["id"].Number;
                }
            }

            if (comments.Count < PageSize)
            {
                return null;
            }
        }

        return null;
    }
}
