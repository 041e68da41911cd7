using System.Text.Json.Nodes;
using Automation.Core.Text;
using Automation.Jobs.RepositoryWrites;
using Automation.Reporting.Markdown;

namespace Automation.Jobs.GitOps.Proposing;

/// <summary>The comments that continue the text of a pull request: updated in place, and deleted when the text needs fewer.</summary>
/// <param name="calls">The GitOps repository.</param>
/// <param name="pull">The pull request as it was read.</param>
internal sealed class ProposalParts(RepositoryCalls calls, JsonPart pull)
{
    private const int PerPage = 100;
    private const int MostPages = 10;

    // GitHub's words for those who may write to the repository.
    private static readonly string[] Writers = ["OWNER", "MEMBER", "COLLABORATOR"];

    /// <summary>Writes them; without parts, now or before, nothing is read.</summary>
    public async Task WriteAsync(ProposalText text, CancellationToken cancellationToken)
    {
        if (text.Comments.Count == 0 && !ProposalPullRequest.HasParts(pull["body"].Text))
        {
            return;
        }

        var (known, isWhole) = await KnownAsync(cancellationToken);
        foreach (var (i, comment) in text.Comments.Index())
        {
            var (number, present) = (i + 2, known.Where(c => ProposalPullRequest.PartOf(c["body"].Text) == i + 2).ToList());
            if (present is [var first, ..])
            {
                known.Remove(first);
                if (first["body"].Text?.ReplaceLineEndings("\n") != comment)
                {
                    await SendAsync(HttpMethod.Patch, $"comments/{first["id"].Number}", comment, cancellationToken);
                }
            }
            else if (isWhole)
            {
                await SendAsync(HttpMethod.Post, $"{pull["number"].Number}/comments", comment, cancellationToken);
            }
        }

        foreach (var surplus in known)
        {
            await calls.Rest.SendAsync(HttpMethod.Delete, $"{calls.Path}/issues/comments/{surplus["id"].Number}", null, cancellationToken);
        }
    }

    private Task<JsonPart> SendAsync(HttpMethod method, string path, string body, CancellationToken cancellationToken) =>
        calls.Rest.SendAsync(method, $"{calls.Path}/issues/{path}", new JsonObject { ["body"] = body }, cancellationToken);

    // A copy of a marker by a stranger is no part. After a thousand comments, nothing is added: it could be there already.
    private async Task<(List<JsonPart> Known, bool IsWhole)> KnownAsync(CancellationToken cancellationToken)
    {
        var known = new List<JsonPart>();
        for (var page = 1; page <= MostPages; page++)
        {
            var path = $"{calls.Path}/issues/{pull["number"].Number}/comments?per_page={PerPage}&page={page}";
            var comments = (await calls.Rest.GetAsync(path, cancellationToken)).Items.ToList();
            known.AddRange(comments.Where(c => ProposalPullRequest.PartOf(c["body"].Text) is not null
                && (c["user"]["type"].Text == "Bot" || Writers.Contains(c["author_association"].Text))));
            if (comments.Count < PerPage)
            {
                return (known, true);
            }
        }

        return (known, false);
    }
}
