using System.CommandLine;
using Automation.Server.Hosting;
using Automation.Server.Ledger;

namespace Automation.Server.Commands;

/// <summary><c>automation-server deliveries</c>: received deliveries and their results. Works with or without a running server.</summary>
internal sealed class DeliveriesCommand
{
    private const int DefaultMost = 50;
    private const string CommandLine = "command line";

    private readonly Option<string?> _state = new("--state")
    {
        Description = $"Only deliveries in this state: {string.Join(", ", DeliveryState.All)}",
        HelpName = "STATE",
    };
    private readonly Option<string?> _repository = new("--repository") { Description = "Only deliveries of this repository", HelpName = "OWNER/REPOSITORY" };
    private readonly Option<int> _most = new("--limit")
    {
        Description = "The maximum number, newest first",
        HelpName = "N",
        DefaultValueFactory = _ => DefaultMost,
    };
    private readonly FormatOption _format = new();
    private readonly Argument<string> _id = new("ID") { Description = "The delivery's id, as GitHub shows it" };
    private readonly Argument<string[]> _ids = new("ID") { Description = "Deliveries by id", Arity = ArgumentArity.ZeroOrMore };

    public DeliveriesCommand() => _state.Validators.Add(r =>
    {
        if (r.Tokens is [var token] && !DeliveryState.All.Contains(token.Value))
        {
            r.AddError($"--state takes {string.Join(", ", DeliveryState.All)}, not '{token.Value}'.");
        }
    });

    public Command Create(TextWriter output)
    {
        var list = new Command("list", "List the newest deliveries.") { _state, _repository, _most, _format };
        list.SetAction(parsed => List(parsed, Writer(parsed, output)));
        var show = new Command("show", "Show one delivery: what it requested, and its result.") { _id, _format };
        show.SetAction(parsed => Show(parsed, Writer(parsed, output)));
        var replay = new Command("replay", "Process deliveries again, as if they had just arrived.") { _ids, _state };
        replay.SetAction(parsed => Replay(parsed, output));
        return new Command("deliveries", "List, show and replay deliveries.") { list, show, replay };
    }

    private DeliveryWriter Writer(ParseResult parsed, TextWriter output) => new(output, _format.IsJson(parsed));

    private int List(ParseResult parsed, DeliveryWriter writer)
    {
        using var ledger = DataOption.Database(parsed).Open();
        writer.List(Deliveries.List(ledger, parsed.GetValue(_state), parsed.GetValue(_most), parsed.GetValue(_repository)));
        return ServerExitCode.Fine;
    }

    private int Show(ParseResult parsed, DeliveryWriter writer)
    {
        using var ledger = DataOption.Database(parsed).Open();
        var id = parsed.GetValue(_id)!;
        writer.Show(
            Deliveries.Find(ledger, id) ?? throw new SettingsException($"The ledger has no delivery '{id}'; 'automation-server deliveries list' lists all."));
        return ServerExitCode.Fine;
    }

    private int Replay(ParseResult parsed, TextWriter output)
    {
        var ids = parsed.GetValue(_ids)!;
        var state = parsed.GetValue(_state);
        if (ids.Length > 0 == state is not null)
        {
            throw new SettingsException("Specify deliveries by id, or all of one state with --state: 'automation-server deliveries replay --state dead'.");
        }

        using var ledger = DataOption.Database(parsed).Open();
        var unknown = ids.Where(id => Deliveries.Find(ledger, id) is null).ToList();
        if (unknown is [var first, ..])
        {
            throw new SettingsException($"The ledger has no delivery '{first}'; none was replayed.");
        }

        var count = 0;
        foreach (var (batch, some) in (state is not null ? [.. Deliveries.Ids(ledger, state)] : ids).Chunk(Replays.AtOnce).Index())
        {
            if (batch > 0)
            {
                Thread.Sleep(Replays.Pause);
            }

            ledger.Transaction(() => count += Replays.Run(ledger, some, CommandLine, TimeProvider.System.GetUtcNow()));
        }

        output.WriteLine(
            $"{count} {(count == 1 ? "delivery" : "deliveries")} will be processed "
            + $"again{(count < ids.Length ? "; the others are still being processed" : "")}.");
        return ServerExitCode.Fine;
    }
}
