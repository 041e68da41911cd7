using System.Globalization;
using Automation.Fleet;

namespace Automation.Chaos;

/// <summary>What a run is asked for.</summary>
internal sealed record ChaosOptions(Topology Topology)
{
    public const string Usage =
        """
        usage: chaos [--topology NAME] [--seed N] [--deliveries N] [--faults N] [--plan short|long|kills] [--rate N] [--repositories N]
                     [--intakes N] [--workers N] [--lease SECONDS] [--minutes N] [--keep DIR]

          --topology NAME    sqlite (one process), or with 2 intakes and 4 workers postgresql, postgresql+rabbitmq or postgresql+servicebus
          --seed N           decides the traffic and the faults; chosen and printed if it is not given
          --deliveries N     how many deliveries have to be accepted (2000)
          --faults N         how many faults are injected meanwhile (15)
          --plan NAME        short: faults of a few seconds, without pauses beyond a lease and without clock jumps (long);
                             kills: nothing but kill -9, of servers, of the database and of the broker
          --rate N           the most deliveries a second (40)
          --repositories N   the repositories of the organisation (12)
          --intakes N, --workers N   other numbers than those of the topology
          --lease SECONDS    how long a worker may be silent before another takes its work; pauses of the long plan exceed it (30)
          --minutes N        how long to wait for the end of all work, at most (10)
          --keep DIR         where logs and data stay; without it, a temporary folder that only a violation keeps
        """;

    private const int ShortDeliveries = 200;
    private const int ShortFaults = 4;
    private const int LargestSeed = 1_000_000;

    public int Seed { get; init; } = Random.Shared.Next(LargestSeed);

    public int Deliveries { get; init; } = 2000;

    public int Faults { get; init; } = 15;

    public bool IsShort { get; init; }

    /// <summary>Whether nothing but kill -9 goes wrong.</summary>
    public bool OnlyKills { get; init; }

    public int Rate { get; init; } = 40;

    public int Repositories { get; init; } = 12;

    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(10);

    public string? Keep { get; init; }

    /// <summary>The command that runs the same plan again.</summary>
    public string Replay =>
        $"dotnet run --project tests/Automation.Chaos -- --topology {Topology.Name} --seed {Seed} --deliveries {Deliveries} --faults {Faults} "
        + $"--plan {(IsShort ? "short" : OnlyKills ? "kills" : "long")} --rate {Rate} --repositories {Repositories} "
        + $"--intakes {Topology.Intakes} --workers {Topology.Workers} --lease {Lease.TotalSeconds}";

    /// <summary>Reads the command line; null with the problem if it is wrong.</summary>
    public static ChaosOptions? Parse(IReadOnlyList<string> arguments, out string problem)
    {
        problem = "";
        var options = new ChaosOptions(Topology.All[0]);
        if (arguments.Index().Any(a => a.Item == "short" && a.Index > 0 && arguments[a.Index - 1] == "--plan"))
        {
            options = options with { IsShort = true, Deliveries = ShortDeliveries, Faults = ShortFaults };
        }

        for (var i = 0; i < arguments.Count; i += 2)
        {
            if (i + 1 == arguments.Count || With(options, arguments[i], arguments[i + 1]) is not { } next)
            {
                problem = $"chaos: '{string.Join(' ', arguments.Skip(i).Take(2))}' is not an option with a valid value.";
                return null;
            }

            options = next;
        }

        return options;
    }

    private static ChaosOptions? With(ChaosOptions options, string name, string value)
    {
        if (name == "--plan")
        {
            return value is "short" or "long" or "kills" ? options with { OnlyKills = value == "kills" } : null;
        }

        if (name == "--keep")
        {
            return options with { Keep = Path.GetFullPath(value) };
        }

        if (name == "--topology")
        {
            return Topology.All.FirstOrDefault(t => t.Name == value) is { } topology ? options with { Topology = topology } : null;
        }

        return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? WithNumber(options, name, number) : null;
    }

    private static ChaosOptions? WithNumber(ChaosOptions options, string name, int number) => name switch
    {
        "--seed" => options with { Seed = number },
        "--deliveries" when number > 0 => options with { Deliveries = number },
        "--faults" => options with { Faults = number },
        "--rate" when number > 0 => options with { Rate = number },
        "--repositories" when number > 0 => options with { Repositories = number },
        "--lease" => options with { Lease = TimeSpan.FromSeconds(number) },
        "--minutes" when number > 0 => options with { Patience = TimeSpan.FromMinutes(number) },
        "--intakes" => options with { Topology = options.Topology with { Intakes = number } },
        "--workers" => options with { Topology = options.Topology with { Workers = number } },
        _ => null,
    };
}
