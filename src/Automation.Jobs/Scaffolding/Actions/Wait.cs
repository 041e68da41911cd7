using System.Globalization;
using System.Text.Json.Nodes;
using Automation.Jobs.Scaffolding.Hosting;
using Automation.Templates.Actions;
using Automation.Templates.Workspaces;

namespace Automation.Jobs.Scaffolding.Actions;

/// <summary><c>debug:wait</c>: waits.</summary>
internal sealed class Wait(ScaffoldHost host) : ITemplateAction
{
    // As in Backstage.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public string Id => "debug:wait";

    /// <inheritdoc/>
    public string Description => "Waits for at most 10 minutes.";

    /// <inheritdoc/>
    public JsonObject InputSchema => ActionSchema.Object(
        ("minutes?", ActionSchema.Number("Minutes.")),
        ("seconds?", ActionSchema.Number("Seconds, in addition.")),
        ("milliseconds?", ActionSchema.Number("Milliseconds, in addition.")));

    /// <inheritdoc/>
    public JsonObject? OutputSchema => null;

    /// <inheritdoc/>
    public bool IsLocal => false;

    /// <inheritdoc/>
    public async Task RunAsync(ActionContext context, CancellationToken cancellationToken)
    {
        var milliseconds = (Number(context, "minutes") * 60_000) + (Number(context, "seconds") * 1_000) + Number(context, "milliseconds");
        if (!(milliseconds <= Longest.TotalMilliseconds))
        {
            throw new StepException($"A step can wait at most {Longest.TotalMinutes:N0} minutes.");
        }

        await Task.Delay(TimeSpan.FromMilliseconds(Math.Max(0, milliseconds)), host.Time, cancellationToken);
    }

    private static double Number(ActionContext context, string name) =>
        context.Input[name] is { } value ? double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture) : 0;
}
