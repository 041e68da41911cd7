using System.Text;
using System.Text.Json;
using Automation.Core.Text;
using Automation.GitOps.Rendering;
using Automation.Rendering.Launching;

namespace Automation.Rendering.Tools;

/// <summary>
/// Runs <c>kubectl kustomize</c> and <c>helm template</c>, each call in a scratch folder of its own, confined by a launcher: no network, no environment,
/// nothing to read but its files, and limits of time, memory and output.
/// </summary>
public sealed class RenderTools : IRenderTools, IDisposable
{
    private const int LongestMessage = 2_000;

    private readonly RenderToolPaths _paths;
    private readonly RenderLimits _limits;
    private readonly Lazy<IReadOnlyDictionary<RenderTool, string>> _versions;

    // More at once than there are processors would take memory, and no time less.
    private readonly SemaphoreSlim _free = new(Environment.ProcessorCount);

    /// <summary>Creates it.</summary>
    /// <param name="paths">The programs.</param>
    /// <param name="limits">What each call may use.</param>
    public RenderTools(RenderToolPaths paths, RenderLimits? limits = null)
    {
        (_paths, _limits) = (paths, limits ?? RenderLimits.Default);
        _versions = new Lazy<IReadOnlyDictionary<RenderTool, string>>(ReadVersions);
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<RenderTool, string> Versions => _versions.Value;

    /// <inheritdoc/>
    public ToolOutcome Run(ToolRun run, CancellationToken cancellationToken)
    {
        if (_paths.Why(run.Tool) is { } absent)
        {
            return new ToolOutcome.Absent(absent);
        }

        IReadOnlyList<string> arguments = run.Tool == RenderTool.Kustomize
            ? ["kustomize", .. run.Arguments, .. UsesHelm(run) && _paths.HelmOfKustomize is { } helm ? ["--helm-command", helm] : Array.Empty<string>()]
            : ["template", .. run.Arguments];
        return Run(_paths.Of(run.Tool)!, arguments, run, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _free.Dispose();

    private static bool UsesHelm(ToolRun run) => run.Arguments.Contains(KustomizeOption.EnableHelm, StringComparer.Ordinal);

    private ToolOutcome Run(string tool, IReadOnlyList<string> arguments, ToolRun run, CancellationToken cancellationToken)
    {
        _free.Wait(cancellationToken);
        try
        {
            using var scratch = ScratchFolder.Create(run.Files, run.Links);
            var request = new LaunchRequest
            {
                Scratch = scratch.Path,
                Tool = tool,
                Other = UsesHelm(run) ? _paths.Helm ?? "" : "",
                Arguments = arguments,
                Memory = _limits.Memory,
                Seconds = (int)Math.Ceiling(_limits.Time.TotalSeconds),
                FileSize = _limits.Output,
                MustBeConfined = arguments.Any(a => a.EndsWith("LoadRestrictionsNone", StringComparison.Ordinal)),
            };
            return ChildProcess.Run(_paths.Launcher, request.ToArguments(), _limits.Time, cancellationToken) is { } code
                ? Outcome(code, scratch)
                : new ToolOutcome.Stopped($"{_limits.Time.TotalSeconds:0} s");
        }
        catch (IOException e)
        {
            return new ToolOutcome.Failed($"its files cannot be written: {VisibleText.Of(e.Message, LongestMessage)}");
        }
        finally
        {
            _free.Release();
        }
    }

    private ToolOutcome Outcome(int code, ScratchFolder scratch)
    {
        if (scratch.SizeOf(LaunchRequest.Output) >= _limits.Output)
        {
            return new ToolOutcome.Stopped($"{_limits.Output >> 20} MiB of output");
        }

        if (code == 0)
        {
            return new ToolOutcome.Rendered(Encoding.UTF8.GetString(scratch.Read(LaunchRequest.Output, (int)_limits.Output)));
        }

        // What the runtime of Go says when a limit stops it.
        var said = Encoding.UTF8.GetString(scratch.Read(LaunchRequest.Errors, 64 * 1024));
        return said.Contains("out of memory", StringComparison.Ordinal) || said.Contains("cannot allocate memory", StringComparison.Ordinal)
            ? new ToolOutcome.Stopped($"{_limits.Memory >> 20} MiB of memory")
            : said.Contains("SIGXCPU", StringComparison.Ordinal) ? new ToolOutcome.Stopped($"{_limits.Time.TotalSeconds:0} s")
            : said.Contains("SIGXFSZ", StringComparison.Ordinal) ? new ToolOutcome.Stopped($"a file of {_limits.Output >> 20} MiB")
            : new ToolOutcome.Failed(Message(said, code, scratch));
    }

    private static string Message(string said, int code, ScratchFolder scratch)
    {
        var text = said.Replace($"{scratch.Path}/{LaunchRequest.WorkFolder}/", "", StringComparison.Ordinal)
            .Replace($"{scratch.Path}/{LaunchRequest.WorkFolder}", ".", StringComparison.Ordinal)
            .Replace($"{scratch.Path}/", "", StringComparison.Ordinal)
            .Trim();
        return text.Length == 0 ? $"it ended with the code {code} and no message" : VisibleText.Of(text.ReplaceLineEndings(" "), LongestMessage);
    }

    private Dictionary<RenderTool, string> ReadVersions()
    {
        var versions = new Dictionary<RenderTool, string>();
        var nothing = new ToolRun(RenderTool.Kustomize, [], new Dictionary<string, ReadOnlyMemory<byte>>());
        if (_paths.Why(RenderTool.Kustomize) is null
            && Run(_paths.Kubectl!, ["version", "--client", "--output=json"], nothing, CancellationToken.None) is ToolOutcome.Rendered kubectl)
        {
            versions[RenderTool.Kustomize] = $"kustomize {KustomizeVersion(kubectl.Text)}";
        }

        if (_paths.Why(RenderTool.Helm) is null
            && Run(_paths.Helm!, ["version", "--template={{.Version}}"], nothing, CancellationToken.None) is ToolOutcome.Rendered helm)
        {
            versions[RenderTool.Helm] = $"helm {VisibleText.Of(helm.Text.Trim(), 40)}";
        }

        return versions;
    }

    private static string KustomizeVersion(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return VisibleText.Of(document.RootElement.GetProperty("kustomizeVersion").GetString() ?? "", 40);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return "of kubectl";
        }
    }
}

/// <summary>What one call of a tool may use.</summary>
/// <param name="Time">Time by the clock, and of computing.</param>
/// <param name="Memory">Bytes of data.</param>
/// <param name="Output">Bytes of output.</param>
public sealed record RenderLimits(TimeSpan Time, long Memory, long Output)
{
    /// <summary>The defaults: an application with thousands of objects takes 2 s and 200 MiB.</summary>
    public static RenderLimits Default { get; } = new(TimeSpan.FromSeconds(30), 1L << 30, 32L << 20);
}
