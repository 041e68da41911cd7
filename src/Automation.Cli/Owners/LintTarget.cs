using Automation.Cli.Hosting;
using Automation.Git.Repositories;

namespace Automation.Cli.Owners;

/// <summary>The input of <c>owners lint</c>.</summary>
/// <param name="Root">The root of the repository, whose configuration applies.</param>
/// <param name="File">The file to lint, as the user wrote it; null for the one that the host would read.</param>
/// <param name="FullFile">The full path.</param>
/// <param name="HasFiles">Whether the repository's files are to be matched.</param>
internal sealed record LintTarget(string Root, string? File, string? FullFile, bool HasFiles)
{
    /// <summary>Reads the argument and the option.</summary>
    /// <exception cref="UsageException">The folder or file does not exist.</exception>
    public static LintTarget Of(Terminal terminal, string? path, string? codeowners)
    {
        if (path is null)
        {
            return codeowners is null ? new LintTarget(RootOf(terminal.WorkingDirectory), null, null, HasFiles: true) : OfFile(terminal, codeowners);
        }

        var full = terminal.FullPath(path);
        if (Directory.Exists(full))
        {
            return new LintTarget(full, codeowners, codeowners is null ? null : Existing(terminal, codeowners), HasFiles: true);
        }

        if (codeowners is not null)
        {
            throw new UsageException($"There is no folder '{path}'. With --codeowners, PATH is the repository whose files are matched.");
        }

        return OfFile(terminal, path);
    }

    private static LintTarget OfFile(Terminal terminal, string file)
    {
        var full = Existing(terminal, file);
        return new LintTarget(RootOf(Path.GetDirectoryName(full)!), file, full, HasFiles: false);
    }

    private static string Existing(Terminal terminal, string file) => terminal.FullPath(file) is var full && System.IO.File.Exists(full) ? full
        : throw new UsageException($"There is no file or folder '{file}'.");

    private static string RootOf(string folder) => GitFolder.FindRoot(folder) ?? folder;
}
