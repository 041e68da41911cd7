using Automation.Jobs.Webhooks;
using Automation.Server.Work;
using Microsoft.Extensions.DependencyInjection;

namespace Automation.Server.Tests.Driving;

/// <summary>Stands in for the work on pull requests where a test wants to know what is reported of work that is given up.</summary>
internal sealed class GivesUp(Func<PullRequestItem, CancellationToken, Task<WorkOutcome>> run, Action<string> report) : WorkItemProcessor<PullRequestItem>
{
    /// <summary>Puts it into a server.</summary>
    public static void AddTo(IServiceCollection services, Func<PullRequestItem, CancellationToken, Task<WorkOutcome>> run, Action<string> report) =>
        services.AddKeyedSingleton<WorkItemProcessor>(typeof(PullRequestItem), new GivesUp(run, report));

    /// <inheritdoc/>
    public override Task<WorkOutcome> RunAsync(PullRequestItem item, CancellationToken cancellationToken) => run(item, cancellationToken);

    /// <inheritdoc/>
    public override Task GiveUpAsync(PullRequestItem item, string reason, CancellationToken cancellationToken)
    {
        report(reason);
        return Task.CompletedTask;
    }
}
