using Automation.Catalog.Artifact;
using Automation.Core;
using Automation.GitHub;
using Automation.GitHub.Access;
using Automation.Jobs.RepositoryWrites;
using Automation.Jobs.Scaffolding.Actions;
using Automation.Jobs.Scaffolding.Updating;
using Automation.Reporting.Model;
using Automation.Templates.Workspaces;

namespace Automation.Jobs.Scaffolding.Waves;

/// <summary>What to bring to which services.</summary>
/// <param name="Catalog">The stitched catalog that has them.</param>
/// <param name="Template">The repository of the template.</param>
/// <param name="Path">The template in it.</param>
public sealed record WavesRequest(StoredCatalog Catalog, TemplateHistory Template, string Path)
{
    /// <summary>The revision; null for the newest.</summary>
    public string? To { get; init; }

    /// <summary>The services; none for all.</summary>
    public IReadOnlyCollection<EntityRef> Services { get; init; } = [];

    /// <summary>The waves, in their order; none for one wave of all services.</summary>
    public IReadOnlyList<WaveSelector> Waves { get; init; } = [];

    /// <summary>Whether a wave passes only when its pull requests are merged or closed.</summary>
    public bool RequiresMerge { get; init; }

    /// <summary>Where the issue with the table is kept; null for none.</summary>
    public RepositoryName? Tracking { get; init; }

    /// <summary>Whether nothing is changed.</summary>
    public bool IsDryRun { get; init; }
}

/// <summary>
/// Brings a revision of a template to all services that were made from it: one pull request each, wave by wave. A wave begins when the ones before it passed.
/// Each run looks at GitHub first, so that the next one goes on from there.
/// </summary>
/// <param name="request">What to bring.</param>
/// <param name="host">GitHub, with a token that may write to the services.</param>
/// <param name="progress">Told which service is next.</param>
public sealed class UpdateServices(WavesRequest request, GitHubHost host, Action<string>? progress = null)
{
    /// <summary>Runs it.</summary>
    /// <exception cref="StepException">There is no such template, or no token.</exception>
    public async Task<WavesReport> RunAsync(CancellationToken cancellationToken)
    {
        var target = request.Template.Revision(request.Path, request.To, pin: null);
        var template = request.Template.TemplateAt(target.Commit, request.Path)?.Ref
            ?? throw new StepException($"There is no valid template '{request.Path}' at {target.Tag ?? target.Commit}: 'automation template lint' says why.");
        var waves = new List<WaveReport>();
        foreach (var (name, services) in new FindServices(request.Catalog, host.Names).Run(template, request.Services, request.Waves))
        {
            var isHeld = waves.Any(w => w.State != WaveState.Passed) && !request.IsDryRun;
            waves.Add(isHeld ? Held(name, services) : await WaveAsync(name, services, template, target.Commit, cancellationToken));
        }

        var report = new WavesReport(template.ToString(), new UpdateRevision(target.Commit, target.Tag), waves) { IsDryRun = request.IsDryRun };
        return request.Tracking is { } repository && !request.IsDryRun && waves.Count > 0
            ? report with { Tracking = await new TrackingIssue(new RepositoryCalls(repository, host.Connect(null))).WriteAsync(report, cancellationToken) }
            : report;
    }

    private static WaveReport Held(string name, IReadOnlyList<TemplatedService> services) => new(
        name, WaveState.Waiting, [.. services.Select(s => Row(s, WaveServiceState.Waiting, ""))]);

    private async Task<WaveReport> WaveAsync(
        string name, IReadOnlyList<TemplatedService> services, EntityRef template, string target, CancellationToken cancellationToken)
    {
        var rows = new List<WaveService>();
        foreach (var service in services)
        {
            progress?.Invoke($"{name}: {service.Ref} ({rows.Count + 1} of {services.Count})");
            rows.Add(await ServiceAsync(service, template, target, cancellationToken));
        }

        var state = rows.Any(r => r.Fails) ? WaveState.Failed
            : rows.Any(r => r.State is WaveServiceState.Pending or WaveServiceState.Planned || (request.RequiresMerge && r.State == WaveServiceState.Open))
                ? WaveState.Running
            : WaveState.Passed;
        return new WaveReport(name, state, [.. rows.OrderByDescending(r => r.Fails)]);
    }

    private async Task<WaveService> ServiceAsync(TemplatedService service, EntityRef template, string target, CancellationToken cancellationToken)
    {
        if (service.Repository is not { } repository)
        {
            return Row(service, WaveServiceState.Unreachable, $"The catalog has it from no repository of {string.Join(" or ", host.Names)}.");
        }

        try
        {
            using var access = host.Access(repository);
            var update = new UpdateService(request, new RepositoryCalls(repository, host.Connect(null)), access.Repository, service, template, target);
            return await update.RunAsync(cancellationToken);
        }
        catch (Exception exception) when (GitHubOutage.IsFailedCall(exception))
        {
            return Row(service, WaveServiceState.Unreachable, GitHubAction.Failure(exception).Message);
        }
        catch (StepException exception)
        {
            return Row(service, WaveServiceState.Unreachable, exception.Message);
        }
    }

    /// <summary>A service in the table.</summary>
    internal static WaveService Row(TemplatedService service, WaveServiceState state, string detail) =>
        new(service.Ref.ToString(), service.Repository?.ToString() ?? "", state, detail) { Owner = service.Owner };
}
