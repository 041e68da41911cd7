using System.Text.Json.Nodes;
using Automation.Testing.GitHub.Json;
using Automation.Testing.GitHub.Model;
using Automation.Testing.GitHub.State;

namespace Automation.Testing.GitHub.Webhooks;

/// <summary><c>check_run</c> and <c>check_suite</c>.</summary>
internal static class CheckEvent
{
    public static void Announce(FakeGitHubState state, CheckRun run, string action, Account sender, string? pressed = null)
    {
        // Apps hear only of their own buttons.
        if (action is "rerequested" or "requested_action" && run.Suite.App != state.Apps[0])
        {
            return;
        }

        var payload = new JsonObject { ["check_run"] = CheckJson.RunInEvent(state.Urls, run) };
        if (pressed is not null)
        {
            payload["requested_action"] = new JsonObject { ["identifier"] = pressed };
        }

        Announcement.Of(state, "check_run", action, run.Suite.Repository, sender, payload);
    }

    public static void Announce(FakeGitHubState state, CheckSuite suite, string action, Account sender)
    {
        if (suite.App != state.Apps[0])
        {
            return;
        }

        var json = CheckJson.Suite(state.Urls, suite);
        json.Remove("repository");
        Announcement.Of(state, "check_suite", action, suite.Repository, sender, new JsonObject { ["check_suite"] = json });
    }
}
