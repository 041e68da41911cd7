using System.CommandLine;
using Automation.Cli.Hosting;

namespace Automation.Cli.Options;

/// <summary>The argument <c>[DIR]</c>: the root of a repository.</summary>
internal static class FolderArgument
{
    /// <summary>The argument as it is parsed.</summary>
    public static Argument<string?> Create() =>
        new("DIR") { Description = "The root of a repository (default: the working directory)", Arity = ArgumentArity.ZeroOrOne };

    /// <summary>The full path of a folder that an option names.</summary>
    /// <exception cref="UsageException">There is no such folder.</exception>
    public static string Full(Terminal terminal, string named) => Read(terminal, named).Full;

    /// <summary>The folder as given, and its full path.</summary>
    /// <exception cref="UsageException">There is no such folder.</exception>
    public static (string Named, string Full) Read(Terminal terminal, string? value)
    {
        var named = value ?? ".";
        return terminal.FullPath(named) is var full && Directory.Exists(full) ? (named, full) : throw new UsageException($"There is no folder '{named}'.");
    }
}
