using Automation.GitOps.Rendering;

namespace Automation.Jobs.Tests.GitOps;

/// <summary>A machine without tools.</summary>
internal sealed class AbsentTools : IRenderTools
{
    public IReadOnlyDictionary<RenderTool, string> Versions { get; } = new Dictionary<RenderTool, string>();

    public ToolOutcome Run(ToolRun run, CancellationToken cancellationToken) => new ToolOutcome.Absent("it is not installed here");
}
