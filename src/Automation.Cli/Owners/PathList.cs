using Automation.Cli.Hosting;

namespace Automation.Cli.Owners;

/// <summary>Where a list of paths comes from: a file, or standard input.</summary>
internal sealed class PathList : IDisposable
{
    private readonly Terminal _terminal;
    private readonly FileStream? _file;

    private PathList(Terminal terminal, FileStream? file, string shown) => (_terminal, _file, Shown) = (terminal, file, shown);

    /// <summary>What it is called in messages.</summary>
    public string Shown { get; }

    /// <summary>Opens a file, or standard input for <c>-</c>.</summary>
    /// <exception cref="UsageException">There is no such file.</exception>
    public static PathList Open(string path, Terminal terminal)
    {
        if (path == "-")
        {
            return new PathList(terminal, null, "standard input");
        }

        var full = terminal.FullPath(path);
        return File.Exists(full)
            ? new PathList(terminal, new FileStream(full, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0), $"'{path}'")
            : throw new UsageException($"There is no file of paths '{path}'.");
    }

    /// <summary>Reads on; 0 at the end.</summary>
    public int Read(byte[] buffer) => _file is null ? _terminal.ReadInput(buffer) : _file.Read(buffer);

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();
}
