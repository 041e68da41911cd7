using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Automation.Testing.GitHub.Json;
using Automation.Testing.GitHub.Model;
using Automation.Testing.GitHub.Webhooks;

namespace Automation.Testing.GitHub.State;

/// <summary>The whole state of GitHub. Code that changes or reads more than one thing holds <see cref="Gate"/>.</summary>
internal sealed class FakeGitHubState(FakeGitHubOptions options)
{
    // Making a key takes long, and the first app of every fake may have the same.
    private static readonly Lazy<RSA> FirstKey = new(() => RSA.Create(2048));

    // Numbers as large as GitHub's: who keeps them in 32 bits is to notice.
    private long _nextId = 30_000_000_000;
    private long _nextSmallId = 1000;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>One at a time: every request and every driver.</summary>
    public Lock Gate { get; } = new();

    public FakeGitHubOptions Options => options;

    public Urls Urls { get; set; } = new("http://127.0.0.1");

    public DateTimeOffset Now => DateTimeOffset.FromUnixTimeSeconds(options.Clock.GetUtcNow().ToUnixTimeSeconds());

    public Random Chance { get; } = new(options.Seed);

    public Dictionary<string, Account> Accounts { get; } = new(StringComparer.OrdinalIgnoreCase);

    public List<HostedRepository> Repositories { get; } = [];

    /// <summary>Former names of repositories.</summary>
    public Dictionary<string, HostedRepository> Renamed { get; } = new(StringComparer.OrdinalIgnoreCase);

    public List<GitHubApp> Apps { get; } = [];

    public List<Installation> Installations { get; } = [];

    public Dictionary<string, InstallationToken> Tokens { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, Account> PersonalTokens { get; } = new(StringComparer.Ordinal);

    /// <summary>Codes of app manifests that wait to be exchanged.</summary>
    public Dictionary<string, GitHubApp> ManifestCodes { get; } = new(StringComparer.Ordinal);

    /// <summary>Whose browser it is that comes to be signed in.</summary>
    public Account? SignedIn { get; set; }

    /// <summary>Codes of people that wait to be exchanged.</summary>
    public Dictionary<string, SignInCode> SignInCodes { get; } = new(StringComparer.Ordinal);

    /// <summary>Every event for the app, sent or not, oldest first.</summary>
    public ImmutableList<Delivery> Deliveries { get; set; } = [];

    /// <summary>Called for each event, once it is noted.</summary>
    public Action<Delivery> Announced { get; set; } = _ => { };

    /// <summary>Called with each event's payload.</summary>
    public Action<string, string?, JsonNode> Validated { get; set; } = (_, _, _) => { };

    /// <summary>Ends at the next change.</summary>
    public Task Changed => _changed.Task;

    /// <summary>A number as large as GitHub's are today.</summary>
    public long NextId() => _nextId++;

    /// <summary>A number for what there is less of: accounts, repositories, installations.</summary>
    public long NextSmallId() => _nextSmallId++;

    /// <summary>Wakes the waiters for a condition.</summary>
    public void Signal()
    {
        var changed = _changed;
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        changed.TrySetResult();
    }

    /// <summary>An account, made if there is none of this name.</summary>
    public Account Account(string login, AccountKind kind = AccountKind.User)
    {
        if (!Accounts.TryGetValue(login, out var account))
        {
            account = Accounts[login] = new Account(NextSmallId(), login, kind, Now);
        }

        return account;
    }

    /// <summary>The repository of a name, or one that had it; null where there is none.</summary>
    public HostedRepository? Repository(string owner, string name) => RepositoryNow(owner, name) ?? Renamed.GetValueOrDefault($"{owner}/{name}");

    /// <summary>The repository that has the name now.</summary>
    public HostedRepository? RepositoryNow(string owner, string name) =>
        Repositories.Find(
            r => string.Equals(r.Owner.Login, owner, StringComparison.OrdinalIgnoreCase) && string.Equals(r.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Makes an app with a key of its own.</summary>
    public GitHubApp AddApp(long id, string slug, Account owner)
    {
        var app = new GitHubApp(id, slug, owner, Account($"{slug}[bot]", AccountKind.Bot), Apps.Count == 0 ? FirstKey.Value : RSA.Create(2048), Now);
        Apps.Add(app);
        return app;
    }

    /// <summary>Makes a token of an installation.</summary>
    public InstallationToken IssueToken(
        Installation installation, ImmutableSortedDictionary<string, string> permissions, ImmutableSortedSet<long>? repositories)
    {
        var token = new InstallationToken($"ghs_{RandomNumberGenerator.GetHexString(36)}", installation, Now.AddHours(1), permissions, repositories);
        return Tokens[token.Token] = token;
    }

    /// <summary>Copies a repository into another account, which need not have the app.</summary>
    public static HostedRepository Fork(FakeGitHubState state, HostedRepository of, Account owner)
    {
        var fork = new HostedRepository(state.NextSmallId(), owner, of.Name, state.Now, of)
        {
            Refs = of.Refs.Where(r => r.Key.StartsWith("refs/heads/", StringComparison.Ordinal)).ToImmutableSortedDictionary(StringComparer.Ordinal),
            DefaultBranch = of.DefaultBranch,
            Visibility = of.Visibility,
        };
        state.Repositories.Add(fork);
        return fork;
    }

    /// <summary>What an account may do in a repository: <c>admin</c>, <c>write</c>, <c>read</c> or <c>none</c>.</summary>
    public static string PermissionOf(Account account, HostedRepository repository, string ifPublic = "read")
    {
        var given = repository.Owner.Teams.Values.Where(t => t.Members.ContainsKey(account.Login))
            .SelectMany(t => t.SelfAndAbove)
            .Select(t => t.Repositories.GetValueOrDefault(repository.Id, "none"))
            .Append(repository.Collaborators.GetValueOrDefault(account.Login, "none"))
            .Append(repository.Owner == account ? "admin" : "none")
            .Append(repository.Visibility != "private" ? ifPublic : "none")
            .Select(p => p switch { "push" or "maintain" => "write", "pull" or "triage" => "read", _ => p }).ToHashSet(StringComparer.Ordinal);
        return new[] { "admin", "write", "read" }.FirstOrDefault(given.Contains, "none");
    }

    /// <summary>A text of digits for the seed's sake, such as the id of a request.</summary>
    public string NextRequestId() => string.Create(CultureInfo.InvariantCulture, $"{Chance.Next(0xFFFF):X4}:{Chance.Next():X}:{Chance.Next():X}");
}
