using System.CommandLine;
using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Jobs.Health;
using Automation.Reporting.Json;
using Automation.Reporting.Terminal;

namespace Automation.Cli.Health;

/// <summary><c>automation health assess [PATH...]</c>: the health of resources from files, and what is wrong with the workloads among them.</summary>
internal sealed class HealthAssessCommand : ITerminalCommand
{
    // In the order of HealthEngine.
    private static readonly string[] Engines = ["argo", "kstatus"];

    private readonly Argument<string[]> _paths = new("PATH")
    {
        Description = "Files, folders (every .yaml and .yml file below; each folder is a cluster) or - for standard input",
        DefaultValueFactory = _ => ["."],
        Arity = ArgumentArity.ZeroOrMore,
    };
    private readonly Option<string?> _engine =
        new("--engine") { Description = "Whose rules decide the health: argo (default) or kstatus", HelpName = "ENGINE" };
    private readonly Option<string?> _at = TimeOption.Create();

    public Command For(Terminal terminal)
    {
        OptionValues.OneOf(_engine, Engines);
        var command = new Command("assess", "Assess resources from files: health, root causes, who can act, and the next step.") { _paths, _engine, _at };
        var common = new CommonOptions.Definition(command, OutputFormat.Text, OutputFormat.Json, OutputFormat.Jsonl);
        command.SetAction(parsed => Run(parsed, common.Read(parsed), terminal));
        return command;
    }

    private int Run(ParseResult parsed, CommonOptions options, Terminal terminal)
    {
        var engine = (HealthEngine)Math.Max(0, Array.IndexOf(Engines, parsed.GetValue(_engine)));
        var files = StateInputs.Expand(terminal, parsed.GetValue(_paths)!);
        var report = new AssessHealth(engine, TimeOption.Of(parsed.GetValue(_at))).Run(files, terminal.Cancelled);
        report = options.FailOn is { } failOn ? report with { FailOn = CommonOptions.Threshold(failOn) } : report;
        switch (options.Format)
        {
            case OutputFormat.Json:
                new HealthJsonWriter().Write(report, terminal.Output);
                break;
            case OutputFormat.Jsonl:
                new HealthLinesWriter().Write(report, terminal.Output);
                foreach (var part in report.NotChecked)
                {
                    terminal.Warn($"not read: {part.What}: {part.Why}");
                }

                break;
            default:
                new HealthTextWriter(options.ForTerminal(terminal)).Write(report, terminal.Output);
                break;
        }

        return report.HasFailed ? ExitCode.Findings : ExitCode.Fine;
    }
}
