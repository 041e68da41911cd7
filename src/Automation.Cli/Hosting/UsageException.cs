namespace Automation.Cli.Hosting;

/// <summary>The command cannot be run as it was given; the message says how it can.</summary>
internal sealed class UsageException(string message) : Exception(message);
