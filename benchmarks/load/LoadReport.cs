using System.Text;
using Automation.Fleet;

namespace Automation.Load;

/// <summary>Writes the table as Markdown, and the plots as SVG.</summary>
internal sealed class LoadReport(LoadOptions options, IReadOnlyList<StepResult> steps, IReadOnlyList<UsageSample> samples)
{
    private string Name => $"load-{options.Topology.Name}";

    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.Out);
        await File.WriteAllTextAsync(Path.Combine(options.Out, $"{Name}.md"), Table(), cancellationToken);
        await WriteAsync("latency", Latency(), cancellationToken);
        await WriteAsync("memory", OverTime("Memory, MB", s => s.Megabytes), cancellationToken);
        await WriteAsync("cpu", OverTime("CPU, cores", s => s.Cores), cancellationToken);
    }

    private Task WriteAsync(string what, Plot plot, CancellationToken cancellationToken) =>
        File.WriteAllTextAsync(Path.Combine(options.Out, $"{Name}-{what}.svg"), plot.ToSvg(), cancellationToken);

    private string Table()
    {
        var topology = options.Topology;
        var text = new StringBuilder();
        text.Append($"# Load: {topology.Name}, {string.Join(", ", topology.Members.Select(m => m.Name))}\n\n");
        text.Append($"{Environment.ProcessorCount} cores for all processes, the fake GitHub and the load generator included; ");
        text.Append($"{options.Repositories} repositories; {options.Lasts.TotalSeconds:0} s a step; seed {options.Seed}.\n");
        text.Append("Latencies are p50 / p90 / p99 / max in ms, from the planned time of the delivery.\n\n");
        text.Append("| acts a second | deliveries a second | webhook to 202 | webhook to concluded check | checks | heads without one | refused | ");
        text.Append("done after |");
        text.Append("\n|---|---|---|---|---|---|---|---|\n");
        foreach (var s in steps)
        {
            var drained = s.Drained is { } after ? $"{after:0.0} s" : "not in 3 min";
            text.Append($"| {s.Rate} | {s.PerSecond:0} | {s.Accepts} | {s.Checks} | {s.Checks.Count} | {s.Unchecked} | {s.Failed} | {drained} |\n");
        }

        var sustained = steps.LastOrDefault(s => s.KeepsUp);
        text.Append(sustained is null
            ? "\nNo rate was sustained.\n"
            : $"\nThe highest rate that it keeps up with: {sustained.Rate} acts a second, {sustained.PerSecond:0} deliveries a second.\n");
        text.Append("\n| acts a second |");
        string[] processes = [.. samples.Select(s => s.Process).Distinct()];
        text.Append(string.Concat(processes.Select(p => $" {p}: cores, peak MB |")));
        text.Append($"\n|---|{string.Concat(processes.Select(_ => "---|"))}\n");
        foreach (var s in steps)
        {
            text.Append($"| {s.Rate} |");
            foreach (var process in processes)
            {
                var during = samples.Where(u => u.Process == process && u.At >= s.From && u.At <= s.From + s.Seconds);
                var own = during.DefaultIfEmpty(new UsageSample(0, process, 0, 0)).ToList();
                text.Append($" {own.Average(u => u.Cores):0.00}, {own.Max(u => u.Megabytes):0} |");
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private Plot Latency() => new(
        $"{options.Topology.Name}: latency by rate",
        "acts a second",
        "ms, logarithmic",
        [
            Line("202, p50", s => s.Accepts.At(50)), Line("202, p99", s => s.Accepts.At(99)),
            Line("check, p50", s => s.Checks.At(50)), Line("check, p99", s => s.Checks.At(99)),
        ])
    {
        IsLogarithmic = true,
    };

    private PlotLine Line(string name, Func<StepResult, double> of) => new(name, [.. steps.Select(s => ((double)s.Rate, Math.Max(of(s), 0.1)))]);

    private Plot OverTime(string title, Func<UsageSample, double> of) => new(
        $"{options.Topology.Name}: {title.Split(',')[0]}",
        "s",
        title,
        [.. samples.GroupBy(s => s.Process).Select(g => new PlotLine(g.Key, [.. g.Select(s => (s.At, of(s)))]))]);
}
