using System.Text.Json.Nodes;
using Automation.Core;
using Automation.GitHub;
using Automation.Jobs.RepositoryWrites;

namespace Automation.Jobs.Scaffolding.Hosting;

/// <summary>What the actions of one run reach outside of its workspace.</summary>
/// <param name="GitHub">GitHub.</param>
public sealed record ScaffoldHost(GitHubHost GitHub)
{
    /// <summary>The effects of the run so far.</summary>
    public ICheckpoints Checkpoints { get; init; } = new MemoryCheckpoints();

    /// <summary>What the run may reach.</summary>
    public ScaffoldPolicy Policy { get; init; } = ScaffoldPolicy.Open;

    /// <summary>The time.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Finds an entity of the catalog; null where there is no catalog.</summary>
    public Func<EntityRef, JsonObject?>? Catalog { get; init; }

    /// <summary>Where the sources of the catalog are declared; null where the catalog follows all repositories.</summary>
    public DeclaredSources? Sources { get; init; }

    /// <summary>What lints and dry runs work with: github.com, and no token.</summary>
    public static ScaffoldHost WithoutToken { get; } = new(new GitHubHost(GitHubHost.PublicApi, token: null, TimeProvider.System));
}

/// <summary>The file that declares the sources of a catalog.</summary>
/// <param name="Repository">The catalog repository.</param>
/// <param name="Path">The file in it.</param>
public sealed record DeclaredSources(RepositoryName Repository, string Path);
