using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Automation.Testing.GitHub.Contract;
using Automation.Testing.GitHub.Drivers;
using Automation.Testing.GitHub.Http;
using Automation.Testing.GitHub.Json;
using Automation.Testing.GitHub.Model;
using Automation.Testing.GitHub.State;
using Automation.Testing.GitHub.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Automation.Testing.GitHub;

/// <summary>
/// GitHub as far as a GitHub App meets it: its REST API on a port of this machine, its limits and failures, and the events it sends.
/// Everything is in memory and goes with it.
/// </summary>
/// <example><code>
/// await using var gitHub = await FakeGitHub.StartAsync();
/// gitHub.Repository("acme/orders").Commit("main", "First", ("catalog-info.yaml", "kind: Component"));
/// gitHub.Repository("acme/orders").Commit("change", "Second", ("catalog-info.yaml", "kind: Api"));
/// var pull = gitHub.OpenPullRequest("acme/orders", head: "change");
/// await gitHub.WaitFor(() => pull.CheckRuns is [{ Conclusion: "failure" }]);
/// </code></example>
public sealed class FakeGitHub : IAsyncDisposable
{
    /// <summary>How long to wait for what has to come: no test gets there that does not fail.</summary>
    private static readonly TimeSpan Generous = TimeSpan.FromMinutes(2);

    private readonly WebApplication _server;
    private readonly Gateway _gateway;
    private readonly ContractChecker _contract;
    private readonly Hookshot _hookshot;

    private FakeGitHub(
        FakeGitHubOptions options,
        WebApplication server,
        FakeGitHubState state,
        Gateway gateway,
        ContractChecker contract,
        Faults faults,
        Hookshot hookshot) =>
        (Options, _server, State, _gateway, _contract, Faults, _hookshot) = (options, server, state, gateway, contract, faults, hookshot);

    /// <summary>What differs from GitHub as it is found.</summary>
    public FakeGitHubOptions Options { get; }

    /// <summary>The address of the API, as <c>https://api.github.com</c> is.</summary>
    public Uri Url => new(State.Urls.Root);

    /// <summary>The app under test.</summary>
    public GitHubApp App => State.Apps[0];

    /// <summary>What goes wrong.</summary>
    public Faults Faults { get; }

    /// <summary>Every request so far, oldest first.</summary>
    public ImmutableList<LoggedRequest> Requests => _gateway.Log;

    /// <summary>Every event for the app, sent or not, oldest first.</summary>
    public ImmutableList<Delivery> Deliveries => State.Deliveries;

    /// <summary>Every token of an installation that was handed out, and has to stay with who asked for it.</summary>
    public ImmutableList<string> IssuedTokens
    {
        get
        {
            lock (State.Gate)
            {
                return [.. State.Tokens.Keys];
            }
        }
    }

    /// <summary>Every token that people got when they signed in to an app.</summary>
    public ImmutableList<string> PersonTokens()
    {
        lock (State.Gate)
        {
            return [.. State.PersonalTokens.Keys.Where(t => t.StartsWith("ghu_", StringComparison.Ordinal))];
        }
    }

    /// <summary>Where requests or answers were not as GitHub describes them.</summary>
    public ImmutableList<string> ContractViolations => _contract.Violations;

    internal FakeGitHubState State { get; }

    /// <summary>Begins to listen.</summary>
    public static async Task<FakeGitHub> StartAsync(FakeGitHubOptions? options = null)
    {
        options ??= new FakeGitHubOptions();
        var state = new FakeGitHubState(options);
        var faults = new Faults(options.Seed);
        var contract = new ContractChecker(options.ChecksContract ? GitHubDescription.Find() : null);
        state.Validated = contract.CheckEvent;
        var gateway = new Gateway(state, faults, contract);
        var hookshot = new Hookshot(state, faults);

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.Listen(IPAddress.Loopback, options.Port));
        builder.Logging.ClearProviders();
        var server = builder.Build();
        server.Run(gateway.HandleAsync);
        await server.StartAsync();
        state.Urls = new Urls(server.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());

        var app = state.AddApp(options.AppId, options.AppSlug, state.Account("platform", AccountKind.Organization));
        app.WebhookSecret = options.WebhookSecret;
        app.Permissions = options.Permissions.ToImmutableSortedDictionary();
        app.Events = [.. options.Events];
        return new FakeGitHub(options, server, state, gateway, contract, faults, hookshot);
    }

    /// <summary>An organisation, made if there is none of this name; the app is installed in it.</summary>
    /// <param name="login">Its name.</param>
    /// <param name="installed">Whether to install the app in a new one.</param>
    public OrganisationDriver Organisation(string login, bool installed = true)
    {
        lock (State.Gate)
        {
            var isNew = !State.Accounts.ContainsKey(login);
            var driver = new OrganisationDriver(this, State.Account(login, AccountKind.Organization));
            if (isNew && installed)
            {
                driver.Install();
            }

            return driver;
        }
    }

    /// <summary>A repository, made if there is none of this name, in an organisation that has the app.</summary>
    /// <param name="fullName"><c>owner/name</c>.</param>
    public RepositoryDriver Repository(string fullName)
    {
        lock (State.Gate)
        {
            var (owner, name) = fullName.Split('/') is [var o, var n]
                ? (o, n)
                : throw new ArgumentException($"'{fullName}' is not owner/name.", nameof(fullName));
            var repository = State.RepositoryNow(owner, name);
            if (repository is null)
            {
                repository = new HostedRepository(State.NextSmallId(), Organisation(owner).Account, name, State.Now, parent: null);
                State.Repositories.Add(repository);
                State.Signal();
            }

            return new RepositoryDriver(this, repository);
        }
    }

    /// <summary>Somebody opens a pull request.</summary>
    /// <param name="repository"><c>owner/name</c>.</param>
    /// <param name="head">The branch; <c>owner:branch</c> for one of a fork.</param>
    /// <param name="base">The branch it goes to; the default branch if none is named.</param>
    /// <param name="title">The title.</param>
    /// <param name="by">Who opens it.</param>
    /// <param name="draft">Whether as a draft.</param>
    public PullRequestDriver OpenPullRequest(
        string repository,
        string head,
        string? @base = null,
        string title = "A change",
        string by = "ada",
        bool draft = false) =>
        Repository(repository).OpenPullRequest(head, @base, title, by, draft);

    /// <summary>A token of the app's installation in an account, as the app would get it.</summary>
    public string InstallationToken(string account)
    {
        lock (State.Gate)
        {
            var installation = State.Installations.Find(i => i.App == App && string.Equals(i.Account.Login, account, StringComparison.OrdinalIgnoreCase))
                ?? throw new InvalidOperationException($"The app is not installed in {account}.");
            return State.IssueToken(installation, installation.Permissions, null).Token;
        }
    }

    /// <summary>A JSON web token of the app, as the app would make it.</summary>
    public string AppToken()
    {
        var now = Options.Clock.GetUtcNow().ToUnixTimeSeconds();
        var head = System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes("""{"alg":"RS256","typ":"JWT"}"""));
        var claims = System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(new JsonObject
        {
            ["iat"] = now - 60,
            ["exp"] = now + 300,
            ["iss"] = $"{App.Id}",
        }.ToJsonString()));
        var signature = App.Key.SignData(Encoding.ASCII.GetBytes($"{head}.{claims}"), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{head}.{claims}.{System.Buffers.Text.Base64Url.EncodeToString(signature)}";
    }

    /// <summary>A personal access token of somebody.</summary>
    public string PersonalToken(string login)
    {
        lock (State.Gate)
        {
            var token = $"ghp_{RandomNumberGenerator.GetHexString(36)}";
            State.PersonalTokens[token] = State.Account(login);
            return token;
        }
    }

    /// <summary>Another app, installed in an account, such as the one whose checks stand beside ours; returns a token of its installation.</summary>
    public string OtherApp(string slug, string account)
    {
        lock (State.Gate)
        {
            var app = State.Apps.Find(a => a.Slug == slug);
            if (app is null)
            {
                app = State.AddApp(State.NextSmallId(), slug, State.Account("platform", AccountKind.Organization));
                app.Permissions = App.Permissions;
            }

            var installation = new Installation(State.NextSmallId(), app, State.Account(account, AccountKind.Organization), State.Now);
            State.Installations.Add(installation);
            return State.IssueToken(installation, installation.Permissions, null).Token;
        }
    }

    /// <summary>From here on browsers that come to sign in are somebody's.</summary>
    public void SignInAs(string login)
    {
        lock (State.Gate)
        {
            State.SignedIn = State.Account(login);
        }
    }

    /// <summary>A code to exchange for an app, as the page that follows a manifest hands it over.</summary>
    public string ManifestCode(string slug)
    {
        lock (State.Gate)
        {
            var code = RandomNumberGenerator.GetHexString(40, lowercase: true);
            State.ManifestCodes[code] = State.AddApp(State.NextSmallId(), slug, State.Account("platform", AccountKind.Organization));
            return code;
        }
    }

    /// <summary>From here on deliveries go to this address.</summary>
    public void SendTo(Uri? receiver) => _hookshot.Receiver = receiver;

    /// <summary>Sends a delivery to the receiver once more, or for the first time, and says what came back.</summary>
    public Task<Delivery> SendAsync(Delivery delivery) => _hookshot.SendAsync(delivery, CancellationToken.None);

    /// <summary>Uses up the hour's requests of the app's installation in an account.</summary>
    public void ExhaustRateLimit(string account)
    {
        lock (State.Gate)
        {
            _gateway.Limits.Exhaust(new Caller.OfInstallation(State.Tokens[InstallationToken(account)]).Bucket);
        }
    }

    /// <summary>Waits until something holds; it is looked at again at each change, never at an interval.</summary>
    /// <param name="condition">What has to hold.</param>
    /// <param name="limit">When to give up; generous if not given.</param>
    public async Task WaitFor(Func<bool> condition, TimeSpan? limit = null)
    {
        using var timeout = new CancellationTokenSource(limit ?? Generous);
        while (true)
        {
            Task changed;
            lock (State.Gate)
            {
                if (condition())
                {
                    return;
                }

                changed = State.Changed;
            }

            try
            {
                await changed.WaitAsync(timeout.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"What was waited for did not come. The last requests:\n{string.Join('\n', Requests.TakeLast(20))}");
            }
        }
    }

    /// <summary>Fails where requests or answers were not as GitHub describes them.</summary>
    public void ShouldHonourTheContract() => ContractViolations.ShouldBeEmpty();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _hookshot.DisposeAsync();
        await _server.DisposeAsync();
    }
}
