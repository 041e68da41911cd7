using System.Security.Cryptography;

namespace Automation.Git.Objects;

/// <summary>A new file that ends with the SHA-1 of its preceding content.</summary>
internal sealed class HashedFile(string path) : IDisposable
{
    private readonly FileStream _file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1 << 16);

    // SHA-1 is Git's format here, not a protection.
#pragma warning disable CA5350
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
#pragma warning restore CA5350

    public long Length { get; private set; }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        _hash.AppendData(bytes);
        _file.Write(bytes);
        Length += bytes.Length;
    }

    /// <summary>Writes the checksum, and flushes the file to the disk.</summary>
    public byte[] End()
    {
        var checksum = _hash.GetHashAndReset();
        _file.Write(checksum);
        _file.Flush(flushToDisk: true);
        return checksum;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file.Dispose();
        _hash.Dispose();
    }
}
