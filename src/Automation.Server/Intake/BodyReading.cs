using System.Buffers;
using Automation.Server.Hosting;

namespace Automation.Server.Intake;

/// <summary>Receives a body, with memory only for the received bytes: a declared length is not trusted.</summary>
/// <remarks>The bytes are valid until this is disposed.</remarks>
internal sealed class BodyReading(HttpRequest request, BodyAllowance allowance, TimeProvider clock) : IDisposable
{
    private const int FirstBytes = 64 * 1024;

    private ReadOnlySequence<byte>? _untouched;
    private long _taken;

    /// <summary>The bytes of the body, or why it is rejected.</summary>
    public async Task<(ReadOnlyMemory<byte> Body, Rejection? Rejection)> ReadAsync()
    {
        try
        {
            // Most bodies have arrived with their headers, in one piece: then nothing waits and nothing is copied.
            if (request.BodyReader.TryRead(out var read))
            {
                if (read is { IsCompleted: true, Buffer: { IsSingleSegment: true, Length: <= FirstBytes } } && TryTake(read.Buffer.Length))
                {
                    _untouched = read.Buffer;
                    return (read.Buffer.First, null);
                }

                request.BodyReader.AdvanceTo(read.Buffer.Start);
            }

            using var late = new CancellationTokenSource(IntakeLimits.BodyWithin, clock);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(request.HttpContext.RequestAborted, late.Token);
            return await ReceiveAsync(patience.Token);
        }
        catch (BadHttpRequestException e)
        {
            // Chunks can exceed the limit; a wrong length and a slow body are reported the same way.
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

    public void Dispose()
    {
        if (_untouched is { } body)
        {
            request.BodyReader.AdvanceTo(body.End);
            _untouched = null;
        }

        allowance.Return(_taken);
        _taken = 0;
    }

    private async Task<(ReadOnlyMemory<byte> Body, Rejection? Rejection)> ReceiveAsync(CancellationToken cancellationToken)
    {
        var declared = (int?)request.ContentLength;
        var buffer = Array.Empty<byte>();
        var length = 0;
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
                return (buffer.AsMemory(0, length), null);
            }
        }
    }

    private bool TryGrow(ref byte[] buffer, int used, int needed, int? declared)
    {
        // A body of the usual size is received into an array of that size, which is not copied.
        var size = declared is { } whole && whole <= FirstBytes ? whole : Math.Max(FirstBytes, buffer.Length * 2);
        size = Math.Max(needed, declared is { } end ? Math.Min(size, end) : size);
        if (!TryTake(size - buffer.Length))
        {
            return false;
        }

        var larger = GC.AllocateUninitializedArray<byte>(size);
        buffer.AsSpan(0, used).CopyTo(larger);
        buffer = larger;
        return true;
    }

    private bool TryTake(long bytes)
    {
        if (!allowance.TryTake(bytes))
        {
            return false;
        }

        _taken += bytes;
        return true;
    }
}

/// <summary>The memory for all bodies together. Without this limit, a few hundred large ones end the process.</summary>
internal sealed class BodyAllowance(long most)
{
    private long _left = most;

    /// <summary>Reserves a number of bytes; false if they are not available.</summary>
    public bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref _left, -bytes) >= 0)
        {
            return true;
        }

        Interlocked.Add(ref _left, bytes);
        return false;
    }

    public void Return(long bytes) => Interlocked.Add(ref _left, bytes);
}
