using Automation.GitHub;
using Automation.Jobs.Webhooks;
using Automation.Server.Hosting;
using Automation.Server.Ledger;
using Automation.Server.Tests.Driving;
using Automation.Server.Transports;

namespace Automation.Server.Tests.Work;

/// <summary>What is handed to a broker, and when: a few items, chosen fairly.</summary>
public abstract class HandoverTests : IDisposable
{
    private const int Slots = 4;
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 9, 0, 0, TimeSpan.Zero);

    private readonly TemporaryLedger _temporary;
    private readonly LedgerConnection _ledger;
    private readonly FairShares _shares = new(1);

    private protected HandoverTests(LedgerProvider provider)
    {
        _temporary = new TemporaryLedger(provider);
        _ledger = _temporary.Database.Open();
        Workers.Join(_ledger, "w", "home", Slots);
    }

    public void Dispose()
    {
        _ledger.Dispose();
        _temporary.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void One_author_never_fills_the_broker_and_another_is_handed_over_at_once()
    {
        Add(100, "noisy");
        Choose(Now).Count.ShouldBe(Slots - 1);

        Add(1, "mona");

        Choose(Now).ShouldHaveSingleItem().Key.ShouldBe("acme/mona#1");
        Choose(Now).ShouldBeEmpty();
    }

    [Fact]
    public void For_many_authors_each_place_has_one_item_that_waits_for_it()
    {
        foreach (var number in Enumerable.Range(1, 50))
        {
            Add(1, $"author-{number}");
        }

        Choose(Now).Count.ShouldBe(2 * Slots);
    }

    [Fact]
    public void What_the_broker_lost_is_handed_over_again_while_places_are_free()
    {
        Add(1, "mona");
        Choose(Now).ShouldHaveSingleItem().Attempt.ShouldBe(1);

        Choose(Now.AddSeconds(29)).ShouldBeEmpty();
        Choose(Now.AddSeconds(31)).ShouldHaveSingleItem().Attempt.ShouldBe(2);
    }

    [Fact]
    public void What_waits_in_the_broker_because_all_places_are_taken_is_not_handed_over_again()
    {
        foreach (var number in Enumerable.Range(1, Slots + 1))
        {
            Add(1, $"author-{number}");
        }

        var handed = Choose(Now);
        foreach (var item in handed.Take(Slots))
        {
            WorkQueue.TakeHanded(_ledger, item.Work, Now, "w").ShouldNotBeNull();
        }

        Choose(Now.AddHours(1)).ShouldBeEmpty();
        WorkQueue.Finish(_ledger, handed[0].Work, DeliveryState.Done, "checked", Now);
        Choose(Now.AddHours(1)).ShouldHaveSingleItem().Work.ShouldBe(handed[^1].Work);
    }

    [Fact]
    public void A_message_that_arrives_twice_or_too_late_starts_nothing()
    {
        Add(1, "mona");
        var item = Choose(Now).ShouldHaveSingleItem();

        WorkQueue.TakeHanded(_ledger, item.Work, Now, "w").ShouldNotBeNull();
        WorkQueue.TakeHanded(_ledger, item.Work, Now, "w").ShouldBeNull();
        WorkQueue.Finish(_ledger, item.Work, DeliveryState.Done, "checked", Now);
        WorkQueue.TakeHanded(_ledger, item.Work, Now, "w").ShouldBeNull();
        WorkQueue.TakeHanded(_ledger, item.Work + 1000, Now, "w").ShouldBeNull();
    }

    [Fact]
    public void An_item_whose_key_is_busy_is_handed_over_again_when_it_is_free()
    {
        Add(1, "mona");
        var first = Choose(Now).ShouldHaveSingleItem();
        WorkQueue.TakeHanded(_ledger, first.Work, Now, "w").ShouldNotBeNull();
        Add(1, "mona");
        Choose(Now).ShouldBeEmpty();
        var waiting = _ledger.Number("SELECT id FROM work WHERE state = 'waiting'");
        _ledger.Execute("UPDATE work SET handed = @now WHERE id = @id", ("@now", Now.ToUnixTimeMilliseconds()), ("@id", waiting));

        WorkQueue.TakeHanded(_ledger, waiting, Now, "w").ShouldBeNull();
        WorkQueue.Finish(_ledger, first.Work, DeliveryState.Done, "checked", Now);

        Choose(Now).ShouldHaveSingleItem().Work.ShouldBe(waiting);
    }

    private List<HandedWork> Choose(DateTimeOffset now) => Handovers.Choose(_ledger, _shares, now);

    private void Add(int pulls, string author)
    {
        foreach (var number in Enumerable.Range(1, pulls))
        {
            var repository = new RepositoryName("acme", author == "noisy" ? $"noisy-{number}" : author);
            var item = new PullRequestItem { Repository = repository, Number = number, InstallationId = 7, HeadSha = "aaaa", Actor = author, Trigger = "test" };
            WorkQueue.Add(_ledger, item, Debounce.Free, Now);
        }
    }
}

public sealed class SqliteHandoverTests() : HandoverTests(LedgerProvider.Sqlite);

public sealed class PostgresHandoverTests() : HandoverTests(LedgerProvider.Postgresql);
