using Automation.Jobs.Scaffolding.Actions;
using Automation.Jobs.Scaffolding.Hosting;
using Automation.Templates.Actions;

namespace Automation.Jobs.Scaffolding;

/// <summary>All actions that templates can use.</summary>
public static class ScaffoldActions
{
    /// <summary>The actions, for what lints or only describes them.</summary>
    public static ActionRegistry Described { get; } = Of(ScaffoldHost.WithoutToken);

    /// <param name="host">What they reach.</param>
    public static ActionRegistry Of(ScaffoldHost host) => new(
    [
        .. ActionRegistry.Local,
        new FetchEntity(host),
        new RegisterEntity(host),
        new Wait(host),
        new PublishRepository(host),
        new ProposePullRequest(host),
        new CreateRepository(host),
        new PushFiles(host),
        new ProtectBranch(host),
        new CreateEnvironment(host),
        new CreateWebhook(host),
        new CreateIssue(host),
        new LabelIssue(host),
        new DispatchWorkflow(host),
    ]);

    /// <summary>Whether an action changes something on GitHub.</summary>
    public static bool ReachesGitHub(ITemplateAction action) => action is GitHubAction or RegisterEntity { NeedsGitHub: true };
}
