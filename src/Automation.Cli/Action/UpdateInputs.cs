using Automation.Cli.Hosting;
using Automation.Cli.Templates;

namespace Automation.Cli.Action;

/// <summary>The inputs of the action that updates the services of a template.</summary>
internal static class UpdateInputs
{
    /// <summary>The names of the inputs, as <c>actions/update-baseline/action.yml</c> declares them.</summary>
    public static readonly IReadOnlyList<string> Names = ["template", "catalog", "to", "waves", "require-merge", "tracking", "dry-run", "token"];

    /// <summary>Reads the inputs; an invalid value is a usage error.</summary>
    public static WavesInput Read(Terminal terminal)
    {
        string? Input(string name) =>
            Names.Contains(name) ? ActionInputs.Named(terminal, name) : throw new ArgumentException($"The action has no input '{name}'.");

        return new WavesInput(
            Input("template") ?? throw new UsageException("The input 'template' is empty: set it to the file of a template, relative to the workspace."),
            Input("catalog") ?? throw new UsageException("The input 'catalog' is empty: set it to the folder of the stitched catalog."),
            Input("token"))
        {
            To = Input("to"),
            Waves = Input("waves")?.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [],
            RequiresMerge = ActionInputs.Switch("require-merge", Input("require-merge")),
            Tracking = Input("tracking"),
            IsDryRun = ActionInputs.Switch("dry-run", Input("dry-run")),
            Progress = terminal.Output.WriteLine,
        };
    }
}
