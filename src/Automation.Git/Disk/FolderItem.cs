using Automation.Core.Trees;

namespace Automation.Git.Disk;

/// <summary>An entry of a folder of the working tree.</summary>
/// <param name="Size">The size in bytes; 0 for anything but a file.</param>
internal sealed record FolderItem(string Name, FileKind Kind, long Size)
{
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    /// <summary>The entries of <paramref name="folder"/>.</summary>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be read.</exception>
    public static IEnumerable<FolderItem> In(string folder) =>
        new DirectoryInfo(folder).EnumerateFileSystemInfos("*", Everything).Select(info => Of(info) ?? Nameless(info)).OfType<FolderItem>();

    /// <summary>The entry at <paramref name="path"/> itself, not the target of a link; null if there is none, or none that may be seen.</summary>
    public static FolderItem? At(string path) => Of(new FileInfo(path));

    /// <summary>Reads its content, standing at <paramref name="path"/>.</summary>
    public FileContent Read(string path, long limit, CancellationToken cancellationToken = default) => Kind switch
    {
        FileKind.Folder => new FileContent.Unreadable("it is a folder, not a file"),
        FileKind.Link => new FileContent.Unreadable("it is a symbolic link, and links are not followed"),
        FileKind.Other => new FileContent.Unreadable("it is a pipe, a socket or a device, not a file"),
        _ when Size == 0 => new FileContent.Whole(ReadOnlyMemory<byte>.Empty),  // Not opened: see SpecialFile.
        _ when Size > limit => new FileContent.TooLarge(Size),
        _ => ReadFile(path, limit, cancellationToken),
    };

    /// <summary>The text of the link at <paramref name="path"/>, with <c>/</c> between folders; null if it cannot be read.</summary>
    public static string? LinkText(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget?.Replace(Path.DirectorySeparatorChar, '/');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private FileContent ReadFile(string path, long limit, CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var buffer = new byte[Math.Min(Size, Array.MaxLength - 1) + 1];
            if (RandomAccess.Read(handle, buffer, fileOffset: 0) == Size)
            {
                return new FileContent.Whole(buffer.AsMemory(0, (int)Size));    // The buffer has one more byte, so this is the end of the file.
            }

            // The file changed after its size was read.
            using var stream = new FileStream(handle, FileAccess.Read, bufferSize: 0);
            return BoundedRead.From(stream, stream.Length, limit, cancellationToken);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return new FileContent.Missing();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new FileContent.Unreadable(FailureReason.Of(e));
        }
    }

    private static FolderItem? Of(FileSystemInfo info)
    {
        try
        {
            var attributes = info.Attributes;
            return attributes switch
            {
                (FileAttributes)(-1) => null,
                _ when IsLink(info, attributes) => new FolderItem(info.Name, FileKind.Link, 0),
                _ when attributes.HasFlag(FileAttributes.Directory) => new FolderItem(info.Name, FileKind.Folder, 0),
                _ => FileOf((FileInfo)info),
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;    // It was deleted after it was listed, or its folder is not accessible.
        }
    }

    // A name that is not UTF-8 cannot be passed back to the system. It is listed anyway: a missing entry would look as if it passed.
    private static FolderItem? Nameless(FileSystemInfo info) =>
        info.Name.Contains('\uFFFD', StringComparison.Ordinal) ? new FolderItem(info.Name, FileKind.Other, 0) : null;

    // A file with a length is an ordinary file; only the others need another system call.
    private static FolderItem FileOf(FileInfo file) =>
        file.Length > 0 ? new FolderItem(file.Name, FileKind.File, file.Length)
        : new FolderItem(file.Name, SpecialFile.Is(file.FullName) ? FileKind.Other : FileKind.File, 0);

    // Windows marks more than links this way, such as files in the cloud.
    private static bool IsLink(FileSystemInfo info, FileAttributes attributes) =>
        attributes.HasFlag(FileAttributes.ReparsePoint) && (!OperatingSystem.IsWindows() || info.LinkTarget is not null);
}
