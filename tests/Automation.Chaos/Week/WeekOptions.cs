using System.Globalization;
using Automation.Fleet;

namespace Automation.Chaos.Week;

/// <summary>What a simulated week is asked for.</summary>
internal sealed record WeekOptions
{
    public const string Usage =
        """
        usage: chaos --plan week [--topology NAME] [--seed N] [--repositories N] [--first-day N] [--days N] [--acts N] [--calls N] [--faults on|off]
                     [--intakes N] [--workers N] [--keep DIR] [--out DIR]

          --repositories N   the repositories of the organisation (2000); a twentieth as many are of a second one
          --first-day N      the day of the week to begin with, 1 for Monday (1); a later one has the upgrade of Tuesday as well
          --days N           how many days are simulated (7)
          --acts N           what people do in a week: pull requests, pushes, changes of repositories (4000)
          --calls N          how many calls GitHub grants in an hour (5000)
          --faults on|off    whether anything goes wrong (on)
          --proposals on|off whether services are proposed to a GitOps repository: each is rendered by a program, which takes its time (off)
          --out DIR          where the report and its plots go (artifacts/week)

        AUTOMATION_SERVER_BEFORE names the published server of an earlier version: it starts, and is replaced on Tuesday.
        """;

    private const int DaysInWeek = 7;
    private const int PartnerShare = 20;
    private const int LargestSeed = 1_000_000;
    private static readonly DateTimeOffset Monday = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    public Topology Topology { get; init; } = Topology.All[0];

    public int Seed { get; init; } = Random.Shared.Next(LargestSeed);

    public int Repositories { get; init; } = 2000;

    public int FirstDay { get; init; } = 1;

    public int Days { get; init; } = 7;

    /// <summary>When it begins.</summary>
    public DateTimeOffset Start => Monday.AddDays(FirstDay - 1);

    public int Acts { get; init; } = 4000;

    public int CallsAnHour { get; init; } = 5000;

    public bool HasFaults { get; init; } = true;

    public bool HasProposals { get; init; }

    public string? Keep { get; init; }

    public string Out { get; init; } = "artifacts/week";

    /// <summary>The repositories of the second organisation.</summary>
    public int OfPartner => Math.Max(1, Repositories / PartnerShare);

    /// <summary>The command that runs the same plan again.</summary>
    public string Replay =>
        $"dotnet run --project tests/Automation.Chaos -- --plan week --topology {Topology.Name} --seed {Seed} --repositories {Repositories} "
        + $"--first-day {FirstDay} --days {Days} --acts {Acts} --calls {CallsAnHour} --faults {(HasFaults ? "on" : "off")} "
        + $"--proposals {(HasProposals ? "on" : "off")} --intakes {Topology.Intakes} --workers {Topology.Workers}";

    /// <summary>The name of a simulated day, counted from the first.</summary>
    public DayOfWeek Day(int number) => (DayOfWeek)((FirstDay + number) % DaysInWeek);

    /// <summary>Whether the command line asks for a week.</summary>
    public static bool IsAsked(IReadOnlyList<string> arguments) =>
        arguments.Index().Any(a => a.Item == "week" && a.Index > 0 && arguments[a.Index - 1] == "--plan");

    /// <summary>Reads the command line; null with the problem if it is wrong.</summary>
    public static WeekOptions? Parse(IReadOnlyList<string> arguments, out string problem)
    {
        problem = "";
        var options = new WeekOptions();
        for (var i = 0; i < arguments.Count; i += 2)
        {
            if (i + 1 == arguments.Count || With(options, arguments[i], arguments[i + 1]) is not { } next)
            {
                problem = $"chaos: '{string.Join(' ', arguments.Skip(i).Take(2))}' is not an option of the plan 'week' with a valid value.";
                return null;
            }

            options = next;
        }

        return options;
    }

    private static WeekOptions? With(WeekOptions options, string name, string value) => (name, value) switch
    {
        ("--plan", "week") => options,
        ("--keep", _) => options with { Keep = Path.GetFullPath(value) },
        ("--out", _) => options with { Out = value },
        ("--faults", "on" or "off") => options with { HasFaults = value == "on" },
        ("--proposals", "on" or "off") => options with { HasProposals = value == "on" },
        ("--topology", _) => Topology.All.FirstOrDefault(t => t.Name == value) is { } topology ? options with { Topology = OnOneMachine(topology) } : null,
        _ => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? WithNumber(options, name, number) : null,
    };

    // A week is long for six servers on one machine.
    private static Topology OnOneMachine(Topology topology) => topology.Workers == 0 ? topology : topology with { Intakes = 1, Workers = 2 };

    private static WeekOptions? WithNumber(WeekOptions options, string name, int number) => name switch
    {
        "--seed" => options with { Seed = number },
        "--repositories" => options with { Repositories = number },
        "--first-day" when number <= DaysInWeek => options with { FirstDay = number },
        "--days" => options with { Days = number },
        "--acts" => options with { Acts = number },
        "--calls" => options with { CallsAnHour = number },
        "--intakes" => options with { Topology = options.Topology with { Intakes = number } },
        "--workers" => options with { Topology = options.Topology with { Workers = number } },
        _ => null,
    };
}
