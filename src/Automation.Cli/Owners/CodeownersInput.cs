using Automation.Cli.Hosting;
using Automation.Git.Disk;
using Automation.Git.Repositories;
using Automation.Owners;
using Automation.Owners.Reading;

namespace Automation.Cli.Owners;

/// <summary>The CODEOWNERS file of a command: the given one, or the repository's own.</summary>
internal sealed class CodeownersInput(Terminal terminal)
{
    /// <summary>The root of the repository of the working directory; the working directory itself if it is not in a repository.</summary>
    public string Root { get; } = GitFolder.FindRoot(terminal.WorkingDirectory) ?? terminal.WorkingDirectory;

    /// <summary>Reads the file; null if it is too large to be used.</summary>
    /// <param name="named">The file as given; null for the repository's own.</param>
    /// <param name="dialect">The rules for CODEOWNERS.</param>
    /// <exception cref="UsageException">There is no such file.</exception>
    public CodeownersFile? Read(string? named, Dialect dialect)
    {
        var found = named is null ? Own(dialect) : NamedCodeowners.Read(terminal, named, dialect);
        if (found.Unreadable is { } reason)
        {
            throw new IOException($"{found.Path} could not be read: {reason}");
        }

        if (found.File is null)
        {
            terminal.Warn($"{found.Path} has {CodeownersLookup.TooLarge:N0} bytes or more, so it is not loaded: no file has an owner.");
        }

        return found.File;
    }

    private FoundCodeowners Own(Dialect dialect) =>
        CodeownersLookup.Find(new DirectoryTree(Root), dialect, path => path, terminal.Cancelled) is { Path: not null } found ? found
            : throw new UsageException(
                $"This repository has no CODEOWNERS file in {string.Join(", ", CodeownersLookup.Places(dialect))}. Specify one with --codeowners.");
}
