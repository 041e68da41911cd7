using Automation.Rendering.Launching;

namespace Automation.Rendering.Tools;

/// <summary>A folder for one call of a tool, which only this user can enter; removed afterwards.</summary>
internal sealed class ScratchFolder : IDisposable
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private ScratchFolder(string path) => Path = path;

    public string Path { get; }

    /// <summary>Creates one with the files and links of a call.</summary>
    /// <exception cref="IOException">The disk is full, or a path is too long.</exception>
    public static ScratchFolder Create(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files, IReadOnlyDictionary<string, string> links)
    {
        var scratch = new ScratchFolder(Directory.CreateTempSubdirectory("automation-render-").FullName);
        try
        {
            var work = System.IO.Path.Combine(scratch.Path, LaunchRequest.WorkFolder);
            CreateFolder(work);
            CreateFolder(System.IO.Path.Combine(scratch.Path, LaunchRequest.OutputFolder));
            var folders = new HashSet<string>(StringComparer.Ordinal);
            foreach (var (path, bytes) in files)
            {
                using var file = File.OpenHandle(Place(work, path, folders), FileMode.CreateNew, FileAccess.Write);
                RandomAccess.Write(file, bytes.Span, 0);
            }

            foreach (var (path, target) in links)
            {
                File.CreateSymbolicLink(Place(work, path, folders), target);
            }

            return scratch;
        }
        catch
        {
            scratch.Dispose();
            throw;
        }
    }

    /// <summary>The size of a file; 0 if it is absent.</summary>
    public long SizeOf(string path) => new FileInfo(System.IO.Path.Combine(Path, path)) is { Exists: true } file ? file.Length : 0;

    /// <summary>The beginning of a file.</summary>
    public byte[] Read(string path, int limit)
    {
        var full = System.IO.Path.Combine(Path, path);

        // The tool could have put a link or a pipe in its place.
        if (new FileInfo(full) is not { Exists: true, LinkTarget: null, Attributes: FileAttributes.Normal or FileAttributes.Archive } file)
        {
            return [];
        }

        using var handle = File.OpenHandle(full);
        var bytes = new byte[Math.Min(limit, file.Length)];
        var length = 0;
        while (length < bytes.Length && RandomAccess.Read(handle, bytes.AsSpan(length), length) is > 0 and var read)
        {
            length += read;
        }

        return length == bytes.Length ? bytes : bytes[..length];
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The temporary folder is cleaned by the machine.
        }
    }

    // The full path of a file, whose folder exists then.
    private static string Place(string work, string path, HashSet<string> folders)
    {
        if (path.Split('/').Any(s => s is "" or "." or ".." || s.Contains('\0', StringComparison.Ordinal)))
        {
            throw new ArgumentException($"'{path}' is not a path below the folder.", nameof(path));
        }

        var full = System.IO.Path.Combine(work, path);
        var folder = System.IO.Path.GetDirectoryName(full)!;
        if (folders.Add(folder))
        {
            Directory.CreateDirectory(folder);
        }

        return full;
    }

    private static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, Private);
        }
    }
}
