using System.CommandLine;
using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Jobs.Fixing;
using Automation.Jobs.Rules;
using Automation.Reporting.Terminal;

namespace Automation.Cli.Rules;

/// <summary><c>automation explain RULE…</c>: the pages of rules.</summary>
internal sealed class ExplainCommand : ITerminalCommand
{
    private readonly Argument<string[]> _rules = new("RULE")
    {
        HelpName = "RULE",
        Description = "Ids of rules, such as catalog/name-format; the part after the slash is enough",
        Arity = ArgumentArity.OneOrMore,
    };

    public Command For(Terminal terminal)
    {
        _rules.CompletionSources.Add(_ => RuleReference.All.Select(r => new System.CommandLine.Completions.CompletionItem(r.Id)));
        var command = new Command("explain", "Explain rules: why each exists, how to fix findings, an example, and the source.") { _rules };
        var color = ColorOption.AddTo(command);
        command.SetAction(parsed => Run(parsed.GetValue(_rules)!, new RulePageWriter(ColorOption.Options(terminal, parsed.GetValue(color))), terminal));
        return command;
    }

    private static int Run(string[] ids, RulePageWriter writer, Terminal terminal)
    {
        foreach (var rule in ids.SelectMany(Find).ToList())
        {
            writer.Write(rule, [.. FixReference.Of(rule.Id).Select(f => $"{f.Change}.")], terminal.Output);
        }

        return ExitCode.Fine;
    }

    private static List<Rule> Find(string id)
    {
        var found = RuleReference.All.Where(r => r.Id == id).ToList();
        found = found.Count > 0 ? found : [.. RuleReference.All.Where(r => r.Id.EndsWith($"/{id}", StringComparison.Ordinal))];
        if (found.Count > 0)
        {
            return found;
        }

        var closest = DidYouMean.Closest(id, RuleReference.All.Select(r => r.Id))
            ?? DidYouMean.Closest(id, RuleReference.All.Select(r => r.Id[(r.Id.IndexOf('/', StringComparison.Ordinal) + 1)..]));
        throw new UsageException($"There is no rule '{id}'.{(closest is null ? " Run 'automation rules' to list them." : $" Did you mean '{closest}'?")}");
    }
}
