using System.Globalization;
using Automation.Fleet;

namespace Automation.Load;

/// <summary>What a measurement is asked for.</summary>
internal sealed record LoadOptions(Topology Topology)
{
    public const string Usage =
        """
        usage: load [--topology NAME] [--rate N] [--steps N] [--seconds N] [--seed N] [--repositories N] [--intakes N] [--workers N] [--out DIR]
                    [--acts N | --backlog N]

          --topology NAME    sqlite (one process), or with 2 intakes and 4 workers postgresql, postgresql+rabbitmq or postgresql+servicebus
          --rate N           what people do in a second, in the first step (2); each next step doubles it
          --steps N          the most steps (8); the first one that does not keep up is the last
          --seconds N        how long a step lasts (30)
          --seed N           decides the traffic (1)
          --repositories N   the repositories of the organisation (40)
          --intakes N, --workers N   other numbers than those of the topology
          --out DIR          where the table and the plots go (the working directory)
          --acts N           measures what one act costs instead, by so many of each kind at the rate
          --backlog N        measures instead how so many deliveries at once are worked off, and how long a new pull request waits meanwhile
        """;

    public int Rate { get; init; } = 2;

    public int Steps { get; init; } = 8;

    public TimeSpan Lasts { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many acts of each kind measure what one costs; 0 to measure rates.</summary>
    public int Acts { get; init; }

    /// <summary>How many deliveries come at once; 0 to measure rates.</summary>
    public int Backlog { get; init; }

    public int Seed { get; init; } = 1;

    public int Repositories { get; init; } = 40;

    public string Out { get; init; } = ".";

    /// <summary>Reads the command line; null with the problem if it is wrong.</summary>
    public static LoadOptions? Parse(IReadOnlyList<string> arguments, out string problem)
    {
        problem = "";
        var options = new LoadOptions(Topology.All[0]);
        for (var i = 0; i < arguments.Count; i += 2)
        {
            if (i + 1 == arguments.Count || With(options, arguments[i], arguments[i + 1]) is not { } next)
            {
                problem = $"load: '{string.Join(' ', arguments.Skip(i).Take(2))}' is not an option with a valid value.";
                return null;
            }

            options = next;
        }

        return options;
    }

    private static LoadOptions? With(LoadOptions options, string name, string value) => name switch
    {
        "--out" => options with { Out = value },
        "--topology" => Topology.All.FirstOrDefault(t => t.Name == value) is { } topology ? options with { Topology = topology } : null,
        _ => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? WithNumber(options, name, number) : null,
    };

    private static LoadOptions? WithNumber(LoadOptions options, string name, int number) => name switch
    {
        "--rate" => options with { Rate = number },
        "--steps" => options with { Steps = number },
        "--seconds" => options with { Lasts = TimeSpan.FromSeconds(number) },
        "--acts" => options with { Acts = number },
        "--backlog" => options with { Backlog = number },
        "--seed" => options with { Seed = number },
        "--repositories" => options with { Repositories = number },
        "--intakes" => options with { Topology = options.Topology with { Intakes = number } },
        "--workers" => options with { Topology = options.Topology with { Workers = number } },
        _ => null,
    };
}
