using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Automation.Fleet;

/// <summary>A network connection between two processes that can fail: it forwards bytes, slowly, not at all, or resets what is open.</summary>
public sealed class Link : IDisposable
{
    private const int BlockBytes = 16 * 1024;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Socket, bool> _open = new();
    private readonly int _target;
    private readonly Task _accepting;
    private TaskCompletionSource _passes = Completed();
    private TimeSpan _delay;
    private bool _isCut;

    /// <summary>A connection to a port of this machine.</summary>
    public Link(string name, int target)
    {
        (Name, _target) = (name, target);
        _listener.Start();
        _accepting = Task.Run(AcceptAsync);
    }

    /// <summary>What it is called in the fleet.</summary>
    public string Name { get; }

    /// <summary>The port that stands for the other.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Resets all connections, and new ones until <see cref="Repair"/>.</summary>
    public void Cut()
    {
        Volatile.Write(ref _isCut, true);
        foreach (var socket in _open.Keys)
        {
            Reset(socket);
        }
    }

    /// <summary>Nothing arrives any more, and nobody is told, until <see cref="Repair"/>.</summary>
    public void Swallow()
    {
        if (_passes.Task.IsCompleted)
        {
            Volatile.Write(ref _passes, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }
    }

    /// <summary>Each block of bytes takes longer, until <see cref="Repair"/>.</summary>
    public void Delay(TimeSpan delay) => _delay = delay;

    /// <summary>It works again. What was swallowed arrives, as packets that are sent again do.</summary>
    public void Repair()
    {
        Volatile.Write(ref _isCut, false);
        _delay = TimeSpan.Zero;
        Volatile.Read(ref _passes).TrySetResult();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
        Repair();
        Cut();
        _accepting.Wait();
        _stop.Dispose();
    }

    private static TaskCompletionSource Completed()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
    }

    private static void Reset(Socket socket)
    {
        try
        {
            // Closing with a linger time of zero sends RST, not FIN.
            socket.LingerState = new LingerOption(true, 0);
            socket.Close();
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It has ended.
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var from = await _listener.AcceptSocketAsync(_stop.Token);
                _ = Task.Run(() => ForwardAsync(from));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The link goes.
        }
    }

    private async Task ForwardAsync(Socket from)
    {
        using var to = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        from.NoDelay = true;
        _open[from] = _open[to] = true;
        try
        {
            if (!Volatile.Read(ref _isCut))
            {
                await to.ConnectAsync(IPAddress.Loopback, _target, _stop.Token);
                await Task.WhenAny(CopyAsync(from, to), CopyAsync(to, from));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The other side refuses, as it does while it is down: so does the link.
        }
        finally
        {
            _open.TryRemove(from, out _);
            _open.TryRemove(to, out _);
            Reset(from);
            Reset(to);
        }
    }

    private async Task CopyAsync(Socket from, Socket to)
    {
        var block = new byte[BlockBytes];
        while (await from.ReceiveAsync(block, _stop.Token) is > 0 and var count)
        {
            await Volatile.Read(ref _passes).Task.WaitAsync(_stop.Token);
            if (_delay > TimeSpan.Zero)
            {
                await Task.Delay(_delay, _stop.Token);
            }

            await to.SendAsync(block.AsMemory(0, count), _stop.Token);
        }
    }
}
