using Automation.Cli.Hosting;
using Automation.Cli.Options;
using Automation.Core.Text;
using Automation.Owners;
using Automation.Owners.Reading;

namespace Automation.Cli.Owners;

/// <summary><c>--codeowners FILE</c>: a file to use as CODEOWNERS, in any place.</summary>
internal static class NamedCodeowners
{
    /// <summary>Reads the file. It can be a link, or a pipe of unknown length.</summary>
    /// <exception cref="UsageException">The file does not exist.</exception>
    public static FoundCodeowners Read(Terminal terminal, string file, Dialect dialect)
    {
        var full = terminal.FullPath(file);
        if (!File.Exists(full))
        {
            throw new UsageException($"There is no CODEOWNERS file '{file}'.");
        }

        var shown = PathExpansion.Shown(file);
        using var stream = new FileStream(full, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        var bytes = new byte[stream.CanSeek ? (int)Math.Min(stream.Length + 1, CodeownersLookup.TooLarge) : CodeownersLookup.TooLarge];
        var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return length >= CodeownersLookup.TooLarge
            ? new FoundCodeowners(shown, null, null, stream.CanSeek ? stream.Length : length, [])
            : new FoundCodeowners(shown, CodeownersReader.Read(SourceText.Decode(shown, bytes.AsSpan(0, length)), dialect), null, length, []);
    }
}
