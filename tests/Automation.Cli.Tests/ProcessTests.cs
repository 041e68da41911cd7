using System.Runtime.InteropServices;
using System.Text;
using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests;

/// <summary>What only a process has: bytes, pipes, signals. Few, because each takes a while to start.</summary>
public sealed class ProcessTests : IDisposable
{
    private const int Interrupt = 2;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Exit_codes_reach_the_shell()
    {
        _folder.With("good.yaml", Descriptors.Sound).With("bad.yaml", Descriptors.Refused);

        Shell("automation validate good.yaml; echo $?; automation validate bad.yaml; echo $?; automation validate gone.yaml; echo $?").Output
            .Split('\n').Where(l => l.Length == 1).ShouldBe(["0", "1", "2"]);
    }

    [Fact]
    public void Standard_input_and_output_are_utf_8_in_any_locale()
    {
        _folder.With("in.yaml", Descriptors.Refused.Replace("the orders", "die Bestellungen für Ångström 🚀", StringComparison.Ordinal));

        var outcome = Shell("LC_ALL=C automation validate - < in.yaml").Ends(1);

        outcome.Output.ShouldContain("für Ångström 🚀");
        outcome.Output[0].ShouldBe('-');
        outcome.Output.ShouldNotContain("\r");
    }

    [Fact]
    public void A_reader_that_has_seen_enough_is_no_failure()
    {
        _folder.With(
            "big.yaml",
            string.Concat(Enumerable.Range(0, 2_000).Select(i => $"---\n{Descriptors.Refused.Replace("the orders", $"the {i}", StringComparison.Ordinal)}")));

        var outcome = Shell("automation validate big.yaml | head -n 1").Ends(0);

        outcome.Errors.ShouldBeEmpty();
        outcome.Output.ShouldStartWith("big.yaml  2,000 errors");
    }

    [Fact]
    public void A_full_disk_is_reported_and_ends_with_3()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no /dev/full here.");
        _folder.With("good.yaml", Descriptors.Sound);

        Shell("automation validate good.yaml > /dev/full").Ends(3).Errors.ShouldStartWith("automation: The report could not be written: ");
    }

    [Fact]
    public void Ctrl_c_ends_a_wait_for_standard_input_with_130()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Whether it listens is read from /proc.");
        Assert.SkipWhen(
            Has(File.ReadAllText("/proc/self/status"), "SigIgn:"), "These tests run in the background, where programs are started that ignore Ctrl+C.");
        using var process = AutomationProcess.Start(_folder.Path, "validate", "-");
        process.StandardInput.BaseStream.Write(Encoding.UTF8.GetBytes(Descriptors.Sound));
        process.StandardInput.BaseStream.Flush();

        // A signal before the program listens would end it otherwise; it listens once it has begun to read what was written.
        while (!process.HasExited && File.ReadAllText($"/proc/{process.Id}/status") is var status && !Has(status, "SigCgt:"))
        {
            Thread.Sleep(20);
        }

        Kill(process.Id, Interrupt).ShouldBe(0);

        var outcome = AutomationProcess.Ended(process).Ends(130);
        outcome.Everything.ShouldBeEmpty();
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    // In /proc/PID/status: the signals that have a handler (SigCgt) or are ignored (SigIgn), as a mask.
    private static bool Has(string status, string signals) =>
        status.Split('\n').First(l => l.StartsWith(signals, StringComparison.Ordinal)) is var line
        && (Convert.ToUInt64(line[signals.Length..].Trim(), 16) & (1UL << (Interrupt - 1))) != 0;

    private Outcome Shell(string line)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no POSIX shell.");
        return AutomationProcess.Shell(_folder.Path, line);
    }

    [DllImport("libc", EntryPoint = "kill", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
