using Automation.Cli.Catalog;
using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Core;
using Automation.GitHub;
using Automation.Jobs.RepositoryWrites;
using Automation.Jobs.Scaffolding.Updating;
using Automation.Jobs.Scaffolding.Waves;
using Automation.Jobs.Waves;
using Automation.Reporting.Model;
using Automation.Templates.Workspaces;

namespace Automation.Cli.Templates;

/// <summary>The options of the command, or the inputs of the action.</summary>
/// <param name="Template">The file of the template.</param>
/// <param name="Catalog">The folder of the stitched catalog.</param>
/// <param name="Token">The token; null for none.</param>
internal sealed record WavesInput(string Template, string Catalog, string? Token)
{
    /// <summary>The revision; null for the newest.</summary>
    public string? To { get; init; }

    /// <summary>The refs of the services; none for all.</summary>
    public IReadOnlyList<string> Services { get; init; } = [];

    public IReadOnlyList<string> Waves { get; init; } = [];

    /// <summary>Whether a wave waits for merges.</summary>
    public bool RequiresMerge { get; init; }

    /// <summary>The repository of the issue with the table; null for none.</summary>
    public string? Tracking { get; init; }

    public bool IsDryRun { get; init; }

    /// <summary>Called with the next service, to show progress; null if no one watches.</summary>
    public Action<string>? Progress { get; init; }
}

/// <summary>Updates the services of a template to a revision, for the command and for the action.</summary>
/// <param name="input">What is asked for.</param>
internal sealed class WavesRunner(Terminal terminal, WavesInput input)
{
    /// <summary>Runs the update; an option that makes no sense is a usage error.</summary>
    public async Task<WavesReport> RunAsync()
    {
        using var template = TemplateRepository.At(terminal, input.Template);
        using var host = new GitHubHost(GitHubApi.Of(terminal) ?? throw new UsageException($"{GitHubApi.Unsafe}."), input.Token, TimeProvider.System);
        var request = new WavesRequest(ArtifactInput.Open(terminal, input.Catalog), new TemplateHistory(template.Repository), template.Path)
        {
            To = input.To,
            Services = [.. input.Services.Select(Service)],
            Waves = [.. input.Waves.Select(Wave)],
            RequiresMerge = input.RequiresMerge,
            Tracking = Repository(input.Tracking),
            IsDryRun = input.IsDryRun,
        };
        try
        {
            return await new UpdateServices(request, host, input.Progress).RunAsync(terminal.Cancelled);
        }
        catch (StepException exception)
        {
            throw new UsageException(exception.Message);
        }
    }

    private static EntityRef Service(string text) =>
        EntityRef.TryParse(text, "Component", EntityRef.DefaultNamespace, out var reference, out _) ? reference!
        : throw new UsageException($"'{text}' is not an entity ref: write one such as component:default/orders.");

    private static WaveSelector Wave(string text) =>
        WaveSelector.Parse(text) is not { } selector
            ? throw new UsageException($"'{text}' is not a wave: write NAME=VALUE, such as lifecycle=experimental.")
        : selector.Misspelt is var (name, meant) ? throw new UsageException($"The wave '{text}' selects the label '{name}'; did you mean '{meant}'?")
        : selector;

    private static RepositoryName? Repository(string? named) =>
        named is null ? null
        : RepositoryName.Parse(named) ?? throw new UsageException($"The repository of the table is '{named}': write OWNER/REPO, such as acme/templates.");
}
