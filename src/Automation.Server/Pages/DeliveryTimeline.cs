using Automation.Server.Ledger;

namespace Automation.Server.Pages;

/// <summary>The events of a delivery, in order, from the ledger.</summary>
internal static class DeliveryTimeline
{
    // A delivery that was retried for days is not shown in full.
    private const int Most = 200;

    public static List<Moment> Read(LedgerConnection ledger, DeliveryRow delivery, SeenRepositories seen)
    {
        var moments = new List<Moment> { new(delivery.Received, "received", null, null) };
        foreach (var run in EarlierRuns.Of(ledger, delivery.Sequence, Most))
        {
            moments.AddRange(For(delivery, seen, ledger, run.Work, Run(ledger, run.Looked, run.Work, run.State, run.Outcome, run.Finished)));
            moments.Add(new Moment(
                run.Again, run.Who == EarlierRuns.GitHub ? "delivered again" : "replayed", run.Who == EarlierRuns.GitHub ? null : $"by {run.Who}", null));
        }

        var last = Run(ledger, delivery.Looked, delivery.Work, delivery.State, delivery.Outcome, delivery.Finished);
        moments.AddRange(For(delivery, seen, ledger, delivery.Work, last));
        if (delivery.NextStart is { } next)
        {
            moments.Add(new Moment(next, "next start", "not before this time", null));
        }

        return moments.DistinctBy(m => (m.At, m.What, m.Text)).OrderBy(m => m.At).ToList();
    }

    // Each run had work of its own: an earlier one can have been for several repositories although the last one was not.
    private static IEnumerable<Moment> For(DeliveryRow delivery, SeenRepositories seen, LedgerConnection ledger, long? work, IEnumerable<Moment> run) =>
        seen.AreAll || work is null || delivery.IsOwn(Handovers.Key(ledger, work.Value))
            ? run
            : run.Select(m => m.Text is null ? m : m with { Text = DeliveryRow.Shared });

    private static IEnumerable<Moment> Run(LedgerConnection ledger, DateTimeOffset? looked, long? work, string state, string? outcome, DateTimeOffset? finished)
    {
        if (looked is { } at)
        {
            yield return new Moment(at, "analysed", work is null ? null : "waits as work", null);
        }

        if (work is { } id)
        {
            foreach (var happened in WorkEvents.Of(ledger, id, Most))
            {
                yield return new Moment(happened.At, happened.What, happened.Text, null);
            }

            foreach (var write in AuditLog.Of(ledger, id, Most))
            {
                yield return new Moment(write.At, "wrote", $"{write.What}{(write.Reason is { } reason ? $": {reason}" : "")}", write.Result);
            }
        }
        else if (finished is { } end)
        {
            yield return new Moment(end, "finished", $"{state}: {outcome}", null);
        }
    }
}

/// <summary>An event.</summary>
/// <param name="What">A short description.</param>
/// <param name="Text">Details.</param>
/// <param name="Result">The result of a write.</param>
internal sealed record Moment(DateTimeOffset At, string What, string? Text, string? Result);
