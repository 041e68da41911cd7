using System.Diagnostics;

namespace Automation.GitOps.Tests.Proposals;

/// <summary>The real tool.</summary>
internal sealed class Kubectl
{
    private readonly string _path;

    private Kubectl(string path) => _path = path;

    /// <summary>The tool; null where it is not installed.</summary>
    public static Kubectl? Find() => (Environment.GetEnvironmentVariable("GITOPS_TOOLS") ?? "").Split(Path.PathSeparator)
        .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
        .Where(f => f.Length > 0).Select(f => Path.Combine(f, "kubectl")).FirstOrDefault(File.Exists) is { } path ? new Kubectl(path) : null;

    /// <summary>What it builds of a folder.</summary>
    public string Kustomize(string folder)
    {
        var start = new ProcessStartInfo(_path, ["kustomize", folder]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, error.GetAwaiter().GetResult());
        return output;
    }
}
