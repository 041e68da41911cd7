using System.Net;
using Automation.Core.Text;
using Automation.GitHub;
using Automation.GitHub.Access;
using Automation.Jobs.RepositoryWrites;
using Automation.Templates.Workspaces;

namespace Automation.Jobs.Onboarding;

/// <summary>A repository as GitHub lists it.</summary>
public sealed record ListedRepository(RepositoryName Name, string DefaultBranch)
{
    public bool IsArchived { get; init; }

    public bool IsFork { get; init; }

    /// <summary>Whether GitHub disabled it.</summary>
    public bool IsDisabled { get; init; }

    public IReadOnlyList<string> Topics { get; init; } = [];

    /// <summary>The language with the most code; empty if GitHub knows none.</summary>
    public string Language { get; init; } = "";

    /// <summary><c>public</c>, <c>private</c> or <c>internal</c>.</summary>
    public string Visibility { get; init; } = "";

    internal static ListedRepository? Read(JsonPart repository) =>
        RepositoryName.Parse(repository["full_name"].Text) is { } name && repository["default_branch"].Text is { Length: > 0 } branch
            ? new ListedRepository(name, branch)
            {
                IsArchived = repository["archived"].IsTrue,
                IsFork = repository["fork"].IsTrue,
                IsDisabled = repository["disabled"].IsTrue,
                Topics = [.. repository["topics"].Texts],
                Language = repository["language"].Text ?? "",
                Visibility = repository["visibility"].Text ?? (repository["private"].IsTrue ? "private" : "public"),
            }
            : null;
}

/// <summary>Lists the repositories of an organisation, or those that the installation of an App has, a hundred a call.</summary>
internal sealed class ListRepositories(GitHubRest rest)
{
    // REST: the largest page.
    private const int PageSize = 100;

    // Ten thousand repositories, of which each takes several calls: more than the calls of two hours.
    private const int MostPages = 100;

    /// <summary>The repositories in the order of their names.</summary>
    /// <param name="organisation">The organisation; null for the repositories of the token's installation.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="StepException">There is no such organisation, or the token cannot have one.</exception>
    /// <exception cref="IOException">GitHub did not answer, or refuses.</exception>
    public async Task<IReadOnlyList<ListedRepository>> RunAsync(string? organisation, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, ListedRepository>(StringComparer.OrdinalIgnoreCase);
        for (var page = 1; page <= MostPages; page++)
        {
            var items = (await PageAsync(organisation, page, cancellationToken)).Items.ToList();
            foreach (var repository in items.Select(ListedRepository.Read).OfType<ListedRepository>())
            {
                found[repository.Name.ToString()] = repository;
            }

            if (items.Count < PageSize)
            {
                break;
            }
        }

        return [.. found.Values.OrderBy(r => r.Name.ToString(), StringComparer.Ordinal)];
    }

    private async Task<JsonPart> PageAsync(string? organisation, int page, CancellationToken cancellationToken)
    {
        try
        {
            return organisation is null
                ? (await rest.GetAsync($"installation/repositories?per_page={PageSize}&page={page}", cancellationToken))["repositories"]
                : await rest.GetAsync($"{GitHubRest.Path($"orgs/{organisation}/repos")}?type=all&per_page={PageSize}&page={page}", cancellationToken);
        }
        catch (GitHubCallException e) when (e.Status == HttpStatusCode.NotFound)
        {
            throw new StepException($"GitHub has no organisation {organisation}, or the token may not read it.", e);
        }
        catch (GitHubCallException e) when (organisation is null && e.Status == HttpStatusCode.Forbidden)
        {
            throw new StepException("Name the organisation: without it, the token must be that of an App's installation.", e);
        }
        catch (Exception e) when (GitHubOutage.IsFailedCall(e))
        {
            throw new IOException(GitHubFailure.Explain(e, "run the command again"), e);
        }
    }
}
