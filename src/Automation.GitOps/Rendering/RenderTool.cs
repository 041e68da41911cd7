namespace Automation.GitOps.Rendering;

/// <summary>
/// The tools that render manifests. They read untrusted files, so an implementation runs them without network, credentials or environment, within limits.
/// </summary>
public interface IRenderTools
{
    /// <summary>The version that each installed tool reports, such as <c>kustomize v5.7.1</c>.</summary>
    IReadOnlyDictionary<RenderTool, string> Versions { get; }

    /// <summary>Runs a tool over files of its own. Safe to call side by side.</summary>
    ToolOutcome Run(ToolRun run, CancellationToken cancellationToken);
}

public enum RenderTool
{
    /// <summary><c>kubectl kustomize</c>.</summary>
    Kustomize,

    /// <summary><c>helm template</c>.</summary>
    Helm,
}

/// <summary>One call of a tool.</summary>
/// <param name="Arguments">The arguments; paths are relative to the folder with <paramref name="Files"/>.</param>
/// <param name="Files">The files it gets, and no others, by their paths.</param>
public sealed record ToolRun(RenderTool Tool, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Files);

/// <summary>How a call ended.</summary>
public abstract record ToolOutcome
{
    private ToolOutcome()
    {
    }

    /// <summary>The tool wrote manifests.</summary>
    public sealed record Rendered(string Text) : ToolOutcome;

    /// <summary>The tool rejected its input.</summary>
    /// <param name="Message">Why, in its own words: bounded, with control characters shown, and with no path of this machine.</param>
    public sealed record Failed(string Message) : ToolOutcome;

    /// <summary>The tool was stopped, because it exceeded its limit of time, memory or output.</summary>
    /// <param name="Limit">The limit, such as <c>30 s</c>.</param>
    public sealed record Stopped(string Limit) : ToolOutcome;

    /// <summary>The tool is not installed.</summary>
    public sealed record Absent : ToolOutcome;
}
