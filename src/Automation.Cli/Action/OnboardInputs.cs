using Automation.Cli.Hosting;
using Automation.Cli.Onboard;
using Automation.Jobs.Onboarding;

namespace Automation.Cli.Action;

/// <summary>The inputs of the action that onboards repositories.</summary>
internal static class OnboardInputs
{
    /// <summary>The names of the inputs, as <c>actions/onboard/action.yml</c> declares them.</summary>
    public static readonly IReadOnlyList<string> Names =
        ["organization", "catalog", "config", "repositories", "exclude", "waves", "require-merge", "max-open", "dry-run", "token"];

    /// <summary>Reads the inputs; an invalid value is a usage error.</summary>
    public static OnboardInput Read(Terminal terminal)
    {
        string? Input(string name) =>
            Names.Contains(name) ? ActionInputs.Named(terminal, name) : throw new ArgumentException($"The action has no input '{name}'.");
        string[] Lines(string name) => Input(name)?.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

        return new OnboardInput(Input("organization"), Input("token"))
        {
            Catalog = Input("catalog"),
            Config = Input("config"),
            Only = Lines("repositories"),
            Exclude = Lines("exclude"),
            Waves = Lines("waves"),
            RequiresMerge = ActionInputs.Switch("require-merge", Input("require-merge")),
            MostOpen = Input("max-open") is not { } most ? OnboardingRequest.UsualMostOpen
                : int.TryParse(most, out var number) ? number
                : throw new UsageException($"The input 'max-open' must be a number, not '{most}'."),
            IsDryRun = ActionInputs.Switch("dry-run", Input("dry-run")),
            Progress = terminal.Output.WriteLine,
        };
    }
}
