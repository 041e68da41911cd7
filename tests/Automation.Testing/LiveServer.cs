using System.Diagnostics;
using System.Text.RegularExpressions;
using Automation.Testing.GitHub;

namespace Automation.Testing;

/// <summary>The server as a process, with the catalog of the samples on a GitHub that is here, and the link that its operator opens.</summary>
public sealed partial class LiveServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly FakeGitHub _gitHub;
    private readonly TemporaryFolder _folder;
    private readonly Process _process;

    private LiveServer(FakeGitHub gitHub, TemporaryFolder folder, Process process, Uri link) =>
        (_gitHub, _folder, _process, Link) = (gitHub, folder, process, link);

    /// <summary>The link, which works once.</summary>
    public Uri Link { get; }

    public Uri Address => new(Link, "/");

    /// <summary>Starts it with the catalog of the samples.</summary>
    public static Task<LiveServer> StartAsync() => StartAsync(
        new TemporaryFolder(), [.. Directory.EnumerateDirectories(Path.Combine(Repository.Root, "samples", "acme")).Order(StringComparer.Ordinal)]);

    /// <summary>Starts it with the catalog of some folders, each a repository.</summary>
    /// <param name="folder">The folder of the server; deleted with it.</param>
    public static async Task<LiveServer> StartAsync(TemporaryFolder folder, params string[] repositories)
    {
        var gitHub = await FakeGitHub.StartAsync();
        var sources = repositories.Select(f => $"  - directory: {f}\n    repository: acme/{Path.GetFileName(f)}\n    documents: true\n    scorecards: true\n");
        folder.With("sources.yml", $"sources:\n{string.Concat(sources)}");
        using (var build = Start(folder.Path, "Automation.Cli", "automation.dll", [], "catalog", "build", "--sources", "sources.yml", "--out", "out"))
        {
            await build.StandardOutput.ReadToEndAsync();
            await build.WaitForExitAsync();
        }

        var catalog = Path.Combine(folder.Path, "out");
        gitHub.Repository("acme/catalog").Commit("main", Directory.EnumerateFiles(catalog, "*", SearchOption.AllDirectories).ToDictionary(
            f => Path.GetRelativePath(catalog, f).Replace('\\', '/'), f => (string?)File.ReadAllText(f)));
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "app.pem"), gitHub.App.PrivateKey);
        var process = Start(
            folder.Path,
            "Automation.Server",
            "automation-server.dll",
            [
                ("GitHub__WebhookSecret", "a secret that only this test has"), ("GitHub__AppId", $"{gitHub.App.Id}"), ("GitHub__PrivateKeyPath", "app.pem"),
                ("GitHub__ApiUrl", gitHub.Url.AbsoluteUri), ("Catalog__Repository", "acme/catalog"), ("Catalog__Follow", "false"),
            ],
            "--urls", "http://127.0.0.1:0", "--data", "data");
        return new LiveServer(gitHub, folder, process, await LinkAsync(process).WaitAsync(Patience));
    }

    public async ValueTask DisposeAsync()
    {
        ProgramProcess.Kill(_process);
        _process.Dispose();
        await _gitHub.DisposeAsync();
        _folder.Dispose();
    }

    // The copy of a program beside the tests lacks what the web server of the tests brings along.
    private static Process Start(string folder, string project, string assembly, (string Name, string Value)[] settings, params string[] arguments)
    {
        var configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        var program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", project, configuration, assembly));
        var start = ProgramProcess.Begin(folder, ["dotnet", program, .. arguments], "GitHub__");
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        return process;
    }

    private static async Task<Uri> LinkAsync(Process process)
    {
        Uri? link = null;
        var output = process.StandardOutput;
        while (link is null && await output.ReadLineAsync() is { } line)
        {
            link = SignIn().Match(line) is { Success: true } found ? new Uri(found.Value) : null;
        }

        // Its log must not fill the pipe.
        _ = Task.Run(async () =>
        {
            while (await output.ReadLineAsync() is not null)
            {
            }
        });
        return link ?? throw new InvalidOperationException("The server ended before it printed a link.");
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/sign-in/link/\S+")]
    private static partial Regex SignIn();
}
