using System.Diagnostics;
using Automation.Cli.Tests.Action;
using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests.Steps;

/// <summary>
/// A job on a runner of GitHub Actions. A step that uses one of the actions gets what the runner gives to the container of an action
/// (https://github.com/actions/runner, <c>ContainerActionHandler</c>): inputs with the defaults of its <c>action.yml</c>, variables, mounted folders, a workspace
/// that belongs to the runner's user. It runs in the images that <c>AUTOMATION_IMAGE</c> and <c>AUTOMATION_GITOPS_IMAGE</c> name (tests/container/run.sh); without
/// them, as the program on this machine.
/// </summary>
internal sealed class ActionRunner : IDisposable
{
    // The user of GitHub's own runners for Linux.
    private const string User = "1001:121";

    private static readonly string[] Engine = (Environment.GetEnvironmentVariable("AUTOMATION_ENGINE") ?? "podman run --rm").Split(' ');

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _context;
    private int _steps;

    /// <summary>Begins a job in a repository.</summary>
    /// <param name="repository">OWNER/REPO.</param>
    /// <param name="api">The address of GitHub's API; null where the step must not call it.</param>
    public ActionRunner(string repository, Uri? api = null)
    {
        Repository = repository;
        var name = repository.Split('/')[1];
        Workspace = Path.Combine(_folder.Path, "_work", name, name);
        foreach (var folder in (string[])[Workspace, .. Mounted.Select(m => m.Host)])
        {
            Directory.CreateDirectory(folder);
        }

        _context = new(StringComparer.Ordinal)
        {
            ["CI"] = "true",
            ["GITHUB_ACTIONS"] = "true",
            ["GITHUB_ACTION"] = "__self",
            ["GITHUB_ACTOR"] = "ada",
            ["GITHUB_API_URL"] = api?.AbsoluteUri.TrimEnd('/') ?? "https://api.github.com",
            ["GITHUB_EVENT_NAME"] = "workflow_dispatch",
            ["GITHUB_JOB"] = "job",
            ["GITHUB_REF"] = "refs/heads/main",
            ["GITHUB_REF_NAME"] = "main",
            ["GITHUB_REF_TYPE"] = "branch",
            ["GITHUB_REPOSITORY"] = repository,
            ["GITHUB_REPOSITORY_OWNER"] = repository.Split('/')[0],
            ["GITHUB_RUN_ATTEMPT"] = "1",
            ["GITHUB_RUN_ID"] = "77",
            ["GITHUB_RUN_NUMBER"] = "7",
            ["GITHUB_SERVER_URL"] = "https://github.com",
            ["GITHUB_TRIGGERING_ACTOR"] = "ada",
            ["GITHUB_WORKFLOW"] = "Catalog",
            ["RUNNER_ARCH"] = "X64",
            ["RUNNER_ENVIRONMENT"] = "github-hosted",
            ["RUNNER_NAME"] = "GitHub Actions 1",
            ["RUNNER_OS"] = "Linux",
        };
        Event("{}");
    }

    /// <summary>The repository of the job.</summary>
    public string Repository { get; }

    /// <summary>The folder of checkouts, on this machine.</summary>
    public string Workspace { get; }

    /// <summary>The token of the job; a step must show it to no one but GitHub.</summary>
    public string Token { get; set; } = "canary-token";

    private IEnumerable<(string Host, string Container)> Mounted =>
    [
        (Path.Combine(_folder.Path, "_work", "_temp"), "/github/runner_temp"),
        (In("_github_home"), "/github/home"),
        (In("_github_workflow"), "/github/workflow"),
        (In("_runner_file_commands"), "/github/file_commands"),
    ];

    /// <summary>Sets a variable of the job's context.</summary>
    public ActionRunner With(string variable, string value)
    {
        _context[variable] = value;
        return this;
    }

    /// <summary>Sets the payload of the event that started the job.</summary>
    public ActionRunner Event(string payload)
    {
        File.WriteAllText(Path.Combine(In("_github_workflow"), "event.json"), payload);
        return this;
    }

    /// <summary>Runs the step <c>uses: OWNER/automation/actions/NAME</c>; an empty name is the action at the root.</summary>
    /// <param name="name">The action.</param>
    /// <param name="with">The inputs that the workflow sets, as <c>action.yml</c> names them.</param>
    public FinishedStep Uses(string name, params (string Input, string Value)[] with)
    {
        var action = DeclaredAction.In(name.Length == 0 ? "" : $"actions/{name}");
        var image = Environment.GetEnvironmentVariable(action.Dockerfile == "Dockerfile" ? "AUTOMATION_IMAGE" : "AUTOMATION_GITOPS_IMAGE");
        var files = (string[])["GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_ENV", "GITHUB_PATH", "GITHUB_STATE"];
        var written = files.ToDictionary(f => f, f => Path.Combine(In("_runner_file_commands"), $"{f.ToLowerInvariant()}_{++_steps}"));
        written.Values.ToList().ForEach(f => File.WriteAllText(f, ""));
        Dictionary<string, string> variables = new(_context, StringComparer.Ordinal)
        {
            ["GITHUB_WORKSPACE"] = Workspace,
            ["GITHUB_EVENT_PATH"] = Path.Combine(In("_github_workflow"), "event.json"),
            ["HOME"] = In("_github_home"),
            ["RUNNER_TEMP"] = Path.Combine(_folder.Path, "_work", "_temp"),
        };
        foreach (var (file, path) in written)
        {
            variables[file] = path;
        }

        foreach (var (input, value) in Inputs(action, with))
        {
            variables[$"INPUT_{input.ToUpperInvariant()}"] = value;
        }

        var clones = Clones();
        var outcome = image is null ? OnThisMachine(action, variables) : InContainer(image, action, variables);
        var step = FinishedStep.Of(outcome, File.ReadAllText(written["GITHUB_OUTPUT"]), File.ReadAllText(written["GITHUB_STEP_SUMMARY"]));
        step.ShouldBeWithinTheLimits().ShouldNotShow(Token);
        step.Outputs.Keys.Except(action.Outputs).ShouldBeEmpty("action.yml does not declare them");
        files[2..].ShouldAllBe(f => new FileInfo(written[f]).Length == 0, "a step that sets variables or paths changes what later steps run");
        Clones().ShouldBe(clones, "later steps must find the checkout as it was");
        return step;
    }

    /// <summary>The text of a file that an output names, as a later step of the job reads it.</summary>
    public string Later(string path) => File.ReadAllText(Path.Combine(Workspace, path));

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    private string In(string folder) => Path.Combine(_folder.Path, "_work", "_temp", folder);

    private IEnumerable<(string Input, string Value)> Inputs(DeclaredAction action, (string Input, string Value)[] with)
    {
        with.Select(w => w.Input).Except(action.Inputs).ShouldBeEmpty("the runner warns of inputs that action.yml does not declare");
        return action.Inputs.Select(i => (i, with.Where(w => w.Input == i).Select(w => w.Value).LastOrDefault() ?? Evaluated(action.Default(i))));
    }

    private string Evaluated(string text) => text switch
    {
        "${{ github.token }}" => Token,
        "${{ github.repository }}" => Repository,
        _ when text.Contains("${{", StringComparison.Ordinal) => throw new NotSupportedException($"What is '{text}'?"),
        _ => text,
    };

    private Outcome OnThisMachine(DeclaredAction action, Dictionary<string, string> variables)
    {
        var run = Run.Automation([.. action.Arguments]).In(Workspace);
        foreach (var (name, value) in variables)
        {
            run.With(name, value);
        }

        return run.Go();
    }

    // The fake GitHub is on the loopback of this machine, so the container shares its network.
    private Outcome InContainer(string image, DeclaredAction action, Dictionary<string, string> variables)
    {
        if (Environment.IsPrivilegedProcess)
        {
            using var chown = Process.Start("chown", ["-R", User, Path.Combine(_folder.Path, "_work")]);
            chown.WaitForExit();
        }

        (string Host, string Container)[] mounted = [.. Mounted, (Workspace, "/github/workspace")];
        string Mapped(string value)
        {
            var (host, container) = mounted.Where(m => value == m.Host || value.StartsWith(m.Host + "/", StringComparison.Ordinal))
                .OrderByDescending(m => m.Host.Length).FirstOrDefault();
            return host is null ? value : container + value[host.Length..];
        }

        return Ended(ProgramProcess.Begin(
            Workspace,
            [
                .. Engine, "--network", "host", "--workdir", "/github/workspace",
                .. mounted.SelectMany(m => new[] { "--volume", $"{m.Host}:{m.Container}" }),
                .. variables.SelectMany(v => new[] { "--env", $"{v.Key}={Mapped(v.Value)}" }),
                image, .. action.Arguments,
            ]));
    }

    private static Outcome Ended(ProcessStartInfo start)
    {
        start.RedirectStandardInput = true;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        return AutomationProcess.Ended(process);
    }

    // What git keeps of the checkouts of the job; a repository that the job made to be written to has no '.git'.
    private List<string> Clones() =>
    [
        .. Directory.EnumerateFiles(Workspace, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
            .Where(f => f.Contains("/.git/", StringComparison.Ordinal))
            .Select(f => $"{f} {new FileInfo(f).Length} {(OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(f))}")
            .Order(StringComparer.Ordinal),
    ];
}
