using Automation.Cli.Hosting;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Git;
using Automation.Owners;
using Automation.Owners.Reading;

namespace Automation.Cli.Inputs;

/// <summary>A file that the command line names, to take for CODEOWNERS wherever it stands.</summary>
internal static class NamedCodeowners
{
    /// <summary>Reads the file.</summary>
    /// <exception cref="UsageException">It is not there, or cannot be read.</exception>
    public static FoundCodeowners Read(Terminal terminal, string file, Dialect dialect)
    {
        var full = terminal.FullPath(file);
        var shown = PathExpansion.Shown(file);
        return new DirectoryTree(Path.GetDirectoryName(full)!, intoRepositories: true).Read(Path.GetFileName(full), CodeownersLookup.TooLarge - 1, terminal.Cancelled) switch
        {
            FileContent.Whole { Bytes: var bytes } => new FoundCodeowners(shown, CodeownersFile.Read(SourceText.Decode(shown, bytes.Span), dialect), null, bytes.Length, []),
            FileContent.TooLarge(var size) => new FoundCodeowners(shown, null, null, size, []),
            FileContent.Unreadable(var reason) => throw new UsageException($"The CODEOWNERS file '{file}' cannot be read: {reason}."),
            _ => throw new UsageException($"There is no CODEOWNERS file '{file}'."),
        };
    }
}
