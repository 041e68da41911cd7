using System.Text.Json.Nodes;
using Automation.Core;
using Automation.GitHub;
using Automation.GitHub.Access;
using Automation.Jobs.RepositoryWrites;

namespace Automation.Jobs.Scaffolding.Hosting;

/// <summary>Everything outside the workspace that the actions of one run can use.</summary>
/// <param name="GitHub">GitHub.</param>
public sealed record ScaffoldHost(GitHubHost GitHub)
{
    /// <summary>The effects of the run so far.</summary>
    public ICheckpoints Checkpoints { get; init; } = new MemoryCheckpoints();

    /// <summary>What the policy allows the run to change.</summary>
    public ScaffoldPolicy Policy { get; init; } = ScaffoldPolicy.Open;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Finds an entity of the catalog; null if there is no catalog.</summary>
    public Func<EntityRef, JsonObject?>? Catalog { get; init; }

    /// <summary>Where the sources of the catalog are declared; null if the catalog follows all repositories.</summary>
    public DeclaredSources? Sources { get; init; }

    /// <summary>
    /// Whether an outage of GitHub ends the run with its exception, for a caller that starts it again later. Otherwise the step fails, and a person decides.
    /// </summary>
    public bool PassesOutages { get; init; }

    /// <summary>What lints and dry runs work with: github.com, and no token.</summary>
    public static ScaffoldHost WithoutToken { get; } = new(new GitHubHost(GitHubHost.PublicApi, token: null, TimeProvider.System));

    /// <summary>Whether a failed call ends the step, with GitHub's reason.</summary>
    internal bool EndsStep(Exception exception) =>
        exception is GitHubCallException or GitHubBusyException or HttpRequestException
        && !(PassesOutages && (exception is GitHubBusyException || GitHubOutage.Is(exception)));
}

/// <summary>The file that declares the sources of a catalog.</summary>
/// <param name="Repository">The catalog repository.</param>
/// <param name="Path">The file in it.</param>
public sealed record DeclaredSources(RepositoryName Repository, string Path);
