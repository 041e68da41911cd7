using Automation.GitHub.Access;

namespace Automation.Server.Setup;

internal abstract record SetupOutcome
{
    private SetupOutcome()
    {
    }

    /// <summary>The App is registered, and its key is written.</summary>
    public sealed record Registered(RegisteredApp App) : SetupOutcome;

    /// <summary>The App is not registered; the message explains why and what to do.</summary>
    public sealed record Failed(string Message) : SetupOutcome;

    /// <summary>The setup was cancelled.</summary>
    public sealed record Stopped : SetupOutcome;
}
