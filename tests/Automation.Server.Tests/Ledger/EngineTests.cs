using System.Text.Json;
using System.Text.Json.Nodes;
using Automation.GitHub;
using Automation.Jobs.PullRequests;
using Automation.Jobs.Scaffolding.Hosting;
using Automation.Jobs.Webhooks;
using Automation.Server.Hosting;
using Automation.Server.Ledger;
using Automation.Server.Tests.Driving;

namespace Automation.Server.Tests.Ledger;

/// <summary>Every statement of the ledger has the same answer in PostgreSQL as in SQLite.</summary>
public sealed class EngineTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);
    private static readonly SeenRepositories SeenOrders = SeenRepositories.Of(new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "Acme/orders" });
    private static readonly RepositoryName Orders = new("acme", "Orders");

    [Fact]
    public void The_same_calls_have_the_same_answers()
    {
        var expected = Answers(LedgerProvider.Sqlite);

        Answers(LedgerProvider.Postgresql).ShouldBe(expected);
        expected.ShouldContain("Stored");
    }

    private static string Answers(LedgerProvider provider)
    {
        using var temporary = new TemporaryLedger(provider);
        using var ledger = temporary.Database.Open();
        var answers = new List<object?>();
        ledger.Transaction(() => answers.AddRange(OfDeliveries(ledger)));
        ledger.Transaction(() => answers.AddRange(OfWork(ledger)));
        ledger.Transaction(() => answers.AddRange(OfTheFleet(ledger)));
        ledger.Transaction(() => answers.AddRange(OfAudit(ledger)));
        ledger.Transaction(() => answers.AddRange(OfTheRest(ledger)));
        answers.AddRange(OfExpiry(ledger));
        answers.AddRange(OfRuns(temporary.Database));
        return string.Join('\n', answers.Select(a => JsonSerializer.Serialize(a)));
    }

    private static List<object?> OfDeliveries(LedgerConnection ledger)
    {
        var first = new Delivery("a-1", "push", "{}", PackedBody.Of("{}"u8)) { Trace = "00-1" };
        List<object?> answers =
        [
            $"{Deliveries.Store(ledger, first, Now)}",
            $"{Deliveries.Store(ledger, first with { Id = "B-2" }, Now)}",
            $"{Deliveries.Store(ledger, first with { Id = "c-3", Trace = null }, Now)}",
            $"{Deliveries.Store(ledger, first, Now)}",
            $"{Deliveries.Store(ledger, first with { Body = PackedBody.Of("[]"u8) }, Now)}",
            Deliveries.Oldest(ledger, 10, 10_000).ConvertAll(d => d.Id),
        ];
        Deliveries.Ignore(ledger, 1, "nothing to do", "acme/Orders", Now);
        Deliveries.GiveUp(ledger, 2, "unreadable", Now);
        answers.Add($"{Deliveries.Store(ledger, first with { Id = "B-2" }, Now)}");
        Deliveries.GiveUp(ledger, 2, "unreadable", Now);
        ledger.Execute("DELETE FROM payloads WHERE sequence = 3");
        answers.AddRange(
        [
            $"{Deliveries.Store(ledger, first with { Id = "c-3" }, Now)}",
            Deliveries.List(ledger, null, 10, "ACME/orders"),
            Deliveries.List(ledger, DeliveryState.Dead, 10),
            Deliveries.Search(ledger, new DeliverySearch(null, "push", null, "b-", null), long.MaxValue, 0, 10),
            new DeliverySearch(null, null, null, "1", null).Run(ledger).Rows,
            new DeliverySearch(DeliveryState.Ignored, null, "acme/orders", null, null).Run(ledger).Rows,
            new DeliverySearch(null, null, null, null, null) { Seen = SeenOrders }.Run(ledger).Rows,
            Deliveries.Count(ledger, DeliveryState.Ignored, SeenOrders),
            Deliveries.Among(ledger, ["a-1", "B-2"], SeenOrders),
            Deliveries.OfWork(ledger, "ACME/orders", "acme/orders#1", 10),
            Deliveries.Body(ledger, Deliveries.Find(ledger, "a-1")!)?.Size,
            Deliveries.Find(ledger, "A-1"),
            Replays.Run(ledger, ["a-1", "c-3"], "mona", Now),
            Deliveries.Ids(ledger, DeliveryState.Received),
            Deliveries.Count(ledger, DeliveryState.Received),
            Deliveries.OldestPending(ledger),
            EarlierRuns.Of(ledger, 1, 10),
            Readiness.Write(ledger, 1000),
            Readiness.Write(ledger, 10),
            Readiness.Clear(ledger),
        ]);
        return answers;
    }

    private static List<object?> OfWork(LedgerConnection ledger)
    {
        var item = new PullRequestItem { Repository = Orders, Number = 1, InstallationId = 7, HeadSha = "aaaa", Actor = "mona", Trigger = "pull_request.opened" };
        WorkQueue.Add(ledger, 1, item, Debounce.Free, Now, "acme/Orders");
        WorkQueue.Add(ledger, 3, item with { HeadSha = "bbbb" }, Debounce.Free, Now);
        var shares = new FairShares(4);
        var taken = WorkQueue.Take(ledger, shares, Now)!;
        WorkQueue.PutBackFailing(ledger, taken.Id, Now.AddSeconds(9), "GitHub is away", Now);
        var again = WorkQueue.Take(ledger, shares, Now.AddSeconds(9))!;
        var newer = WorkQueue.Add(ledger, item with { HeadSha = "cccc" }, Debounce.Free, Now);
        WorkQueue.PutBack(ledger, again.Id, Now.AddHours(3), "later", counts: true, Now);
        List<object?> answers =
        [
            taken.Item.Deliveries, taken.Traces, again.FailingSince, again.Start, newer, WorkQueue.NextDue(ledger), WorkQueue.HasMisdated(ledger, Now),
            WorkQueue.Waiting(ledger),
        ];
        WorkQueue.MakeMisdatedDue(ledger, Now);
        answers.Add(WorkQueue.Take(ledger, shares, Now)?.Id);
        answers.Add(WorkQueue.Recover(ledger, 3, Now));
        answers.Add(WorkQueue.Take(ledger, shares, Now)?.Id);
        WorkQueue.Finish(ledger, newer, DeliveryState.Done, "checked", Now);
        answers.Add(WorkEvents.Of(ledger, newer, 20));
        answers.Add(Deliveries.List(ledger, null, 10));
        return answers;
    }

    private static List<object?> OfTheFleet(LedgerConnection ledger)
    {
        Workers.Join(ledger, "a", "machine-1", 4);
        ledger.Execute("INSERT INTO workers (id, home, slots, seen) VALUES ('b', 'machine-2', 2, 5)");
        var hour = TimeSpan.FromHours(1);
        List<object?> answers =
        [
            Workers.Slots(ledger), Workers.Has(ledger, "b"), Workers.Renew(ledger, "a"), Workers.Renew(ledger, "c"),
            Turns.WaitOrTake(ledger, "sweep", "b", hour, Now), Turns.WaitOrTake(ledger, "sweep", "a", hour, Now), Turns.Holder(ledger, "sweep"),
            Turns.TryHold(ledger, "analysis", "a"), Turns.TryHold(ledger, "analysis", "b"), Turns.Holder(ledger, "analysis"), Turns.Holder(ledger, "other"),
        ];
        Turns.HandBack(ledger, "sweep", "a", Now.AddMinutes(5));
        Turns.HandBack(ledger, "sweep", "b", Now.AddMinutes(20));
        answers.AddRange(
        [
            Turns.WaitOrTake(ledger, "sweep", "a", hour, Now), Turns.WaitOrTake(ledger, "sweep", "a", TimeSpan.FromMinutes(1), Now),
            Workers.RemoveLost(ledger), Workers.RemoveLost(ledger), Workers.Slots(ledger),
        ]);
        Workers.Leave(ledger, "a");
        answers.AddRange([Turns.Holder(ledger, "analysis"), Turns.TryHold(ledger, "analysis", "c"), Turns.Holder(ledger, "analysis"), Workers.Slots(ledger)]);

        WorkQueue.Add(ledger, new ScaffoldItem { Repository = Orders, InstallationId = 7, Number = 5, Actor = "mona", Trigger = "issues.opened" }, Debounce.Free, Now);
        Workers.Join(ledger, "d", "machine-1", 4);
        var taken = WorkQueue.Take(ledger, new FairShares(1), Now, "d")!;
        answers.AddRange(
        [
            WorkQueue.IsHeld(ledger, taken), WorkQueue.IsHeld(ledger, taken with { Worker = "a" }), WorkQueue.Runs(ledger, taken.Item.Key, "d"),
            WorkQueue.Runs(ledger, taken.Item.Key, "a"), WorkQueue.Recover(ledger, 3, Now),
        ]);
        answers.AddRange(OfHandovers(ledger, item => item with { HeadSha = "dddd" }));
        Workers.Join(ledger, "e", "machine-1", 4);
        answers.AddRange([WorkQueue.Recover(ledger, 3, Now), WorkQueue.IsHeld(ledger, taken), Workers.Has(ledger, "d"), Deliveries.IsReceived(ledger, 1)]);
        return answers;
    }

    private static List<object?> OfHandovers(LedgerConnection ledger, Func<PullRequestItem, PullRequestItem> change)
    {
        foreach (var number in Enumerable.Range(20, 12))
        {
            var item = new PullRequestItem { Repository = Orders, Number = number, InstallationId = 7, HeadSha = "aaaa", Actor = "mona", Trigger = "test" };
            WorkQueue.Add(ledger, change(item), Debounce.Free, Now);
        }

        var shares = new FairShares(1);
        var chosen = Handovers.Choose(ledger, shares, Now);
        List<object?> answers =
        [
            chosen, Handovers.Choose(ledger, shares, Now), Handovers.Key(ledger, chosen[0].Work), Handovers.Key(ledger, 99999),
            WorkQueue.TakeHanded(ledger, 99999, Now, "d")?.Id, WorkQueue.TakeHanded(ledger, chosen[0].Work, Now, "d")?.Start,
            WorkQueue.TakeHanded(ledger, chosen[0].Work, Now, "d")?.Id, Handovers.TakeBack(ledger, chosen.Skip(1).Take(1)),
            WorkQueue.TakeHanded(ledger, chosen[1].Work, Now, "d")?.Id,
            Handovers.Choose(ledger, shares, Now), Handovers.Choose(ledger, shares, Now.AddSeconds(40)),
        ];
        return answers;
    }

    private static List<object?> OfAudit(LedgerConnection ledger)
    {
        var write = new GitHubWrite("check run", Orders, "conclude a check") { Number = 1, Ref = "aaaa" };
        var id = AuditLog.Add(ledger, write, "acme/Orders#1", ["a-1", "c-3"], Now);
        AuditLog.End(ledger, id, null, Now);
        AuditLog.End(ledger, AuditLog.Add(ledger, write with { Number = null, Ref = null }, "catalog", [], Now), "refused", Now);
        return
        [
            id,
            AuditLog.List(ledger, "ACME/orders", Now.AddDays(-1), 10),
            AuditLog.List(ledger, null, null, 2, before: 4),
            AuditLog.List(ledger, null, null, 10, seen: SeenOrders),
            AuditLog.After(ledger, 1, "acme/orders", null, 10),
            AuditLog.Of(ledger, 1, 10),
            AuditLog.HasCommitted(ledger, Orders, "aaaa"),
        ];
    }

    private static List<object?> OfTheRest(LedgerConnection ledger)
    {
        var source = new DirtyRepository(Orders, 1, 2, "main", "one");
        DirtySources.Mark(ledger, source, Now);
        DirtySources.Mark(ledger, source with { HeadSha = "two" }, Now);
        var marked = DirtySources.All(ledger);
        DirtySources.Clear(ledger, marked[0]);

        Redeliveries.Note(ledger, [new(5, "x-1", Now, "push", 502), new(6, "x-2", Now, "push", 502)], 6, Now.AddDays(-3));
        Redeliveries.Note(ledger, [new(4, "x-1", Now, "push", 502), new(8, "x-2", Now, "push", 200), new(9, "a-1", Now, "push", 500)], 9, Now.AddDays(-3));
        var due = Redeliveries.Due(ledger, Now, Now, Now.AddHours(-1), 3);
        Redeliveries.Asked(ledger, "x-1", Now);
        var asked = Redeliveries.Due(ledger, Now, Now, Now.AddHours(-1), 3);
        Redeliveries.NotAsked(ledger, "x-1");

        VerdictStore.Put(ledger, new CheckVerdict(Orders, 1, "aaaa", "failure", "team-a", ["catalog/owner-unknown"], true), Now);
        VerdictStore.Put(ledger, new CheckVerdict(Orders, 1, "bbbb", "success", null, [], false), Now);
        return
        [
            marked.Select(m => (m.Source.Name, m.Mark).ToString()).ToList(), DirtySources.All(ledger).Count,
            due.Select(d => d.ToString()).ToList(), asked.Count, Redeliveries.Due(ledger, Now, Now, Now.AddHours(-1), 3).Count, Redeliveries.ReadUpTo(ledger),
            VerdictStore.Since(ledger, Now.AddDays(-1)),
            VerdictStore.Find(ledger, "ACME/orders", 1),
        ];
    }

    private static List<object?> OfExpiry(LedgerConnection ledger)
    {
        var later = Now.AddDays(500);
        Redeliveries.Forget(ledger, "x-1");
        var (expired, next) = Expiry.Look(ledger, 0, later, later, 10);
        return
        [
            Expiry.Newest(ledger), expired, next, Expiry.Forget(ledger, expired), Expiry.ForgetWork(ledger, 0, later, 10).ToString(),
            Expiry.ForgetAudit(ledger, later, 10), VerdictStore.Forget(ledger, later, 10), Deliveries.List(ledger, null, 10).Count,
        ];
    }

    private static List<object?> OfRuns(LedgerDatabase database)
    {
        using var writer = new LedgerWriter(database, TimeProvider.System);
        using var reader = new LedgerReader(database);
        var created = new CreatedItem("repository", "acme/returns", "https://github.com/acme/returns", null);
        RunRecords.Open(reader, writer, TimeProvider.System, "run-1").Add(new Checkpoint("publish", "repository", JsonValue.Create(1)) { Created = created });
        var found = RunRecords.Open(reader, writer, TimeProvider.System, "run-1").All.Select(c => $"{c.Step} {c.Key} {c.Value} {c.Created}").ToList();
        return [found, writer.RunAsync(l => RunRecords.Forget(l, DateTimeOffset.MaxValue, 10), CancellationToken.None).GetAwaiter().GetResult()];
    }
}
