using Automation.Fleet.Brokers;

namespace Automation.Fleet;

/// <summary>What a deployment consists of.</summary>
/// <param name="Name">What it is called on the command line.</param>
/// <param name="Ledger">The engine of the ledger, as the setting <c>Ledger__Provider</c> names it.</param>
/// <param name="Intakes">How many processes only receive; none where one process does everything.</param>
/// <param name="Workers">How many processes only work; none where one process does everything.</param>
/// <param name="CreateBroker">The broker between them, with its log in a folder; null where the ledger is the queue.</param>
public sealed record Topology(string Name, string Ledger, int Intakes, int Workers, Func<string, IBroker>? CreateBroker = null)
{
    /// <summary>Those that there are.</summary>
    public static IReadOnlyList<Topology> All { get; } =
    [
        new("sqlite", "sqlite", 0, 0),
        new("postgresql", "postgresql", 2, 4),
        new("postgresql+rabbitmq", "postgresql", 2, 4, folder => new RabbitMqProcess(folder)),
        new("postgresql+servicebus", "postgresql", 2, 4, folder => new ServiceBusProcess(folder)),
    ];

    /// <summary>Whether it has a database server.</summary>
    public bool HasDatabase => Ledger == "postgresql";

    /// <summary>The role of each server process, by its name.</summary>
    public IEnumerable<(string Name, string Role)> Members => Intakes + Workers == 0
        ? [("server", "all")]
        : Enumerable.Range(1, Intakes).Select(i => ($"intake-{i}", "intake")).Concat(Enumerable.Range(1, Workers).Select(i => ($"worker-{i}", "worker")));
}
