using System.CommandLine;
using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Jobs.Fixing;
using Automation.Jobs.Rules;
using Automation.Reporting.Json;
using Automation.Reporting.Terminal;
using Automation.Reporting.Wording;

namespace Automation.Cli.Rules;

/// <summary><c>automation rules</c>: every rule on one line.</summary>
internal sealed class RulesCommand : ITerminalCommand
{
    public Command For(Terminal terminal)
    {
        var command = new Command("rules", "List all rules with their severity.");
        var format = new Option<string?>("--format") { Description = "The output format: text or jsonl", HelpName = "FORMAT" };
        OptionValues.OneOf(format, ["text", "jsonl"]);
        command.Add(format);
        var color = ColorOption.AddTo(command);
        command.SetAction(parsed => Run(parsed.GetValue(format) == "jsonl", ColorOption.Options(terminal, parsed.GetValue(color)), terminal));
        return command;
    }

    private static int Run(bool asJson, TerminalOptions options, Terminal terminal)
    {
        if (asJson)
        {
            WriteLines(terminal.Output);
        }
        else
        {
            new RuleListWriter(options).Write(RuleReference.All, FixReference.Lists, terminal.Output);
        }

        return ExitCode.Fine;
    }

    private static void WriteLines(TextWriter output)
    {
        using var lines = new JsonOutput(output);
        foreach (var rule in RuleReference.All)
        {
            lines.Json.WriteStartObject();
            lines.Json.WriteString("rule", rule.Id);
            lines.Json.WriteString("severity", rule.Severity.ToString().ToLowerInvariant());
            lines.Json.WriteBoolean("fixable", FixReference.Lists(rule.Id));
            lines.Json.WriteString("title", rule.Title);
            lines.Json.WriteString("page", Product.LinkTo(rule));
            lines.Json.WriteEndObject();
            lines.EndLine();
        }
    }
}
