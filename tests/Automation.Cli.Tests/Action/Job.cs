using System.Text.Json;
using Automation.Cli.Tests.Driving;
using Automation.Testing;
using Automation.Testing.GitHub;

namespace Automation.Cli.Tests.Action;

/// <summary>A job of GitHub Actions: a checkout of a pull request's merge commit at depth 1, an event, and the files a step writes.</summary>
internal sealed class Job : IDisposable
{
    private readonly TemporaryFolder _runner = new();
    private readonly GitServer _server;
    private readonly GitSandbox _checkout;
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);

    private Job(GitSandbox origin, string @base, string head)
    {
        (Base, Head) = (@base, head);
        origin.Git("config", "uploadpack.allowAnySHA1InWant", "true");
        _server = new GitServer(origin);
        _checkout = origin.Clone("--depth=1", "--branch=merge");
        _checkout.Git("remote", "set-url", "origin", _server.Address);
        foreach (var name in (string[])["GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT"])
        {
            File.WriteAllText(In(name), "");
            With(name, In(name));
        }

        With("GITHUB_EVENT_PATH", In("event.json"))
            .With("GITHUB_SERVER_URL", "https://github.example")
            .With("GITHUB_REPOSITORY", "acme/orders")
            .With("GITHUB_RUN_ID", "77")
            .With("GITHUB_SHA", origin.Git("rev-parse", "merge"));
        Event(JsonSerializer.Serialize(new { pull_request = new { @base = new { sha = @base }, head = new { sha = head } } }));
    }

    /// <summary>The tip of the base branch.</summary>
    public string Base { get; }

    /// <summary>The tip of the pull request.</summary>
    public string Head { get; }

    /// <summary>What the origin's server was given as credentials.</summary>
    public IReadOnlyCollection<string> Credentials => _server.Credentials;

    /// <summary>The workspace.</summary>
    public string Workspace => _checkout.Path;

    /// <summary>A job for a pull request of a branch <c>change</c> into <c>main</c>.</summary>
    public static Job For(GitSandbox origin)
    {
        var (@base, head) = (origin.Git("rev-parse", "main"), origin.Git("rev-parse", "change"));
        origin.Git("checkout", "--quiet", "-B", "merge", "main");
        origin.Git("merge", "--quiet", "--no-ff", "-m", "Merge", "change");
        origin.Git("checkout", "--quiet", "main");
        return new Job(origin, @base, head);
    }

    /// <summary>The event of the pull request as GitHub sends it, and a token to comment with.</summary>
    public Job Commenting(FakeGitHub gitHub, int number, string token, bool isFork = false)
    {
        Event(JsonSerializer.Serialize(new
        {
            pull_request = new
            {
                number,
                @base = new { sha = Base, @ref = "main", repo = new { full_name = "acme/orders" } },
                head = new { sha = Head, repo = new { full_name = isFork ? "mallory/orders" : "acme/orders" } },
            },
        }));
        return With("INPUT_COMMENT", "true").With("INPUT_TOKEN", token).With("GITHUB_API_URL", gitHub.Url.AbsoluteUri);
    }

    /// <summary>Sets a variable of the job.</summary>
    public Job With(string variable, string value)
    {
        _variables[variable] = value;
        return this;
    }

    /// <summary>Sets the event's payload.</summary>
    public Job Event(string payload)
    {
        File.WriteAllText(In("event.json"), payload);
        return this;
    }

    /// <inheritdoc cref="Event(string)"/>
    public Job Event(byte[] payload)
    {
        File.WriteAllBytes(In("event.json"), payload);
        return this;
    }

    /// <summary>Runs the action.</summary>
    public Outcome Check() => Go("check");

    /// <summary>Runs the action for owners.</summary>
    public Outcome CheckOwners() => Go("check-owners");

    private Outcome Go(string part)
    {
        var run = Run.Automation("action", part).In(Workspace);
        foreach (var (name, value) in _variables)
        {
            run.With(name, value);
        }

        return run.Go();
    }

    /// <summary>What the step wrote for later ones, by name.</summary>
    public IReadOnlyDictionary<string, string> Outputs =>
        File.ReadAllLines(In("GITHUB_OUTPUT")).Select(l => l.Split('=', 2)).ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal);

    /// <summary>The step's summary.</summary>
    public string Summary => File.ReadAllText(In("GITHUB_STEP_SUMMARY"));

    /// <summary>A file of the workspace.</summary>
    public string Written(string name) => File.ReadAllText(Path.Combine(Workspace, name));

    /// <inheritdoc/>
    public void Dispose()
    {
        _server.Dispose();
        _runner.Dispose();
        _checkout.Dispose();
    }

    private string In(string name) => Path.Combine(_runner.Path, name);
}
