using System.Runtime.InteropServices;
using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests.Hostile;

/// <summary>Working trees that were made to do harm.</summary>
public sealed class HostileTreeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new TemporaryFolder().With("catalog-info.yaml", Descriptors.Sound);

    [Fact]
    public void Links_in_a_circle_are_not_followed()
    {
        Link("a/loop", "..");
        Link("a/b", "c");
        Link("a/c", "b");

        Run.Automation("check").In(_folder.Path).Go().Ends(0);
        Run.Automation("validate", ".").In(_folder.Path).Go().Ends(0);
        Run.Automation("validate", "a/b").In(_folder.Path).Go().Ends(1).Output.ShouldContain("symbolic link");
    }

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("../../../../../../etc/passwd")]
    [InlineData("/proc/self/environ")]
    [InlineData("/dev/zero")]
    public void A_link_is_not_followed_out_of_the_repository(string target)
    {
        Link("x/catalog-info.yaml", target);

        foreach (var arguments in (string[][])[["check"], ["validate"], ["validate", "x/catalog-info.yaml"], ["validate", "x", "--fix"]])
        {
            var outcome = Run.Automation(arguments).In(_folder.Path).Go().Ends(1);

            outcome.Output.ShouldContain("which points outside the repository");
            outcome.Everything.ShouldNotContain("root:");
        }
    }

    [Fact]
    public void A_folder_that_is_called_like_a_descriptor_is_a_folder()
    {
        _folder.With("x/catalog-info.yaml/catalog-info.yaml", Descriptors.Component("inner"));

        Run.Automation("validate", "--format", "jsonl").In(_folder.Path).Go().Ends(0).Lines.Count.ShouldBe(2);
    }

    [Fact]
    public void A_pipe_is_never_opened()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pipes in folders are POSIX's.");
        Directory.CreateDirectory(Path.Combine(_folder.Path, "x"));
        MakePipe(Path.Combine(_folder.Path, "x/catalog-info.yaml"), 0x1B6).ShouldBe(0);

        foreach (var arguments in (string[][])[["check"], ["validate"], ["validate", "x/catalog-info.yaml"], ["validate", "x", "--fix"]])
        {
            Run.Automation(arguments).In(_folder.Path).Go().Ends(1).Output.ShouldContain("a pipe, a socket or a device");
        }

        Run.Automation("check", "--config", "x/catalog-info.yaml").In(_folder.Path).Go().Ends(2).Errors.ShouldContain("a pipe, a socket or a device");
    }

    [Fact]
    public void Ten_thousand_empty_folders_hold_no_descriptor()
    {
        for (var i = 0; i < 10_000; i++)
        {
            Directory.CreateDirectory(Path.Combine(_folder.Path, $"d{i % 100}", $"e{i}"));
        }

        Run.Automation("check", "--format", "json").In(_folder.Path).Go().Ends(0).Json.GetProperty("files").GetInt32().ShouldBe(1);
    }

    [Fact]
    public void Folders_within_folders_without_end_are_not_entered_and_that_is_reported()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, string.Join('/', Enumerable.Repeat("d", 200))));

        Run.Automation("check").In(_folder.Path).Go().Ends(0).Output.ShouldContain("not checked: the folder d/d/");
        Run.Automation("validate", ".").In(_folder.Path).Go().Ends(0).Errors.ShouldContain("was skipped: it is more than");
    }

    [Fact]
    public void A_file_that_may_not_be_read_is_a_finding()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "Root may read everything.");
#pragma warning disable CA1416 // Skipped there.
        File.SetUnixFileMode(Path.Combine(_folder.Path, "catalog-info.yaml"), UnixFileMode.None);
#pragma warning restore CA1416

        Run.Automation("check").In(_folder.Path).Go().Ends(1).Output.ShouldContain("[catalog/unreadable]");
    }

    public static TheoryData<string> Names { get; } =
    [
        "a\n::error::owned",
        "b\r\n##[error]owned",
        "\u001b[31mred",
        "x\u202Egnp",
        "](http:evil) <img src=x> @acme",
        "%0A::error::owned",
        "`code` | table",
        "--fix",
        "$(id)",
        "a b,c:d",
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_name_is_shown_and_not_obeyed(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such names.");
        name = name.Replace('/', '_');
        _folder.With($"{name}/catalog-info.yaml", Descriptors.Refused);
        foreach (var format in (string[])["text", "json", "jsonl", "sarif", "github", "markdown"])
        {
            var outcome = Run.Automation("check", "--format", format).In(_folder.Path).Go().Ends(1);

            outcome.Everything.ShouldNotContain("\u001b", Case.Sensitive, format);
            outcome.Everything.ShouldNotContain("\r", Case.Sensitive, format);
            outcome.Output.Split('\n')
                .ShouldNotContain(line => line.StartsWith("::error::", StringComparison.Ordinal) || line.StartsWith("##[", StringComparison.Ordinal), format);
            switch (format)
            {
                case "json" or "jsonl":
                    outcome.Findings.ShouldHaveSingleItem().Text("file").ShouldBe($"{name}/catalog-info.yaml");
                    break;
                case "sarif":
                    var uri =
                        outcome.Json.GetProperty("runs")[0].GetProperty("results")[0].GetProperty("locations")[0]
                            .GetProperty("physicalLocation")
                            .GetProperty("artifactLocation")
                            .Text("uri")!;
                    uri.ShouldAllBe(c => char.IsAsciiLetterOrDigit(c) || "-._~%/".Contains(c));
                    Uri.UnescapeDataString(uri).ShouldBe($"{name}/catalog-info.yaml");
                    break;
                case "markdown":
                    var outsideOfCode = string.Concat(outcome.Output.Split("``` ")
                        .Where((_, i) => i % 2 == 0)
                        .Select(part => string.Concat(part.Split('`').Where((_, i) => i % 2 == 0))));
                    outsideOfCode.ShouldNotContain("<img");
                    outsideOfCode.ShouldNotContain("](http:evil)");
                    break;
            }
        }
    }

    [Fact]
    public void A_name_in_an_error_is_shown_and_not_obeyed()
    {
        var name = "x\n::error::owned\u001b[31m";

        foreach (var arguments in (string[][])[
            ["validate", name],
            ["check", name],
            ["check", "--config", name],
            ["check", "--catalog", name],
            ["validate", "-", "--repository", name],
            ["validate", "--format", name],
            [name],
            ["check", "--base", name],
        ])
        {
            var outcome = Run.Automation(arguments).In(_folder.Path).Go().Ends(2);

            outcome.Everything.ShouldNotContain("\u001b");
            outcome.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldAllBe(line => line.StartsWith("automation: ", StringComparison.Ordinal));

            var inAJob = Run.Automation(arguments).In(_folder.Path).With("GITHUB_ACTIONS", "true").Go().Ends(2);
            inAJob.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .ShouldAllBe(
                    line =>
                        line.StartsWith("automation: ", StringComparison.Ordinal) || line.StartsWith("::error title=Automation::", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_folder_that_was_left_out_is_named_without_being_obeyed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such names.");
        Directory.CreateDirectory(Path.Combine(_folder.Path, "x\n::error::owned\u001b[31m", string.Join('/', Enumerable.Repeat("d", 150))));

        var outcome = Run.Automation("validate", ".").In(_folder.Path).Go().Ends(0);

        outcome.Everything.ShouldNotContain("\u001b");
        outcome.Errors.ShouldContain("was skipped");
        outcome.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldAllBe(line => line.StartsWith("automation: ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_git_configuration_of_the_tree_runs_nothing()
    {
        using var git = GitSandbox.Create().With("catalog-info.yaml", Descriptors.Sound);
        git.Commit();
        var mark = git.Beside("ran");
        foreach (var (key, value) in new[]
        {
            ("core.fsmonitor", $"touch {mark}"),
            ("core.hooksPath", "."),
            ("core.sshCommand", $"touch {mark}"),
            ("diff.external", $"touch {mark}"),
            ("filter.x.clean", $"touch {mark}"),
            ("filter.x.smudge", $"touch {mark}"),
            ("core.pager", $"touch {mark}"),
        })
        {
            git.Git("config", key, value);
        }

        git.With(".gitattributes", "*.yaml filter=x\n").With("new/catalog-info.yaml", Descriptors.Component("new"));

        Run.Automation("check", "--base", "HEAD").In(git.Path).Go().Ends(0);
        Run.Automation("validate", "--changed", "HEAD").In(git.Path).Go().Ends(0);

        File.Exists(mark).ShouldBeFalse();
    }

    [Theory]
    [InlineData("[core\n")]
    [InlineData("\0\0\0")]
    [InlineData("[include]\n\tpath = /dev/zero\n")]
    [InlineData("[core]\n\trepositoryformatversion = 99\n")]
    [InlineData("[core]\n\tworktree = /\n")]
    [InlineData("[remote \"origin\"]\n\turl = \"ext::sh -c touch% x\"\n")]
    public void A_broken_git_configuration_is_reported_or_ignored(string config)
    {
        using var git = GitSandbox.Create().With("catalog-info.yaml", Descriptors.Sound);
        git.Commit();
        File.WriteAllText(git.At(".git/config"), config);

        foreach (var arguments in (string[][])[["check"], ["check", "--base", "HEAD"], ["validate"], ["validate", "--changed", "HEAD"]])
        {
            var outcome = Run.Automation(arguments).In(git.Path).Go();
            outcome.ExitCode.ShouldBeOneOf([0, 2, 3], outcome.Everything);
            (outcome.ExitCode == 0 || outcome.Errors.StartsWith("automation: ", StringComparison.Ordinal)).ShouldBeTrue(outcome.Errors);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    private void Link(string path, string target)
    {
        var full = Path.Combine(_folder.Path, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.CreateSymbolicLink(full, target);
    }

    [DllImport("libc", EntryPoint = "mkfifo", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MakePipe([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint mode);
}
