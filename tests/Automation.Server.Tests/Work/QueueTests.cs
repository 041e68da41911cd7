using Automation.GitHub;
using Automation.Jobs.Webhooks;
using Automation.Server.Hosting;
using Automation.Server.Ledger;
using Automation.Server.Work;
using Automation.Server.Tests.Driving;

namespace Automation.Server.Tests.Work;

/// <summary>The queue in SQLite.</summary>
public sealed class SqliteQueueTests() : QueueTests(LedgerProvider.Sqlite);

/// <summary>The queue in PostgreSQL.</summary>
public sealed class PostgresQueueTests() : QueueTests(LedgerProvider.Postgresql);

/// <summary>The queue by itself, with a clock that stands still.</summary>
public abstract class QueueTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);

    private readonly TemporaryLedger _temporary;
    private readonly LedgerConnection _ledger;
    private readonly FairShares _shares = new(4);
    private int _count;

    private protected QueueTests(LedgerProvider provider)
    {
        _temporary = new TemporaryLedger(provider);
        _ledger = _temporary.Database.Open();
    }

    [Fact]
    public void The_catalog_starts_at_once_and_then_waits_for_others_to_join()
    {
        Add(new CatalogItem(), Debounce.Catalog, Now);
        var first = WorkQueue.Take(_ledger, _shares, Now).ShouldNotBeNull();

        Add(new CatalogItem(), Debounce.Catalog, Now.AddSeconds(1));
        WorkQueue.Finish(_ledger, first.Id, DeliveryState.Done, "done", Now.AddSeconds(2));
        Add(new CatalogItem(), Debounce.Catalog, Now.AddSeconds(4));
        WorkQueue.Take(_ledger, _shares, Now.AddSeconds(5)).ShouldBeNull();

        var second = WorkQueue.Take(_ledger, _shares, Now.AddSeconds(6)).ShouldNotBeNull();
        second.Item.Deliveries.Count.ShouldBe(2);
        WorkQueue.Finish(_ledger, second.Id, DeliveryState.Done, "done", Now.AddSeconds(6));

        Add(new CatalogItem(), Debounce.Catalog, Now.AddSeconds(12));
        WorkQueue.Take(_ledger, _shares, Now.AddSeconds(12)).ShouldNotBeNull();
    }

    [Fact]
    public void What_was_running_when_the_process_was_killed_waits_again_and_what_keeps_killing_it_is_given_up()
    {
        Add(PullRequest(1), Debounce.Free, Now);

        // The fourth start is there to give it up, and to report that.
        for (var start = 1; start <= 4; start++)
        {
            WorkQueue.Take(_ledger, _shares, Now).ShouldNotBeNull().Start.ShouldBe(start);
            WorkQueue.Recover(_ledger, 3, Now).ShouldBe(1);
        }

        WorkQueue.Take(_ledger, _shares, Now).ShouldBeNull();
        Deliveries.Find(_ledger, "a-1")!.Outcome.ShouldBe("The server stopped 4 times while this was running.");
    }

    [Fact]
    public void What_failed_joins_the_newer_one_that_waits()
    {
        Add(PullRequest(1), Debounce.Free, Now);
        var first = WorkQueue.Take(_ledger, _shares, Now)!;
        Add(PullRequest(1) with { HeadSha = "newer" }, Debounce.Free, Now);
        WorkQueue.Take(_ledger, _shares, Now).ShouldBeNull();

        WorkQueue.PutBack(_ledger, first.Id, Now.AddSeconds(5), "no answer", counts: true, Now);

        WorkQueue.Take(_ledger, _shares, Now).ShouldBeNull();
        var next = WorkQueue.Take(_ledger, _shares, Now.AddSeconds(5)).ShouldNotBeNull();
        next.Item.Deliveries.ShouldBe(["a-1", "a-2"]);
        next.Item.ShouldBeOfType<PullRequestItem>().HeadSha.ShouldBe("newer");
    }

    [Fact]
    public void The_author_with_the_least_running_work_comes_first_and_one_author_never_has_all_workers()
    {
        for (var i = 1; i <= 200; i++)
        {
            Add(PullRequest(i) with { Actor = "Mallory", Repository = new RepositoryName("acme", $"r{i % 7}") }, Debounce.Free, Now);
        }

        Add(PullRequest(1) with { Actor = "ada", Repository = new RepositoryName("acme", "orders") }, Debounce.Free, Now.AddSeconds(1));

        var taken = Taken(4, Now.AddSeconds(2));

        taken.Count(t => t.Actor == "Mallory").ShouldBe(3);
        taken.Take(2).ShouldContain(t => t.Actor == "ada");
    }

    [Fact]
    public void One_repository_never_has_all_workers_even_with_several_authors()
    {
        for (var i = 1; i <= 10; i++)
        {
            Add(PullRequest(i) with { Actor = $"author-{i}" }, Debounce.Free, Now);
        }

        Taken(4, Now).Count.ShouldBe(3);
        Add(PullRequest(1) with { Actor = "author-1", Repository = new RepositoryName("acme", "other") }, Debounce.Free, Now);
        Taken(1, Now).ShouldHaveSingleItem().Repository.Name.ShouldBe("other");
    }

    [Fact]
    public void Each_of_very_many_authors_has_a_turn()
    {
        for (var i = 1; i <= 150; i++)
        {
            Add(PullRequest(i) with { Actor = $"author-{i}", Repository = new RepositoryName("acme", $"r{i}") }, Debounce.Free, Now);
        }

        var authors = new HashSet<string>();
        while (WorkQueue.Take(_ledger, _shares, Now) is { } taken)
        {
            authors.Add(taken.Item.Author);
            WorkQueue.Finish(_ledger, taken.Id, DeliveryState.Done, "done", Now);
        }

        authors.Count.ShouldBe(150);
    }

    [Fact]
    public void A_mark_that_is_set_while_the_catalog_is_rebuilt_stays()
    {
        var source = new DirtyRepository(new RepositoryName("acme", "orders"), 1, 2, "main", "one");
        DirtySources.Mark(_ledger, source, Now);
        var first = DirtySources.All(_ledger).Single();
        DirtySources.Mark(_ledger, source with { HeadSha = "two" }, Now);

        DirtySources.Clear(_ledger, first);
        DirtySources.All(_ledger).Single().Source.ShouldBe(source with { HeadSha = "two" });

        DirtySources.Clear(_ledger, DirtySources.All(_ledger).Single());
        DirtySources.All(_ledger).ShouldBeEmpty();
    }

    [Fact]
    public void Waits_between_attempts_double_and_end()
    {
        var policy = new RetryPolicy(12, new Random(1), TimeSpan.FromSeconds(5));

        var waits = Enumerable.Range(1, 11).Select(start => policy.After(start)!.Value.TotalSeconds).ToList();

        for (var i = 0; i < waits.Count; i++)
        {
            var whole = Math.Min(900, 5 * Math.Pow(2, i));
            waits[i].ShouldBeInRange(whole / 2, whole);
        }

        policy.After(12).ShouldBeNull();
    }

    [Fact]
    public void Waits_during_an_outage_grow_with_it_and_end_after_a_day()
    {
        var policy = new RetryPolicy(1, new Random(1), TimeSpan.FromSeconds(5));

        policy.During(TimeSpan.Zero)!.Value.TotalSeconds.ShouldBeInRange(2.5, 5);
        policy.During(TimeSpan.FromMinutes(4))!.Value.TotalSeconds.ShouldBeInRange(120, 240);
        policy.During(TimeSpan.FromHours(23))!.Value.TotalSeconds.ShouldBeInRange(450, 900);
        policy.During(TimeSpan.FromDays(1)).ShouldBeNull();
        policy.During(TimeSpan.FromDays(-45)).ShouldNotBeNull();
    }

    [Fact]
    public void What_was_put_back_by_a_clock_that_was_ahead_is_due_when_the_clock_is_right_again()
    {
        var ahead = Now.AddDays(45);
        Add(PullRequest(1), Debounce.Free, Now);
        WorkQueue.PutBackFailing(_ledger, WorkQueue.Take(_ledger, _shares, Now)!.Id, ahead.AddMinutes(15), "no answer", ahead);

        WorkQueue.HasMisdated(_ledger, ahead).ShouldBeFalse();
        WorkQueue.HasMisdated(_ledger, Now).ShouldBeTrue();
        WorkQueue.MakeMisdatedDue(_ledger, Now);

        var again = WorkQueue.Take(_ledger, _shares, Now).ShouldNotBeNull();
        again.Start.ShouldBe(1);
        WorkQueue.PutBackFailing(_ledger, again.Id, Now, "no answer", Now);
        WorkQueue.Take(_ledger, _shares, Now)!.FailingSince.ShouldBe(Now);
    }

    [Fact]
    public void A_work_item_keeps_all_it_knows_in_the_ledger()
    {
        var item = PullRequest(1) with
        {
            CommentId = 5,
            Request = Request.Explain,
            BaseRef = "main",
            Actor = "mona",
            InstallationId = 7,
            RepositoryId = 8,
            SupersededHeads = ["a", "b"],
        };

        // Lists are the same where what is in them is.
        var read = WorkItemJson.Read(WorkItemJson.Write(item)).ShouldBeOfType<PullRequestItem>();
        read.ShouldBe(item with { Deliveries = read.Deliveries, SupersededHeads = read.SupersededHeads });
        read.SupersededHeads.ShouldBe(["a", "b"]);
        WorkItemJson.Write(new CatalogItem()).ShouldBe("""{"kind":"catalog"}""");
        WorkItemJson.Read("""{"of a newer version":1,"kind":"catalog"}""").ShouldBeOfType<CatalogItem>();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ledger.Dispose();
        _temporary.Dispose();
        GC.SuppressFinalize(this);
    }

    private List<PullRequestItem> Taken(int count, DateTimeOffset now) =>
        [.. Enumerable.Range(0, count).Select(_ => WorkQueue.Take(_ledger, _shares, now)).OfType<TakenItem>().Select(t => (PullRequestItem)t.Item)];

    private static PullRequestItem PullRequest(int number) =>
        new() { Repository = new RepositoryName("acme", "orders"), Number = number, HeadSha = "head", Trigger = "pull_request.opened" };

    private void Add(WorkItem item, Debounce pace, DateTimeOffset now)
    {
        Deliveries.Store(_ledger, new Delivery($"a-{++_count}", "event", "{}", PackedBody.Of([1])), now).ShouldBe(StoreOutcome.Stored);
        WorkQueue.Add(_ledger, _count, item, pace, now);
    }
}
