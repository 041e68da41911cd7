namespace Automation.Cli.Hosting;

/// <summary>The command line is invalid; the message explains how to correct it.</summary>
internal sealed class UsageException(string message) : Exception(message);
