using Automation.GitHub;
using Automation.GitHub.Access;
using Automation.Templates.Workspaces;

namespace Automation.Jobs.RepositoryWrites;

/// <summary>The GitHub that templates use: github.com, or a GitHub Enterprise Server. A token is sent only there.</summary>
/// <param name="api">The address of its API.</param>
/// <param name="token">The token of the run; null if steps have to bring their own.</param>
public sealed class GitHubHost(Uri api, string? token, TimeProvider time) : IDisposable
{
    /// <summary>The name in <c>repoUrl</c> of the public GitHub.</summary>
    public const string PublicName = "github.com";

    private const string NoToken =
        "There is no token for GitHub: set the environment variable GITHUB_TOKEN to a token with the permissions that the template's steps need.";

    // api.github.com, api.acme.ghe.com; an Enterprise Server has its API below its own name.
    private const string ApiPrefix = "api.";

    private readonly Dictionary<string, GitHubRest> _connections = new(StringComparer.Ordinal);

    /// <summary>Records each write before it is done; null where nothing is recorded.</summary>
    public RecordedRun? Recorded { get; init; }

    /// <summary>Counts the calls.</summary>
    public GitHubUsage Usage { get; init; } = new();

    /// <summary>The API of the public GitHub.</summary>
    public static Uri PublicApi { get; } = new("https://api.github.com");

    /// <summary>Whether the run has a token.</summary>
    public bool HasToken => token is not null;

    /// <summary>The host names in <c>repoUrl</c> that mean this GitHub. With a loopback address, in tests, github.com is one of them.</summary>
    public IReadOnlyList<string> Names => api.IsLoopback ? [PublicName, api.Authority]
        : api.Host.StartsWith(ApiPrefix, StringComparison.Ordinal) ? [api.Host[ApiPrefix.Length..]]
        : [api.Authority];

    /// <summary>Connects with a token of a step, or that of the run.</summary>
    /// <exception cref="StepException">There is none.</exception>
    public GitHubRest Connect(string? own)
    {
        var used = own is { Length: > 0 } ? own : token ?? throw new StepException(NoToken);
        if (!_connections.TryGetValue(used, out var connection))
        {
            _connections[used] = connection = new GitHubRest(used, api, time, Usage) { Recorded = Recorded };
        }

        return connection;
    }

    /// <summary>Reads files of a repository with the token of the run.</summary>
    /// <exception cref="StepException">There is none.</exception>
    public JobAccess Access(RepositoryName repository) => new(token ?? throw new StepException(NoToken), api, repository, time);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var connection in _connections.Values)
        {
            connection.Dispose();
        }
    }
}
