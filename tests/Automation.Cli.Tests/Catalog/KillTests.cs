using System.Diagnostics;
using Automation.Cli.Tests.Driving;
using Automation.Core.Trees;
using Automation.Git.Disk;
using Automation.Testing;

namespace Automation.Cli.Tests.Catalog;

/// <summary>
/// The program is killed at some moment. Whichever that is, the catalog is the old or the new one. <c>tests/stress/publish.sh</c> kills more.
/// </summary>
public sealed class KillTests : IDisposable
{
    private const int Kills = 4;
    private const int Components = 300;

    private readonly CatalogSandbox _catalog = new();

    public KillTests()
    {
        for (var i = 0; i < Components; i++)
        {
            _catalog.With("a", $"c-{i}", "round-0");
        }
    }

    public void Dispose() => _catalog.Dispose();

    [Fact]
    public void A_killed_publish_leaves_the_old_or_the_new_branch_and_does_not_block_the_next()
    {
        var whole = Timed(_catalog.Publishing("a"));
        for (var kill = 1; kill <= Kills; kill++)
        {
            ChangeAll(kill);
            var before = _catalog.Tip;

            Kill(_catalog.Publishing("a"), whole * kill / (Kills + 1));

            _catalog.IsSound();
            if (_catalog.Tip != before)
            {
                _catalog.Git("rev-parse", "main~").ShouldBe(before);
                _catalog.Publish(["a"]).Ends(0).Output.ShouldContain("up to date");
            }

            _catalog.Publish(["a"]).Ends(0);
            _catalog.Git("grep", "-l", $"type: round-{kill}", "main", "--", "entities").Split('\n').Length.ShouldBe(Components);
        }
    }

    [Fact]
    public void A_killed_build_leaves_the_old_or_the_new_folder_and_does_not_block_the_next()
    {
        string[] building = ["catalog", "build", "--source", _catalog.Beside("a"), "--out", _catalog.Beside("out")];
        var whole = Timed(building);
        for (var kill = 1; kill <= Kills; kill++)
        {
            var old = Content("out");
            ChangeAll(kill);
            Run.Automation("catalog", "build", "--source", _catalog.Beside("a"), "--out", _catalog.Beside($"new-{kill}")).Go().Ends(0);

            Kill(building, whole * kill / (Kills + 1));

            FolderWriter.Recover(_catalog.Beside("out"));
            var left = Content("out");
            if (left != Content($"new-{kill}"))
            {
                left.ShouldBe(old);
            }

            Run.Automation(building).Go().Ends(0);
            Content("out").ShouldBe(Content($"new-{kill}"));
        }
    }

    private void ChangeAll(int round)
    {
        for (var i = 0; i < Components; i++)
        {
            _catalog.With("a", $"c-{i}", $"round-{round}");
        }
    }

    private static TimeSpan Timed(string[] arguments)
    {
        var since = Stopwatch.GetTimestamp();
        using var process = AutomationProcess.Start(Path.GetTempPath(), arguments);
        AutomationProcess.Ended(process).Ends(0);
        return Stopwatch.GetElapsedTime(since);
    }

    private static void Kill(string[] arguments, TimeSpan after)
    {
        using var process = AutomationProcess.Start(Path.GetTempPath(), arguments);
        process.WaitForExit(after);
        ProgramProcess.Kill(process);
    }

    private string Content(string folder) => string.Join('\n', Directory.EnumerateFiles(_catalog.Beside(folder), "*", SearchOption.AllDirectories)
        .Select(f => (Path: Path.GetRelativePath(_catalog.Beside(folder), f), File: f))
        .Where(f => !f.Path.StartsWith(".automation", StringComparison.Ordinal))
        .OrderBy(f => f.Path, StringComparer.Ordinal)
        .Select(f => $"{f.Path} {BlobId.Of(File.ReadAllBytes(f.File))}"));
}
