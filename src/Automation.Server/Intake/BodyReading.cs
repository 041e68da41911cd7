using System.Buffers;

namespace Automation.Server.Intake;

/// <summary>Receives a body, with memory only for what has arrived: a declared length is a claim.</summary>
internal sealed class BodyReading(BodyAllowance allowance) : IDisposable
{
    private const int FirstBytes = 64 * 1024;

    private long _taken;

    /// <summary>The body's bytes, or what is wrong with it.</summary>
    public async Task<(byte[]? Body, Rejection? Rejection)> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var declared = (int?)request.ContentLength;
        var buffer = Array.Empty<byte>();
        var length = 0;
        try
        {
            while (true)
            {
                var read = await request.BodyReader.ReadAsync(cancellationToken);
                var arrived = read.Buffer.Length;
                var refused = length + arrived > IntakeLimits.MostBytes ? Rejection.TooLarge
                    : length + arrived > buffer.Length && !TryGrow(ref buffer, length, (int)(length + arrived), declared) ? Rejection.NoMemory
                    : null;
                if (refused is not null)
                {
                    request.BodyReader.AdvanceTo(read.Buffer.End);
                    return (null, refused);
                }

                read.Buffer.CopyTo(buffer.AsSpan(length));
                length += (int)arrived;
                request.BodyReader.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted)
                {
                    return (length == buffer.Length ? buffer : buffer.AsSpan(0, length).ToArray(), null);
                }
            }
        }
        catch (BadHttpRequestException e)
        {
            // Chunks can grow over the limit; a length that is not kept, or too little a second, are said the same way.
            return (null, e.StatusCode switch
            {
                StatusCodes.Status413PayloadTooLarge => Rejection.TooLarge,
                StatusCodes.Status408RequestTimeout => Rejection.TooSlow,
                _ => Rejection.BrokenOff,
            });
        }
        catch (OperationCanceledException)
        {
            return (null, request.HttpContext.RequestAborted.IsCancellationRequested ? Rejection.BrokenOff : Rejection.TooSlow);
        }
        catch (IOException)
        {
            return (null, Rejection.BrokenOff);
        }
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => allowance.Return(_taken);

    private bool TryGrow(ref byte[] buffer, int used, int needed, int? declared)
    {
        // A body of a usual size is received into an array that fits, and kept as it is.
        var size = declared is { } whole && whole <= FirstBytes ? whole : Math.Max(FirstBytes, buffer.Length * 2);
        size = Math.Max(needed, declared is { } end ? Math.Min(size, end) : size);
        if (!allowance.TryTake(size - buffer.Length))
        {
            return false;
        }

        _taken += size - buffer.Length;
        var larger = GC.AllocateUninitializedArray<byte>(size);
        buffer.AsSpan(0, used).CopyTo(larger);
        buffer = larger;
        return true;
    }
}
