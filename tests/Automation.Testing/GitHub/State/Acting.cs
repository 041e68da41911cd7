using Automation.Testing.GitHub.Webhooks;

namespace Automation.Testing.GitHub.State;

/// <summary>Does something and says which delivery tells of it.</summary>
internal static class Acting
{
    public static Delivery During(this FakeGitHubState state, string @event, Action act)
    {
        lock (state.Gate)
        {
            var before = state.Deliveries.Count;
            act();
            return state.Deliveries.Skip(before).LastOrDefault(d => d.Event == @event)
                ?? throw new InvalidOperationException($"No {@event} was sent: the app is not installed there, or did not subscribe to it.");
        }
    }
}
