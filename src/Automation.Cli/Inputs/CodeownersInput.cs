using Automation.Cli.Hosting;
using Automation.Core.Text;
using Automation.Git;
using Automation.Owners;
using Automation.Owners.Reading;

namespace Automation.Cli.Inputs;

/// <summary>The CODEOWNERS file that a command is about: the one that is named, or the repository's own.</summary>
internal sealed class CodeownersInput(Terminal terminal)
{
    /// <summary>The root of the repository of the working directory; the working directory itself where it is in none.</summary>
    public string Root { get; } = GitFolder.FindRoot(terminal.WorkingDirectory) ?? terminal.WorkingDirectory;

    /// <summary>Reads the file; null where it is too large to be in force.</summary>
    /// <param name="named">The file as the user named it; null for the repository's own.</param>
    /// <param name="dialect">Whose rules hold.</param>
    /// <exception cref="UsageException">There is no such file.</exception>
    public CodeownersFile? Read(string? named, Dialect dialect)
    {
        var found = named is null ? Own(dialect) : Named(named, dialect);
        if (found.Unreadable is { } reason)
        {
            throw new IOException($"{found.Path} could not be read: {reason}");
        }

        if (found.File is null)
        {
            terminal.Warn($"{found.Path} has {CodeownersLookup.TooLarge:N0} bytes or more, so it is not loaded: nobody owns anything.");
        }

        return found.File;
    }

    private FoundCodeowners Own(Dialect dialect) =>
        CodeownersLookup.Find(new DirectoryTree(Root), dialect, path => path, terminal.Cancelled) is { Path: not null } found ? found
            : throw new UsageException($"This repository has no CODEOWNERS file: none of {string.Join(", ", CodeownersLookup.Places(dialect))} is there. Name one with --codeowners.");

    // What the user names may be a link, or a pipe whose length nobody knows.
    private FoundCodeowners Named(string path, Dialect dialect)
    {
        var full = terminal.FullPath(path);
        if (!File.Exists(full))
        {
            throw new UsageException($"There is no CODEOWNERS file '{path}'.");
        }

        using var stream = new FileStream(full, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        var bytes = new byte[stream.CanSeek ? (int)Math.Min(stream.Length + 1, CodeownersLookup.TooLarge) : CodeownersLookup.TooLarge];
        var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return length >= CodeownersLookup.TooLarge
            ? new FoundCodeowners(path, null, null, length, [])
            : new FoundCodeowners(path, CodeownersFile.Read(SourceText.Decode(PathExpansion.Shown(path), bytes.AsSpan(0, length)), dialect), null, length, []);
    }
}
