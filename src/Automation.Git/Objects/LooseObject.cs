using System.IO.Compression;

namespace Automation.Git.Objects;

/// <summary>An object in a file of its own: zlib over the type, a space, the size in digits, a zero, the content (gitformat-loose).</summary>
internal static class LooseObject
{
    private const int LongestHeader = 32;

    /// <summary>Reads one; null if the file does not exist, or is damaged.</summary>
    /// <param name="objects">The folder of objects.</param>
    /// <param name="name">The object's name.</param>
    /// <param name="limit">The most bytes of content.</param>
    public static StoredObject? Read(string objects, ObjectName name, long limit)
    {
        var path = Path.Join(objects, name.Hex[..2], name.Hex[2..]);
        if (!File.Exists(path))
        {
            return null;
        }

        using var file = File.OpenRead(path);
        using var content = new ZLibStream(file, CompressionMode.Decompress);
        return ReadHeader(content) is not var (kind, size) ? null
            : size > limit ? new StoredObject(kind, size, null)
            : Inflated.Exactly(content, (int)size) is { } bytes ? new StoredObject(kind, size, bytes)
            : null;
    }

    private static (ObjectKind Kind, long Size)? ReadHeader(ZLibStream content)
    {
        Span<byte> header = stackalloc byte[LongestHeader];
        var length = 0;
        for (var next = content.ReadByte(); next > 0; next = content.ReadByte())
        {
            if (length == header.Length)
            {
                return null;
            }

            header[length++] = (byte)next;
        }

        var space = header[..length].IndexOf((byte)' ');
        return space > 0 && KindOf(header[..space]) is { } kind && long.TryParse(header[(space + 1)..length], out var size) && size >= 0 ? (kind, size) : null;
    }

    private static ObjectKind? KindOf(ReadOnlySpan<byte> word) =>
        word.SequenceEqual("tree"u8) ? ObjectKind.Tree
            : word.SequenceEqual("blob"u8) ? ObjectKind.Blob
            : word.SequenceEqual("commit"u8) ? ObjectKind.Commit
            : null;
}
