using Automation.Testing.GitHub.Model;
using Automation.Testing.GitHub.Webhooks;

namespace Automation.Testing.GitHub.State;

/// <summary>Check suites: one for each app and commit.</summary>
internal static class SuiteChanges
{
    /// <summary>The suite of an app on a commit, made if there is none.</summary>
    public static CheckSuite Of(FakeGitHubState state, HostedRepository repository, string sha, GitHubApp app, string? branch = null, string? before = null)
    {
        if (repository.CheckSuites.Find(s => s.HeadSha == sha && s.App == app) is { } known)
        {
            return known;
        }

        branch ??= repository.Refs.FirstOrDefault(r => r.Value == sha && r.Key.StartsWith("refs/heads/",
            StringComparison.Ordinal)).Key?["refs/heads/".Length..];
        var suite = new CheckSuite(state.NextId(), repository, sha, branch, app, state.Now) { Before = before };
        repository.CheckSuites = repository.CheckSuites.Add(suite);
        return suite;
    }

    /// <summary>After a push: GitHub asks each app that may write checks for a suite.</summary>
    public static void Request(FakeGitHubState state, HostedRepository repository, string sha, string branch, string? before, Account sender)
    {
        if (state.Installations.Find(i => i.App == state.Apps[0] && i.Reaches(repository)) is { } installation
            && installation.Permissions.GetValueOrDefault("checks") == "write"
            && !repository.CheckSuites.Exists(s => s.HeadSha == sha && s.App == installation.App))
        {
            CheckEvent.Announce(state, Of(state, repository, sha, installation.App, branch, before), "requested", sender);
        }
    }
}
