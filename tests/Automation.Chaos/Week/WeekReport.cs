using System.Globalization;
using System.Text;
using Automation.Fleet;

namespace Automation.Chaos.Week;

/// <summary>The tables of a simulated week as Markdown, and its plots as SVG.</summary>
internal sealed class WeekReport(WeekOptions options)
{
    private const int KindsShown = 14;
    private const int SlowestShown = 10;
    private const int HoursInDay = 24;
    private const int PartsOfDay = 8;

    // Nights without anything: from one to five.
    private const int NightBegins = 1;
    private const int NightEnds = 5;

    private readonly List<(double Hour, WeekEvent Event)> _happened = [];

    /// <summary>Something went wrong, or is well again.</summary>
    public void Happened(double hour, WeekEvent what) => _happened.Add((hour, what));

    public async Task WriteAsync(
        RunningFleet fleet, WeekMeasurements measurements, IReadOnlyList<string> violations, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.Out);
        var start = options.Start;
        var calls = (await fleet.GitHub.ReadAsync("/week/calls", cancellationToken)).EnumerateObject().Select(c =>
        {
            var parts = c.Name.Split('|');
            var hour = (int)(DateTimeOffset.Parse($"{parts[0]}:00Z", CultureInfo.InvariantCulture) - start).TotalHours;
            return new HourlyCalls(hour, parts[1], parts[2], c.Value.GetInt32());
        }).ToList();
        var delays = (await fleet.GitHub.ReadAsync("/week/delays", cancellationToken)).EnumerateArray()
            .Select(d => (
                Head: $"{d.GetProperty("head").GetString()} for {d.GetProperty("base").GetString()}",
                Hour: (d.GetProperty("at").GetDateTimeOffset() - start).TotalHours,
                Seconds: d.GetProperty("seconds").GetDouble())).ToList();
        await File.WriteAllTextAsync(Name("md"), Text(measurements, calls, delays, violations), cancellationToken);
        await PlotAsync("memory", "Memory, MB", Lines(measurements.Memory.Where(s => s.Series != "github")), cancellationToken);
        await PlotAsync("disk", "Disk, MB", Lines(measurements.Disk), cancellationToken);
        await PlotAsync("rows", "Rows of the ledger", Lines(measurements.Rows), cancellationToken);
        await PlotAsync("queue", "Deliveries and work that wait, and dead letters", Lines(measurements.Queue), cancellationToken);
        await PlotAsync("calls", "Calls to GitHub in an hour", CallLines(calls), cancellationToken);
        await PlotAsync("delay", "Minutes from a webhook to its check", DelayLines(delays), cancellationToken);
        await File.WriteAllLinesAsync(
            Name("csv"), calls.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Hour},{c.Installation},{c.Kind},{c.Calls}")), cancellationToken);
    }

    private string Name(string ending) => Path.Combine(options.Out, $"week-{options.Topology.Name}.{ending}");

    private Task PlotAsync(string what, string title, IReadOnlyList<PlotLine> lines, CancellationToken cancellationToken) => File.WriteAllTextAsync(
        Path.Combine(options.Out, $"week-{options.Topology.Name}-{what}.svg"),
        new Plot($"{title}: {options.Topology.Name}", $"hours since {options.Day(0)} 00:00", "", lines)
        {
            End = options.Days * HoursInDay,
            Parts = options.Days == 1 ? PartsOfDay : options.Days,
        }.ToSvg(),
        cancellationToken);

    private static List<PlotLine> Lines(IEnumerable<WeekSample> samples) =>
    [
        .. samples.GroupBy(s => s.Series).Where(g => g.Any(s => s.Value > 0)).Select(g => new PlotLine(g.Key, [.. g.Select(s => (s.Hour, s.Value))])),
    ];

    private List<PlotLine> CallLines(List<HourlyCalls> calls)
    {
        // The App's own calls have no installation, and no limit in hours that matters.
        List<PlotLine> lines =
        [
            .. calls.Where(c => !c.Kind.EndsWith(')')).GroupBy(c => c.Installation.Length == 0 ? "App" : $"installation {c.Installation}")
                .OrderByDescending(g => g.Sum(c => c.Calls)).Take(3).Select(g => OfHours(g.Key, g)),
        ];
        lines.Add(OfHours("not modified", calls.Where(c => c.IsNotModified)));
        lines.Add(OfHours("refused, failed", calls.Where(c => c.Fails)));
        lines.Add(new PlotLine("limit", [(0, options.CallsAnHour), (options.Days * HoursInDay, options.CallsAnHour)]));
        return lines;
    }

    private PlotLine OfHours(string name, IEnumerable<HourlyCalls> calls)
    {
        var byHour = calls.GroupBy(c => c.Hour).ToDictionary(g => g.Key, g => g.Sum(c => c.Calls));
        return new PlotLine(name, [.. Enumerable.Range(0, options.Days * HoursInDay).Select(h => ((double)h, (double)byHour.GetValueOrDefault(h)))]);
    }

    private static List<PlotLine> DelayLines(List<(string Head, double Hour, double Seconds)> delays)
    {
        var byHour = delays.GroupBy(d => (int)d.Hour).OrderBy(g => g.Key).ToList();
        return
        [
            new PlotLine("median", [.. byHour.Select(g => ((double)g.Key, Percentile(g.Select(d => d.Seconds), 0.5) / 60))]),
            new PlotLine("slowest", [.. byHour.Select(g => ((double)g.Key, g.Max(d => d.Seconds) / 60))]),
        ];
    }

    private static double Percentile(IEnumerable<double> values, double share)
    {
        var all = values.Order().ToList();
        return all.Count == 0 ? 0 : all[(int)Math.Min(all.Count - 1, all.Count * share)];
    }

    private string Text(
        WeekMeasurements measurements,
        List<HourlyCalls> calls,
        List<(string Head, double Hour, double Seconds)> delays,
        IReadOnlyList<string> violations)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# A week: {options.Topology.Name}, seed {options.Seed}, {options.Repositories} repositories, ");
        text.Append(CultureInfo.InvariantCulture, $"{options.Acts} acts a week, {options.CallsAnHour} calls an hour\n\n");
        text.Append("| day | calls | not modified | refused or failed | peak memory, MB | ledger, MB | delay p50, s | p99, s | max, s | checks |\n");
        text.Append("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
        for (var day = 0; day < options.Days; day++)
        {
            var ofDay = calls.Where(c => c.Hour / HoursInDay == day).ToList();
            var of = delays.Where(d => (int)d.Hour / HoursInDay == day).Select(d => d.Seconds).ToList();
            bool IsOf(WeekSample s) => s.Hour > day * HoursInDay && s.Hour <= (day + 1) * HoursInDay;
            text.Append(CultureInfo.InvariantCulture, $"| {options.Day(day)} | {ofDay.Where(c => !c.Kind.EndsWith(')')).Sum(c => c.Calls)} ");
            text.Append(CultureInfo.InvariantCulture, $"| {ofDay.Where(c => c.IsNotModified).Sum(c => c.Calls)} ");
            text.Append(CultureInfo.InvariantCulture, $"| {ofDay.Where(c => c.Fails).Sum(c => c.Calls)} ");
            var memory = measurements.Memory.Where(s => IsOf(s) && s.Series is not ("github" or "postgresql")).Select(s => s.Value).DefaultIfEmpty(0).Max();
            var ledger = measurements.Disk.Where(s => IsOf(s) && s.Series == "ledger").Select(s => s.Value).LastOrDefault();
            text.Append(CultureInfo.InvariantCulture, $"| {memory:0} | {ledger:0.0} ");
            text.Append(CultureInfo.InvariantCulture, $"| {Percentile(of, 0.5):0} | {Percentile(of, 0.99):0} | {Percentile(of, 1):0} | {of.Count} |\n");
        }

        Kinds(text, "Calls of the week, by kind", calls);
        bool IsWeekend(HourlyCalls c) => options.Day(c.Hour / HoursInDay) is DayOfWeek.Saturday or DayOfWeek.Sunday;
        var nights = calls.Where(c => IsWeekend(c) && c.Hour % HoursInDay is >= NightBegins and < NightEnds).ToList();
        Kinds(text, "Calls of quiet hours: Saturday and Sunday, 01:00 to 05:00, 8 hours", nights);
        text.Append("\n## Files and rows at the end of each day\n\n");
        foreach (var series in measurements.Disk.Concat(measurements.Rows).Concat(measurements.Queue.Where(q => q.Series == "dead")).GroupBy(s => s.Series))
        {
            text.Append(CultureInfo.InvariantCulture, $"- {series.Key}: ");
            var values = series.Where(s => s.Hour % HoursInDay < 0.9).Select(s => s.Value.ToString("0.#", CultureInfo.InvariantCulture));
            text.Append(string.Join(", ", values)).Append('\n');
        }

        text.Append("\n## The slowest checks\n\n");
        foreach (var slow in delays.OrderByDescending(d => d.Seconds).Take(SlowestShown))
        {
            text.Append(CultureInfo.InvariantCulture, $"- {slow.Head}, announced at {slow.Hour:0.00} h: {slow.Seconds:0} s\n");
        }

        text.Append("\n## What happened\n\n");
        foreach (var (hour, what) in _happened)
        {
            text.Append(CultureInfo.InvariantCulture, $"- {hour:0.0} h: {what.Kind} {what.Target}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"\n{violations.Count} violations.\n");
        foreach (var violation in violations)
        {
            text.Append(CultureInfo.InvariantCulture, $"- {violation}\n");
        }

        return text.ToString();
    }

    private static void Kinds(StringBuilder text, string title, List<HourlyCalls> calls)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n## {title}: {calls.Sum(c => c.Calls)}\n\n");
        foreach (var kind in calls.GroupBy(c => c.Kind).OrderByDescending(g => g.Sum(c => c.Calls)).Take(KindsShown))
        {
            text.Append(CultureInfo.InvariantCulture, $"- {kind.Sum(c => c.Calls)} {kind.Key}\n");
        }
    }

    private sealed record HourlyCalls(int Hour, string Installation, string Kind, int Calls)
    {
        public bool IsNotModified => Kind.EndsWith("(not modified)", StringComparison.Ordinal);

        public bool Fails => Kind.EndsWith("(refused)", StringComparison.Ordinal) || Kind.EndsWith("(failed)", StringComparison.Ordinal);
    }
}
