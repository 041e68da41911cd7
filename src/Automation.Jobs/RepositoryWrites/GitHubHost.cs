using Automation.GitHub;
using Automation.GitHub.Access;
using Automation.Templates.Workspaces;

namespace Automation.Jobs.RepositoryWrites;

/// <summary>The GitHub that templates reach: github.com, or a GitHub Enterprise Server. A token is sent there, and nowhere else.</summary>
/// <param name="api">The address of its API.</param>
/// <param name="token">The token of the run; null where steps have to bring their own.</param>
/// <param name="time">The time.</param>
public sealed class GitHubHost(Uri api, string? token, TimeProvider time) : IDisposable
{
    /// <summary>The name in <c>repoUrl</c> of the public GitHub.</summary>
    public const string PublicName = "github.com";

    private const string NoToken =
        "There is no token for GitHub: set the environment variable GITHUB_TOKEN to a token that may do what the template's steps do.";

    // api.github.com, api.acme.ghe.com; an Enterprise Server has its API below its own name.
    private const string ApiPrefix = "api.";

    private readonly Dictionary<string, GitHubRest> _connections = new(StringComparer.Ordinal);

    /// <summary>The API of the public GitHub.</summary>
    public static Uri PublicApi { get; } = new("https://api.github.com");

    /// <summary>Whether the run has a token.</summary>
    public bool HasToken => token is not null;

    /// <summary>The names under which <c>repoUrl</c> means this GitHub. A loopback address stands in for github.com.</summary>
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
            _connections[used] = connection = new GitHubRest(used, api, time);
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
