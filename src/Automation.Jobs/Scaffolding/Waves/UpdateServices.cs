using System.Net;
using Automation.Catalog.Artifact;
using Automation.Core;
using Automation.GitHub;
using Automation.GitHub.Access;
using Automation.Jobs.RepositoryWrites;
using Automation.Jobs.Scaffolding.Updating;
using Automation.Jobs.Waves;
using Automation.Reporting.Model;
using Automation.Templates.Workspaces;

namespace Automation.Jobs.Scaffolding.Waves;

/// <summary>The revision, and the services to update.</summary>
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

    public bool IsDryRun { get; init; }
}

/// <summary>
/// Updates all services of a template to a revision: one pull request each, wave by wave. A wave starts when the earlier ones have passed. Each run
/// first reads the state from GitHub, so it continues where the previous one ended.
/// </summary>
/// <param name="request">What to bring.</param>
/// <param name="host">GitHub, with a token that may write to the services.</param>
/// <param name="progress">Receives the next service.</param>
public sealed class UpdateServices(WavesRequest request, GitHubHost host, Action<string>? progress = null)
{
    /// <exception cref="StepException">There is no such template, or no token.</exception>
    public async Task<WavesReport> RunAsync(CancellationToken cancellationToken)
    {
        var target = request.Template.Revision(request.Path, request.To, pin: null);
        var template = request.Template.TemplateAt(target.Commit, request.Path)?.Ref
            ?? throw new StepException($"There is no valid template '{request.Path}' at {target.Tag ?? target.Commit}: 'automation template lint' says why.");
        var found = new FindServices(request.Catalog, host.Names).Run(template, request.Services, request.Waves);
        if (request.Services.Except(found.SelectMany(w => w.Services).Select(s => s.Ref)).ToList() is [_, ..] unknown)
        {
            throw new StepException($"The catalog has no service {string.Join(" or ", unknown)} that was made from {template}.");
        }

        var waves = new List<WaveReport>();
        foreach (var (name, services) in found)
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
            return Row(service, WaveServiceState.Unreachable, $"In the catalog, it does not come from a repository of {string.Join(" or ", host.Names)}.");
        }

        JobAccess? access = null;
        try
        {
            return await OneOfMany.RunAsync(UpdateAsync, reason => Row(service, WaveServiceState.Unreachable, reason), cancellationToken);
        }
        finally
        {
            access?.Dispose();
        }

        async Task<WaveService> UpdateAsync()
        {
            var calls = new RepositoryCalls(repository, host.Connect(null));
            RepositoryAccess Access(RepositoryName present) => (access = host.Access(present)).Repository;
            Task<WaveService> RunAsync() => new UpdateService(request, calls, Access, service, template, target).RunAsync(cancellationToken);
            try
            {
                return await RunAsync();
            }
            catch (GitHubCallException e) when (e.Status == HttpStatusCode.UnprocessableEntity)
            {
                // Another run may have created the branch or the pull request a moment before: then they are found now.
                access?.Dispose();
                return await RunAsync();
            }
        }
    }

    internal static WaveService Row(TemplatedService service, WaveServiceState state, string detail) =>
        new(service.Ref.ToString(), service.Repository?.ToString() ?? "", state, detail) { Owner = service.Owner };
}
