using Automation.Cli.Tests.Driving;
using Automation.Core.Trees;
using Automation.Git.Branches;
using Automation.Git.Objects;
using Automation.Git.Repositories;
using Automation.Testing;

namespace Automation.Cli.Tests.Catalog;

/// <summary>A publish to a repository on a server.</summary>
public sealed class PublishOverHttpTests : IDisposable
{
    private readonly CatalogSandbox _catalog = new CatalogSandbox().With("a", "one").With("b", "two");
    private readonly GitSandbox _repository = GitSandbox.Create();
    private readonly GitServer _server;

    public PublishOverHttpTests()
    {
        _repository.Git("config", "http.receivepack", "true");
        _repository.Git("config", "receive.denyCurrentBranch", "ignore");
        _server = new GitServer(_repository);
    }

    public void Dispose()
    {
        _server.Dispose();
        _repository.Dispose();
        _catalog.Dispose();
    }

    [Fact]
    public void An_empty_repository_gets_its_first_branch_and_then_more()
    {
        Publish("a").Ends(0).Output.ShouldContain(" to main: 1 entity added.");
        Publish("b").Ends(0).Output.ShouldContain(" to main: 1 entity added.");
        Publish("b").Ends(0).Output.ShouldContain("up to date");

        _repository.Git("rev-list", "--count", "main").ShouldBe("2");
        _repository.Git("fsck", "--full", "--strict").ShouldBeEmpty();
    }

    [Fact]
    public void A_long_history_is_pushed_to_from_its_last_commit()
    {
        for (var i = 0; i < 5; i++)
        {
            _repository.With("README.md", $"{i}").Commit();
        }

        Publish("a").Ends(0);

        _repository.Git("rev-list", "--count", "main").ShouldBe("6");
        _repository.Git("show", "main:README.md").ShouldBe("4");
    }

    [Fact]
    public void The_default_branch_is_the_server_s()
    {
        _repository.Git("checkout", "--quiet", "-b", "trunk");
        _repository.With("README.md", "").Commit();

        Publish("a").Ends(0).Output.ShouldContain(" to trunk: ");
    }

    [Fact]
    public void A_lost_race_is_distinguished_from_a_refusal()
    {
        var test = TestContext.Current.CancellationToken;
        _repository.With("README.md", "0").Commit();
        using var branch = WritableBranches.Open(_server.Address, null, new FetchAccess(new Uri("https://github.example"), "canary"));
        var tip = branch.Read(test);
        var text = new CommitText("Mine", new CommitAuthor("Ada", "ada@acme.example"), DateTimeOffset.UnixEpoch);
        var mine = branch.Commit(tip, [new TreeChange("mine", default(ReadOnlyMemory<byte>))], text, test)!;

        var theirs = new CommitId(_repository.With("theirs", "").Commit());
        branch.Move(tip, mine, test).ShouldBe(new MoveOutcome.Overtaken(theirs));

        _repository.Git("reset", "--quiet", "--hard", tip!.Sha);
        _repository.Git("commit", "--quiet", "--amend", "--message", "Another first one");
        branch.Move(tip, mine, test).ShouldBeOfType<MoveOutcome.Overtaken>("Ours would be no fast-forward.");

        _repository.Git("reset", "--quiet", "--hard", tip.Sha);
        if (OperatingSystem.IsWindows())
        {
            return;     // Hooks are shell scripts.
        }

        File.WriteAllText(_repository.At(".git/hooks/pre-receive"), "#!/bin/sh\nexit 1\n");
        File.SetUnixFileMode(_repository.At(".git/hooks/pre-receive"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Should.Throw<RepositoryException>(() => branch.Move(tip, mine, test)).Message.ShouldContain("could not be pushed");

        File.Delete(_repository.At(".git/hooks/pre-receive"));
        branch.Move(tip, mine, test).ShouldBe(new MoveOutcome.Moved());
        _repository.Git("rev-parse", "main").ShouldBe(mine.Sha);
    }

    [Fact]
    public void A_branch_that_was_put_back_is_not_put_forward_again()
    {
        var test = TestContext.Current.CancellationToken;
        var first = _repository.With("README.md", "0").Commit();
        _repository.With("README.md", "1").Commit();
        using var branch = WritableBranches.Open(_server.Address, null, new FetchAccess(new Uri("https://github.example"), null));
        var tip = branch.Read(test);
        var mine =
            branch.Commit(
                tip,
                [new TreeChange("mine", default(ReadOnlyMemory<byte>))],
                new CommitText("Mine", new CommitAuthor("Ada", "ada@acme.example"), DateTimeOffset.UnixEpoch),
                test)!;

        _repository.Git("reset", "--quiet", "--hard", first);

        branch.Move(tip, mine, test).ShouldBe(new MoveOutcome.Overtaken(new CommitId(first)));
        _repository.Git("rev-parse", "main").ShouldBe(first, "It would have been a fast-forward; the lease is what holds.");
    }

    [Fact]
    public void An_unreachable_server_ends_with_3_and_prints_no_secret()
    {
        var outcome = Run.Automation(
            "catalog",
            "publish",
            "--source",
            _catalog.Beside("a"),
            "--to",
            _server.Address.Replace("http://", "http://user:canary@", StringComparison.Ordinal) + "/nothing")
            .With("GITHUB_TOKEN", "canary-token").Go().Ends(3);

        outcome.Everything.ShouldNotContain("canary");
    }

    private Outcome Publish(string source) => Run.Automation("catalog", "publish", "--source", _catalog.Beside(source), "--to", _server.Address).Go();
}
