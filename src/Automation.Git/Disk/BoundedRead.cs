using Automation.Core.Trees;

namespace Automation.Git.Disk;

/// <summary>Reads a stream to its end or to the limit, whichever comes first, and never buffers more than one byte beyond it.</summary>
internal static class BoundedRead
{
    /// <summary>Reads <paramref name="stream"/>, whose expected length is <paramref name="expected"/>.</summary>
    public static FileContent From(Stream stream, long expected, long limit, CancellationToken cancellationToken)
    {
        var most = (int)Math.Clamp(limit, 0, Array.MaxLength - 1) + 1;
        var buffer = new byte[Math.Min(most, expected + 1)];
        var length = 0;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (length == buffer.Length)
            {
                if (length == most)
                {
                    return new FileContent.TooLarge(Math.Max(expected, length));
                }

                // The file grew after its size was read.
                Array.Resize(ref buffer, (int)Math.Min(most, 2L * buffer.Length));
            }

            var read = stream.Read(buffer, length, buffer.Length - length);
            if (read == 0)
            {
                return new FileContent.Whole(buffer.AsMemory(0, length));
            }

            length += read;
        }
    }
}
