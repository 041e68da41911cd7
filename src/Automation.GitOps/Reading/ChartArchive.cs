using System.Formats.Tar;
using System.IO.Compression;

namespace Automation.GitOps.Reading;

/// <summary>A packed chart. Hostile: its files, their size, and the names in it are bounded; links in it are left out, as Helm leaves them out.</summary>
public static class ChartArchive
{
    /// <summary>The most bytes of one, packed.</summary>
    public const long LargestArchive = 20L << 20;

    // Helm's own limits (loader.MaxDecompressedChartSize, MaxDecompressedFileSize) are 100 MiB and 5 MiB.
    private const long MostBytes = 100L << 20;
    private const long LargestFile = 5L << 20;
    private const int MostFiles = 10_000;

    /// <summary>Its files by their paths, whose first folder is the chart's name; null if it is no chart, or exceeds a limit.</summary>
    public static IReadOnlyDictionary<string, ReadOnlyMemory<byte>>? Read(ReadOnlyMemory<byte> archive)
    {
        if (archive.Length > LargestArchive)
        {
            return null;
        }

        try
        {
            using var packed = new MemoryStream(archive.ToArray(), writable: false);
            using var unpacked = new GZipStream(packed, CompressionMode.Decompress);
            using var tar = new TarReader(new BoundedStream(unpacked, MostBytes));
            var files = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
            while (tar.GetNextEntry() is { } entry)
            {
                if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile))
                {
                    continue;
                }

                var path = entry.Name.StartsWith("./", StringComparison.Ordinal) ? entry.Name[2..] : entry.Name;
                if (!IsPlain(path) || entry.Length > LargestFile || files.Count >= MostFiles)
                {
                    return null;
                }

                using var content = new MemoryStream((int)entry.Length);
                entry.DataStream?.CopyTo(content);
                files[path] = content.ToArray();
            }

            return files.Count > 0 ? files : null;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or FormatException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static bool IsPlain(string path) =>
        path.Contains('/', StringComparison.Ordinal) && path.Length < 1_024 && path.AsSpan().IndexOfAny('\\', '\0') < 0
        && path.Split('/').All(s => s is not ("" or "." or ".."));

    /// <summary>Ends with an error after some bytes: what is packed may be a thousand times smaller.</summary>
    private sealed class BoundedStream(Stream inner, long most) : Stream
    {
        private long _left = most;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var read = inner.Read(buffer);
            _left -= read;
            return _left >= 0 ? read : throw new InvalidDataException("The archive is larger than the limit.");
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
