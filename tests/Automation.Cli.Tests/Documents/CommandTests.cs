using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests.Documents;

/// <summary>The shell commands of the README and the guide, each block in a fresh copy of what a reader has.</summary>
public sealed partial class CommandTests(DocumentedWorkspace workspace) : IClassFixture<DocumentedWorkspace>
{
    // Blocks that are not run here, by the document and how they begin, with the reason.
    private static readonly (string Document, string Start, string Why)[] NotRun =
    [
        ("README.md", "dotnet run --project", "builds the program and runs all tests: .ci/run runs both lines"),
        ("README.md", "git clone", "clones and builds the program: tests/readme/walk.sh runs it"),
        ("README.md", "dotnet run eng/serve.cs", "serves until it is ended: tests/readme/walk.sh runs it"),
        ("README.md", "dotnet publish src/Automation.Server", "builds the program and asks GitHub"),
        ("docs/guide/command-line.md", "mkdir -p ~/.local/lib ~/.local/bin\ntar", "needs the archive of a release"),
        ("docs/guide/command-line.md", "mkdir -p ~/.local/lib ~/.local/bin\ndotnet publish", "builds the program"),
        ("docs/guide/command-line.md", "dotnet tool install", "needs the package of a release"),
        ("docs/guide/command-line.md", "automation template update", "needs a service and the repository of its template"),
        ("docs/guide/command-line.md", "automation template adopt", "needs a service and the repository of its template"),
        ("docs/guide/command-line.md", "automation template waves", "needs a service and the repository of its template"),
        ("docs/guide/command-line.md", "automation onboard", "asks GitHub"),
        ("docs/guide/command-line.md", "automation gitops propose --all", "asks GitHub"),
        ("docs/guide/editors.md", "tests/editor/run.sh", "needs npm and VS Code"),
        ("docs/guide/gitops.md", "automation gitops propose --all", "asks GitHub"),
        ("docs/guide/gitops.md", "mkdir -p schemas", "asks a cluster"),
        ("docs/guide/template-updates.md", "automation template update", "needs a service and the repository of its template"),
        ("docs/guide/template-updates.md", "export GITHUB_TOKEN", "asks GitHub"),
        ("docs/guide/template-updates.md", "automation template adopt", "needs a service and the repository of its template"),
        ("docs/guide/command-line.md", "GitHub__WebhookSecret=", "needs a running server"),
        ("docs/guide/github-app.md", "OUT/automation-server setup", "asks GitHub"),
        ("docs/guide/github-app.md", "(set -a", "starts the server"),
        ("docs/guide/kubernetes.md", "kubectl create", "asks a cluster"),
        ("docs/guide/kubernetes.md", "helm upgrade", "asks a cluster"),
        ("docs/guide/onboard.md", "export GITHUB_TOKEN", "asks GitHub"),
        ("docs/guide/proofs.md", "dotnet run --project tests/Automation.Chaos", "takes minutes: a short plan is a test of the server"),
        ("docs/guide/proofs.md", "dotnet run -c Release --project benchmarks/load", "takes minutes"),
        ("docs/guide/roll-out.md", "gh repo list", "asks GitHub"),
        ("docs/guide/roll-out.md", "automation onboard", "asks GitHub"),
        ("docs/guide/server.md", "dotnet publish", "builds the program and asks GitHub"),
        ("docs/guide/server.md", "useradd", "changes the machine"),
        ("docs/guide/server.md", "install -m 600", "needs a container engine"),
        ("docs/guide/server.md", "automation-server deliveries", "needs the server's data"),
        ("docs/guide/server.md", "automation-server audit", "needs the server's data"),
        ("docs/guide/server.md", "automation-server backup", "needs the server's data"),
        ("docs/guide/server.md", "automation-server ledger", "needs the server's data"),
        ("docs/guide/templates.md", "export GITHUB_TOKEN", "asks GitHub"),
        ("docs/guide/try-it.md", "dotnet build", "builds the program and starts the server"),
        ("docs/guide/try-it.md", "dotnet publish", "builds the program and asks GitHub"),
        ("docs/guide/try-it.md", "export Sweep__EveryMinutes", "starts the server"),
        ("docs/guide/upgrade.md", "git pull", "builds the program"),
        ("docs/guide/upgrade.md", "OUT/automation-server backup", "needs the server's data"),
        ("docs/guide/upgrade.md", "dotnet publish", "builds the program"),
    ];

    public static TheoryData<string, string> Blocks { get; } =
        [.. All.Where(b => !NotRun.Any(n => Is(b, n))).Select(b => new TheoryDataRow<string, string>(b.Document, b.Code))];

    private static IEnumerable<(string Document, string Code)> All => Document.All
        .Where(d => d.Path == "README.md" || d.Path.StartsWith("docs/guide/", StringComparison.Ordinal)).SelectMany(d => d.Commands.Select(c => (d.Path, c)));

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Every_command_runs_and_none_is_wrong_usage(string document, string code)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The guide's commands are for a POSIX shell.");

        var (codes, errors) = workspace.Run(code);

        codes.Count.ShouldBe(Automation().Count(Comment().Replace(code, "")), $"{document}: not every command was reached.\n{errors}");
        codes.ShouldAllBe(c => c == 0 || c == 1, $"{document}:\n{errors}");
        errors.ShouldNotContain("command not found");
    }

    [Fact]
    public void A_block_finds_nothing_of_the_one_before_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The guide's commands are for a POSIX shell.");
        const string Look = "{ find . -type f -exec cksum {} +; find . -type d; find . -type f -perm -100; } | sort >&2";
        var before = workspace.Run(Look).Errors;

        workspace.Run("rm -rf .git/refs src; echo more >> README.md; chmod +x NEW; touch left; mkdir empty; mv services moved; ln -s moved services");

        workspace.Run(Look).Errors.ShouldBe(before);
        before.ShouldContain("./services/catalog-info.yaml");
    }

    [Fact]
    public void What_is_not_run_is_in_the_documents_and_begins_as_noted() =>
        NotRun.Where(n => !All.Any(b => Is(b, n))).ShouldBeEmpty();

    private static bool Is((string Document, string Code) block, (string Document, string Start, string Why) noted) =>
        block.Document == noted.Document && block.Code.StartsWith(noted.Start, StringComparison.Ordinal);

    [GeneratedRegex(@"(?<=^|\| |&& |; )automation ", RegexOptions.Multiline)]
    private static partial Regex Automation();

    [GeneratedRegex(@"(^| )#.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();
}

/// <summary>
/// What the guide takes for granted: a clone of this repository, the repositories of an organisation beside it, their catalog, and
/// <c>automation</c> on the path.
/// </summary>
public sealed class DocumentedWorkspace : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _copy = new();

    public DocumentedWorkspace()
    {
        var files = Git(Repository.Root, "ls-files", "--cached", "--others", "--exclude-standard", "-z").Split('\0', StringSplitOptions.RemoveEmptyEntries);
        foreach (var file in files.Where(f => f.StartsWith("samples/", StringComparison.Ordinal) && File.Exists(Path.Combine(Repository.Root, f))))
        {
            CopyFile(Path.Combine(Repository.Root, file), At(Path.Combine("automation", file)));
            if (file.Split('/', 4) is ["samples", "acme", var repository, var path])
            {
                CopyFile(Path.Combine(Repository.Root, file), At(Path.Combine("repositories", repository, path)));
                if (repository is "orders" or "checkout" or "gitops")
                {
                    var folder = repository switch { "orders" => "upstream", "checkout" => "shop", _ => "upstream-gitops" };
                    CopyFile(Path.Combine(Repository.Root, file), At(Path.Combine(folder, path)));
                }
            }
        }

        const string Component = "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: returns}\n"
            + "spec: {type: service, lifecycle: production, owner: ordering, system: \"\"}\n";
        _folder.With("upstream/README.md", "Orders\n").With("upstream/src/Orders.cs", "").With("upstream/NEW", "* @acme/ordering\n")
            .With("upstream/services/catalog-info.yaml", Component).With("organisation.yml", "fail-on: error\n").With("home/.keep", "")
            .With("catalog/catalog-sources.yml", "sources:\n  - directory: ../repositories/*\n");
        foreach (var repository in new[] { "automation", "upstream", "upstream-gitops", "shop" })
        {
            Commit(At(repository));
        }

        Git(_folder.Path, "clone", "--quiet", "upstream", "orders");
        Git(_folder.Path, "clone", "--quiet", "upstream-gitops", "gitops");
        Git(At("gitops"), "remote", "set-url", "origin", "https://github.com/acme/gitops");
        Git(_folder.Path, "init", "--quiet", "--bare", "--initial-branch=main", "catalog.git");
        Driving.Run.Automation("catalog", "build", "--out", At("catalog")).Go().Ends(0);
        Commit(At("catalog"));
        Commit(At("catalog"));
    }

    /// <summary>Runs a block in a fresh copy, and returns how each <c>automation</c> in it ended, and what was written to standard error.</summary>
    internal (IReadOnlyList<int> Codes, string Errors) Run(string code)
    {
        Renew(_folder.Path, _copy.Path);
        var folder = code.Contains("samples/", StringComparison.Ordinal) ? "automation"
            : code.Contains(" repositories", StringComparison.Ordinal) ? ""
            : code.Contains("automation gitops ", StringComparison.Ordinal) ? "gitops"
            : "orders";
        var script = $"{AutomationProcess.ShellFunction($"local code=$?; echo $code >> '{InCopy("codes")}'; return $code;")}\n{code}\n";
        using var shell = Start("bash", InCopy(folder), "-c", script);
        shell.StandardInput.Close();
        var output = shell.StandardOutput.ReadToEndAsync();
        var errors = shell.StandardError.ReadToEndAsync();
        if (!shell.WaitForExit(Patience))
        {
            shell.Kill(entireProcessTree: true);
            throw new TimeoutException($"The commands did not end: {code}");
        }

        output.GetAwaiter().GetResult();
        var codes = File.Exists(InCopy("codes")) ? File.ReadAllLines(InCopy("codes")) : [];
        return ([.. codes.Select(c => int.Parse(c, CultureInfo.InvariantCulture))], errors.GetAwaiter().GetResult());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _copy.Dispose();
        _folder.Dispose();
    }

    private string At(string path) => Path.Combine(_folder.Path, path);

    private string InCopy(string path) => Path.Combine(_copy.Path, path);

    // The copy that the last block may have changed becomes what a new one would be. Most of its thousands of files are as they were: writing all of them again
    // takes longer than the blocks do.
    private static void Renew(string original, string copy)
    {
        var all = new DirectoryInfo(original).EnumerateFileSystemInfos().ToDictionary(e => e.Name, StringComparer.Ordinal);
        foreach (var found in new DirectoryInfo(copy).EnumerateFileSystemInfos().Where(e => !all.TryGetValue(e.Name, out var first) || !IsSame(first, e)))
        {
            if (found is DirectoryInfo { LinkTarget: null } folder)
            {
                folder.Delete(recursive: true);
            }
            else
            {
                File.Delete(found.FullName);
            }
        }

        foreach (var (name, first) in all)
        {
            var path = Path.Combine(copy, name);
            if (first is DirectoryInfo)
            {
                Directory.CreateDirectory(path);
                Renew(first.FullName, path);
            }
            else if (!File.Exists(path))
            {
                File.Copy(first.FullName, path);
            }
        }
    }

    // A copied file keeps its time, and whatever is written afterwards has another one.
    private static bool IsSame(FileSystemInfo one, FileSystemInfo other) =>
        one.GetType() == other.GetType() && one.LinkTarget == other.LinkTarget && one.UnixFileMode == other.UnixFileMode
        && (one is not FileInfo file || (file.Length == ((FileInfo)other).Length && file.LastWriteTimeUtc == other.LastWriteTimeUtc));

    private void Commit(string folder)
    {
        Git(folder, "init", "--quiet", "--initial-branch=main");
        Git(folder, "add", "--all");
        Git(folder, "commit", "--quiet", "--allow-empty", "--message", "A version");
    }

    private static void CopyFile(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Copy(from, to);
    }

    private string Git(string folder, params string[] arguments)
    {
        using var git = Start("git", folder, arguments);
        git.StandardInput.Close();
        var errors = git.StandardError.ReadToEndAsync();
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        git.ExitCode.ShouldBe(0, errors.GetAwaiter().GetResult());
        return output;
    }

    private Process Start(string file, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(n => n.StartsWith("GIT", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["HOME"] = InCopy("home");
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        start.Environment["GIT_AUTHOR_NAME"] = start.Environment["GIT_COMMITTER_NAME"] = "Ada";
        start.Environment["GIT_AUTHOR_EMAIL"] = start.Environment["GIT_COMMITTER_EMAIL"] = "ada@acme.example";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        return Process.Start(start)!;
    }
}
