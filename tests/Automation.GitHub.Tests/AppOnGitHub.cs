using Automation.GitHub.Access;
using Automation.GitHub.Trees;
using Automation.Testing.GitHub;

namespace Automation.GitHub.Tests;

/// <summary>The App, installed on a GitHub that is here.</summary>
internal sealed class AppOnGitHub : IAsyncDisposable
{
    public static readonly RepositoryName Orders = new("acme", "orders");

    private AppOnGitHub(FakeGitHub gitHub, TimeProvider clock)
    {
        GitHub = gitHub;
        Access = new GitHubAccess(new AppKey(gitHub.App.Id, gitHub.App.PrivateKey, clock), gitHub.Url, clock);
    }

    public FakeGitHub GitHub { get; }

    public GitHubAccess Access { get; }

    public BlobCache Cache { get; } = new(BlobCache.UsualCapacity);

    public static async Task<AppOnGitHub> StartAsync(FakeGitHubOptions? options = null) =>
        new(await FakeGitHub.StartAsync(options), options?.Clock ?? TimeProvider.System);

    /// <summary>The repository acme/orders, as the App may see it.</summary>
    public async Task<RepositoryAccess> OrdersAsync(TokenPermissions permissions = TokenPermissions.ReportOnPullRequest) =>
        Access.As((await Access.InstallationOfAsync(Orders))!.Value, Orders, permissions);

    /// <summary>All that the installation sees.</summary>
    public async Task<InstallationAccess> ReadingAsync() => Access.Reading((await Access.InstallationOfAsync(Orders.Owner))!.Id);

    /// <summary>How often something was asked.</summary>
    public int Asked(string method, string end) => GitHub.Requests.Count(r => r.Method == method && r.Path.EndsWith(end, StringComparison.Ordinal));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Access.Dispose();
        await GitHub.DisposeAsync();
    }
}
