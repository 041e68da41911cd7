namespace Automation.Cli.Hosting;

/// <summary>The command cannot be run as it was given; the message says how it can.</summary>
internal sealed class UsageException(string message) : Exception(message)
{
    /// <summary>What to say about a path that looks like an option and is not there.</summary>
    public static string NoOption(string path, string command) => $"There is no option '{path}', and no file of that name. 'automation {command} --help' says what there is.";
}
