using System.Net.Sockets;
using System.Text;

namespace Automation.Server.Tests.Driving;

/// <summary>A connection that sends what no decent client would.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly TcpClient _client = new();
    private NetworkStream _stream = null!;

    public static async Task<RawConnection> OpenAsync(Uri address)
    {
        var connection = new RawConnection();
        await connection._client.ConnectAsync(address.Host, address.Port);
        connection._stream = connection._client.GetStream();
        return connection;
    }

    public async Task SendAsync(string text) => await _stream.WriteAsync(Encoding.Latin1.GetBytes(text));

    /// <summary>Sends; false where the other side does not want any more.</summary>
    public async Task<bool> TrySendAsync(byte[] bytes)
    {
        try
        {
            await _stream.WriteAsync(bytes);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    public void EndSending() => _client.Client.Shutdown(SocketShutdown.Send);

    /// <summary>The status of the answer; 0 where the connection ends without one.</summary>
    public async Task<int> StatusAsync()
    {
        using var patience = new CancellationTokenSource(RunningServer.Patience);
        var buffer = new byte[4096];
        var length = 0;
        try
        {
            while (length < "HTTP/1.1 200".Length)
            {
                var read = await _stream.ReadAsync(buffer.AsMemory(length), patience.Token);
                if (read == 0)
                {
                    return 0;
                }

                length += read;
            }
        }
        catch (IOException)
        {
            return 0;
        }

        return int.Parse(Encoding.ASCII.GetString(buffer, 9, 3));
    }

    public void Dispose()
    {
        _stream.Dispose();
        _client.Dispose();
    }
}
