using System.Text;
using Automation.Fleet;

namespace Automation.Load;

/// <summary>Writes what an act costs, and what an organisation of a size needs by that, as Markdown and a plot.</summary>
internal sealed class CostReport(LoadOptions options, Spent idle, IReadOnlyList<ActCost> costs)
{
    private static readonly int[] PullRequestsAnHour = [100, 300, 1_000, 3_000, 10_000, 30_000];

    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.Out);
        var name = Path.Combine(options.Out, $"costs-{options.Topology.Name}");
        await File.WriteAllTextAsync($"{name}.md", Table(), cancellationToken);
        await File.WriteAllTextAsync($"{name}.svg", Needs().ToSvg(), cancellationToken);
    }

    private string Table()
    {
        var text = new StringBuilder();
        text.Append($"# What an act costs: {options.Topology.Name}, {string.Join(", ", options.Topology.Members.Select(m => m.Name))}\n\n");
        text.Append($"{options.Acts} of each, {options.Rate} a second, {options.Repositories} repositories, {Environment.ProcessorCount} cores; ");
        text.Append("without what the fleet uses while nothing happens, which is the last row (for a second).\n\n");
        text.Append("| act | deliveries | calls to GitHub | of them writes | intake, CPU ms | worker, CPU ms | database, CPU ms | ");
        text.Append("transactions | rows written | log KB |\n");
        text.Append("|---|---|---|---|---|---|---|---|---|---|\n");
        foreach (var cost in costs)
        {
            text.Append($"| {Words(cost.Act)} | {cost.Deliveries:0.0} | {Row(cost.Spent)} |\n");
        }

        text.Append($"| nothing, a second | | {Row(idle)} |\n\n");
        text.Append("| pull requests an hour | deliveries a second | calls an hour | worker cores | intake cores | database cores | log MB a second |\n");
        text.Append("|---|---|---|---|---|---|---|\n");
        foreach (var hour in PullRequestsAnHour)
        {
            var need = OrganisationNeed.Of(hour, idle, costs);
            text.Append($"| {hour:#,0} | {need.Deliveries:0.0} | {need.Second.Calls * 3600:#,0} | {need.Second.Work:0.00} | {need.Second.Intake:0.00} | ");
            text.Append($"{need.Second.Database:0.00} | {need.Second.LogBytes / 1e6:0.00} |\n");
        }

        return text.ToString();
    }

    private static string Row(Spent s) =>
        $"{s.Calls:0.0} | {s.Writes:0.0} | {s.Intake * 1000:0.0} | {s.Work * 1000:0.0} | {s.Database * 1000:0.0} | "
        + $"{s.Transactions:0.0} | {s.Rows:0.0} | {s.LogBytes / 1024:0.0}";

    private static string Words(Act act) => act switch
    {
        Act.Open => "a pull request is opened",
        Act.PushToPullRequest => "a push to a pull request",
        _ => "a push to a default branch",
    };

    private Plot Needs()
    {
        var needs = PullRequestsAnHour.Select(h => (Hour: (double)h, Need: OrganisationNeed.Of(h, idle, costs))).ToList();
        PlotLine Line(string name, Func<Spent, double> of) => new(name, [.. needs.Select(n => (n.Hour, Math.Max(of(n.Need.Second), 0.001)))]);
        return new Plot(
            "Cores for an organisation",
            "pull requests opened in an hour",
            "cores, logarithmic",
            [Line("workers", s => s.Work), Line("intakes", s => s.Intake), Line("database", s => s.Database)])
        {
            IsLogarithmic = true,
        };
    }
}

/// <summary>What an organisation uses in a second.</summary>
/// <param name="Deliveries">Deliveries a second.</param>
/// <param name="Second">What they take.</param>
internal sealed record OrganisationNeed(double Deliveries, Spent Second)
{
    // An assumption: people push to a pull request three times before it is merged, and each merge is a push to a default branch.
    private const double PushesToEach = 3;
    private const double SecondsInHour = 3600;

    public static OrganisationNeed Of(double pullRequestsAnHour, Spent idle, IReadOnlyList<ActCost> costs)
    {
        var perSecond = pullRequestsAnHour / SecondsInHour;
        var (deliveries, sum) = (0.0, idle);
        foreach (var cost in costs)
        {
            var times = cost.Act is Act.PushToPullRequest ? perSecond * PushesToEach : perSecond;
            deliveries += cost.Deliveries * times;
            sum += cost.Spent * times;
        }

        return new OrganisationNeed(deliveries, sum);
    }
}
