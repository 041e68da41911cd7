using Automation.Fleet.Brokers;

namespace Automation.Fleet;

/// <summary>A deployment of real processes on this machine: a fake GitHub, a database where the topology has one, and the servers.</summary>
public sealed class RunningFleet : IDisposable
{
    /// <summary>The secret that deliveries are signed with.</summary>
    public const string Secret = "a secret of this fleet";

    /// <summary>The connection of all servers to GitHub.</summary>
    public const string LinkToGitHub = "link-to-github";

    /// <summary>The connection of all servers to the database.</summary>
    public const string LinkToDatabase = "link-to-database";

    /// <summary>The connection of all servers to the broker.</summary>
    public const string LinkToBroker = "link-to-broker";

    /// <summary>The repository of the catalog.</summary>
    public const string Catalog = "acme/catalog";

    /// <summary>The GitOps repository of the organisation.</summary>
    public const string GitOps = "acme/gitops";

    // The App's number in the fake.
    private const long AppId = 4711;

    private readonly List<IDisposable> _all = [];

    private RunningFleet(Topology topology, string folder, FakeGitHubProcess gitHub) => (Topology, Folder, GitHub) = (topology, folder, gitHub);

    /// <summary>What it consists of.</summary>
    public Topology Topology { get; }

    /// <summary>Where its logs and its data are.</summary>
    public string Folder { get; }

    /// <summary>GitHub.</summary>
    public FakeGitHubProcess GitHub { get; }

    /// <summary>The database; null where the ledger is a file.</summary>
    public PostgresProcess? Database { get; private set; }

    /// <summary>The broker; null where the ledger is the queue.</summary>
    public IBroker? Broker { get; private set; }

    /// <summary>The connections between processes.</summary>
    public IReadOnlyList<Link> Links { get; private set; } = [];

    /// <summary>The server processes.</summary>
    public IReadOnlyList<ServerMember> Servers { get; private set; } = [];

    /// <summary>Those that receive deliveries.</summary>
    public IEnumerable<ServerMember> Intakes => Servers.Where(s => s.Receives);

    /// <summary>The settings that say where the ledger is, for commands: not through a link.</summary>
    public IReadOnlyDictionary<string, string> LedgerSettings => Database is null
        ? new Dictionary<string, string>()
        : new Dictionary<string, string> { ["Ledger__Provider"] = Topology.Ledger, ["Ledger__ConnectionString"] = ConnectionTo(Database.Port) };

    /// <summary>Starts all of it, with an organisation of so many repositories; the servers in order, so that one creates the ledger.</summary>
    /// <param name="topology">What it consists of.</param>
    /// <param name="folder">Where its logs and its data go.</param>
    /// <param name="seed">Decides what people do.</param>
    /// <param name="repositories">How many repositories the organisation has.</param>
    /// <param name="settingsOf">The settings of a server, by its name, that differ from the usual ones.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static async Task<RunningFleet> StartAsync(
        Topology topology,
        string folder,
        int seed,
        int repositories,
        Func<string, IReadOnlyDictionary<string, string>> settingsOf,
        CancellationToken cancellationToken) =>
        await StartAsync(topology, folder, seed, gitHub => gitHub.FoundAsync(repositories, cancellationToken), settingsOf, null, cancellationToken);

    /// <summary>Starts all of it, with any organisation.</summary>
    /// <param name="topology">What it consists of.</param>
    /// <param name="folder">Where its logs and its data go.</param>
    /// <param name="seed">Decides what people do.</param>
    /// <param name="found">Creates the organisation.</param>
    /// <param name="settingsOf">The settings of a server, by its name, that differ from the usual ones.</param>
    /// <param name="prepare">What happens to the database before the servers start; null for nothing.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static async Task<RunningFleet> StartAsync(
        Topology topology,
        string folder,
        int seed,
        Func<FakeGitHubProcess, Task> found,
        Func<string, IReadOnlyDictionary<string, string>> settingsOf,
        Func<PostgresProcess, Task>? prepare,
        CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var fleet = new RunningFleet(topology, folder, await FakeGitHubProcess.StartAsync(folder, seed, cancellationToken));
        fleet._all.Add(fleet.GitHub);
        try
        {
            await found(fleet.GitHub);
            await fleet.StartAsync(settingsOf, prepare, cancellationToken);
            return fleet;
        }
        catch
        {
            fleet.Dispose();
            throw;
        }
    }

    /// <summary>How many deliveries and work items of the ledger are not over, as a worker counts them; null where it does not answer.</summary>
    public static async Task<double?> WaitingAsync(ServerMember worker, CancellationToken cancellationToken)
    {
        double? sum = 0;
        foreach (var state in new[] { "received", "queued", "work-waiting", "work-running" })
        {
            sum += await worker.MetricAsync("automation_queue_depth", $"state=\"{state}\"", cancellationToken);
        }

        return sum;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        for (var i = _all.Count - 1; i >= 0; i--)
        {
            _all[i].Dispose();
        }

        _all.Clear();
    }

    private static string ConnectionTo(int port) => $"Host=127.0.0.1;Port={port};Database=ledger;Username=test";

    private async Task StartAsync(
        Func<string, IReadOnlyDictionary<string, string>> settingsOf, Func<PostgresProcess, Task>? prepare, CancellationToken cancellationToken)
    {
        var toGitHub = Keep(new Link(LinkToGitHub, GitHub.Api.Port));
        Links = [toGitHub];
        var all = new Dictionary<string, string>
        {
            ["GitHub__WebhookSecret"] = Secret,
            ["GitHub__AppId"] = AppId.ToString(),
            ["GitHub__PrivateKeyPath"] = await WriteKeyAsync(cancellationToken),
            ["GitHub__ApiUrl"] = $"http://127.0.0.1:{toGitHub.Port}",
            ["GitHub__ServerUrl"] = "https://github.com",
            ["Catalog__Repository"] = Catalog,
            // Only deliveries cause work, so that one that is lost is seen.
            ["Sweep__EveryMinutes"] = "0",
            ["Redelivery__Minutes"] = "0",
        };
        if (Topology.HasDatabase)
        {
            Database = Keep(await PostgresProcess.StartAsync(Folder, cancellationToken));
            await (prepare?.Invoke(Database) ?? Task.CompletedTask);
            var toDatabase = Keep(new Link(LinkToDatabase, Database.Port));
            Links = [.. Links, toDatabase];
            all["Ledger__Provider"] = Topology.Ledger;
            all["Ledger__ConnectionString"] = ConnectionTo(toDatabase.Port);
        }

        if (Topology.CreateBroker is { } create)
        {
            Broker = Keep(create(Folder));
            await Broker.StartAsync(cancellationToken);
            var toBroker = Keep(new Link(LinkToBroker, Broker.Port));
            Links = [.. Links, toBroker];
            all = Merged(all, Broker.SettingsAt(toBroker.Port));
        }

        Servers = [.. Topology.Members.Select(m => Keep(new ServerMember(m.Name, m.Role, Folder, Merged(all, settingsOf(m.Name)))))];
        foreach (var server in Servers)
        {
            await server.StartAsync(cancellationToken);
        }
    }

    private static Dictionary<string, string> Merged(IReadOnlyDictionary<string, string> usual, IReadOnlyDictionary<string, string> own) =>
        new(usual.Where(s => !own.ContainsKey(s.Key)).Concat(own));

    private async Task<string> WriteKeyAsync(CancellationToken cancellationToken)
    {
        var path = Path.Combine(Folder, "app.pem");
        await File.WriteAllTextAsync(path, await GitHub.KeyAsync(cancellationToken), cancellationToken);
        return path;
    }

    private T Keep<T>(T part)
        where T : IDisposable
    {
        _all.Add(part);
        return part;
    }
}
