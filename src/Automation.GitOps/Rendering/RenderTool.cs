namespace Automation.GitOps.Rendering;

/// <summary>
/// The tools that render manifests. They read untrusted files: an implementation runs them without network, credentials and environment, in bounds.
/// </summary>
public interface IRenderTools
{
    /// <summary>What each tool says about itself, such as <c>kustomize v5.7.1</c>; a tool that is absent is not in it.</summary>
    IReadOnlyDictionary<RenderTool, string> Versions { get; }

    /// <summary>Runs a tool over files of its own. Safe to call side by side.</summary>
    ToolOutcome Run(ToolRun run, CancellationToken cancellationToken);
}

/// <summary>A tool.</summary>
public enum RenderTool
{
    /// <summary><c>kubectl kustomize</c>.</summary>
    Kustomize,

    /// <summary><c>helm template</c>.</summary>
    Helm,
}

/// <summary>One call of a tool.</summary>
/// <param name="Tool">The tool.</param>
/// <param name="Arguments">Its arguments; paths are relative to the folder with <paramref name="Files"/>.</param>
/// <param name="Files">The files it gets, and no others, by their paths.</param>
public sealed record ToolRun(RenderTool Tool, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Files)
{
    /// <summary>The links it gets, with their texts: each is known to lead to one of the files, or to a folder with some.</summary>
    public IReadOnlyDictionary<string, string> Links { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}

/// <summary>How a call ended.</summary>
public abstract record ToolOutcome
{
    private ToolOutcome()
    {
    }

    /// <summary>It wrote manifests.</summary>
    public sealed record Rendered(string Text) : ToolOutcome;

    /// <summary>It refused its input.</summary>
    /// <param name="Message">Why, in its own words: bounded, with control characters shown, and with no path of this machine.</param>
    public sealed record Failed(string Message) : ToolOutcome;

    /// <summary>It was stopped because it used more time, memory or output than it may.</summary>
    /// <param name="Limit">The limit, such as <c>30 s</c>.</param>
    public sealed record Stopped(string Limit) : ToolOutcome;

    /// <summary>It cannot be run here.</summary>
    /// <param name="Reason">Why, such as that it is not installed.</param>
    public sealed record Absent(string Reason) : ToolOutcome;
}
