using Automation.Git.Repositories;
using Automation.Testing;

namespace Automation.Git.Tests;

public sealed class HostileRepositoryTests : IDisposable
{
    private readonly GitSandbox _sandbox = GitSandbox.Create();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public void A_configuration_that_names_programs_runs_none()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The programs are shell scripts.");
        var marker = _sandbox.Beside("it-ran");
        var from = _sandbox
            .With(".gitattributes", "* filter=evil diff=evil merge=evil\n").With("x", "x").With("y", "y").WithLink("link", "x")
            .Commit();
        foreach (var hook in new[] { "post-checkout", "post-index-change", "fsmonitor-watchman", "reference-transaction", "pre-auto-gc" })
        {
            WithProgram($"hooks/{hook}", marker);
        }

        var program = WithProgram("evil", marker);
        foreach (var key in new[]
        {
            "core.fsmonitor", "core.pager", "core.editor", "core.sshCommand", "core.askPass", "core.gitProxy", "core.alternateRefsCommand",
                "credential.helper", "diff.external",
            "filter.evil.clean", "filter.evil.smudge", "filter.evil.process", "diff.evil.textconv", "diff.evil.command", "merge.evil.driver",
                "uploadpack.packObjectsHook",
            "remote.origin.uploadpack", "alias.log",
        })
        {
            _sandbox.Git("config", key, key == "credential.helper" ? $"!{program}" : program);
        }

        _sandbox.Git("config", "core.hooksPath", _sandbox.Beside("hooks"));
        _sandbox.Git("config", "filter.evil.required", "true");
        _sandbox.Git("config", "remote.origin.url", $"ext::{program}");
        _sandbox.Git("config", "remote.origin.promisor", "true");
        File.AppendAllText(_sandbox.At("x"), "changed");
        File.SetLastWriteTimeUtc(_sandbox.At("y"), DateTime.UnixEpoch);    // So that its content has to be looked at.

        ReadEverything(from);

        File.Exists(marker).ShouldBeFalse();
    }

    [Fact]
    public void The_programs_of_the_test_above_would_have_left_their_mark()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The programs are shell scripts.");
        var marker = _sandbox.Beside("it-ran");
        _sandbox.With("x", "x").Commit();
        _sandbox.Git("config", "core.fsmonitor", WithProgram("evil", marker));

        _sandbox.Git("status");

        File.Exists(marker).ShouldBeTrue();
    }

    [Fact]
    public void Objects_a_promisor_keeps_are_not_fetched()
    {
        _sandbox.With("x", "x").Commit();
        using var clone = _sandbox.Clone("--filter=blob:none", "--no-checkout");
        using var repository = GitRepository.Discover(clone.Path)!;
        var objects = Directory.GetFiles(clone.At(".git"), "*", SearchOption.AllDirectories).Length;

        repository.TreeAt(repository.Head!).Reason("x").ShouldContain("not in this clone");

        Directory.GetFiles(clone.At(".git"), "*", SearchOption.AllDirectories).Length.ShouldBe(objects);
    }

    private void ReadEverything(string from)
    {
        using var repository = GitRepository.Discover(_sandbox.Path)!;
        var tree = repository.TreeAt(repository.Head!);
        foreach (var path in tree.Paths())
        {
            tree.Content(path);
            repository.IsIgnored(path).ShouldBeFalse();
        }

        repository.Resolve("HEAD").ShouldBeOfType<RevisionOutcome.Found>();
        repository.Resolve("none").ShouldBeOfType<RevisionOutcome.NotFound>();
        repository.MergeBase("main").ShouldBeOfType<MergeBaseOutcome.Found>();
        repository.Remote().ShouldBeNull();
        repository.ChangedPaths(new CommitId(from)).ShouldBe(["x"]);
        repository.ChangedPaths(new CommitId(from), repository.Head).ShouldBeEmpty();
    }

    private string WithProgram(string name, string marker)
    {
        var path = _sandbox.Beside(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, $"#!/bin/sh\ntouch '{marker}'\ncat\n");
        PosixCalls.SetMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }
}
