using System.Text.Json.Nodes;
using Automation.GitHub;
using Automation.Jobs.Scaffolding.Hosting;
using Automation.Reporting.Terminal;

namespace Automation.Cli.Templates;

/// <summary>The options of the command, or the inputs of the action, for <see cref="TemplateRunner"/>.</summary>
/// <param name="File">The template, as it is named.</param>
/// <param name="Values">The values of its parameters.</param>
internal sealed record TemplateRunInput(string File, JsonObject Values)
{
    /// <summary>Asks for missing values; null if no one can be asked.</summary>
    public TerminalQuestions? Questions { get; init; }

    /// <summary>Whether the values were named; if not, a person is asked for all of them.</summary>
    public bool NamesValues { get; init; } = true;

    /// <summary>The folder that the files end in, as it is named; null for none.</summary>
    public string? Out { get; init; }

    public bool IsDryRun { get; init; }

    /// <summary>Whether an expression with an error ends the step.</summary>
    public bool IsStrict { get; init; }

    /// <summary>Whether the effects of earlier runs of the same request are forgotten.</summary>
    public bool Restarts { get; init; }

    /// <summary>Whether messages of actions are shown while they run.</summary>
    public bool IsVerbose { get; init; }

    public IReadOnlyDictionary<string, string> Secrets { get; init; } = new Dictionary<string, string>();

    /// <summary>The folder of a stitched catalog.</summary>
    public string? Catalog { get; init; }

    /// <summary>Where the sources of the catalog are declared.</summary>
    public DeclaredSources? Sources { get; init; }

    /// <summary>The GitOps repository; null for none.</summary>
    public RepositoryName? GitOps { get; init; }

    public string? Config { get; init; }

    /// <summary>The token for GitHub.</summary>
    public string? Token { get; init; }
}
