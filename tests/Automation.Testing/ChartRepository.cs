using System.Formats.Tar;
using System.IO.Compression;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Automation.Testing;

/// <summary>A server with HTTPS on the loopback: answers by path, and a record of what was asked.</summary>
public sealed class ChartRepository : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly LocalCertificate _certificate;
    private readonly Dictionary<string, (int Status, string Headers, byte[] Body)> _answers = new(StringComparer.Ordinal);
    private readonly List<string> _requests = [];

    /// <summary>Starts it.</summary>
    public ChartRepository(LocalCertificate certificate)
    {
        _certificate = certificate;
        _listener.Start();
        _ = ServeAsync();
    }

    /// <summary>Its host and port.</summary>
    public string Authority => $"localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>Each request: path, and the authorization it had.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (_requests)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>Adds an answer.</summary>
    public ChartRepository With(string path, byte[] body, int status = 200, string headers = "")
    {
        _answers[path] = (status, headers, body);
        return this;
    }

    /// <inheritdoc cref="With(string, byte[], int, string)"/>
    public ChartRepository With(string path, string body, int status = 200, string headers = "") => With(path, Encoding.UTF8.GetBytes(body), status, headers);

    /// <summary>A packed chart.</summary>
    public static byte[] Pack(string name, string version, params (string Path, string Text)[] files)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        using (var tar = new TarWriter(zip))
        {
            foreach (var (path, text) in files.Prepend(($"{name}/Chart.yaml", $"apiVersion: v2\nname: {name}\nversion: {version}\n")))
            {
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, path) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) });
            }
        }

        return packed.ToArray();
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Stop();

    private async Task ServeAsync()
    {
        while (true)
        {
            TcpClient client;
            try
            {
                client = await _listener.AcceptTcpClientAsync();
            }
            catch (Exception e) when (e is ObjectDisposedException or SocketException)
            {
                return;
            }

            _ = AnswerAsync(client);
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await using var stream = new SslStream(client.GetStream());
                await stream.AuthenticateAsServerAsync(_certificate.WithKey);
                using var reader = new StreamReader(stream, Encoding.ASCII, false, 1024, leaveOpen: true);
                var path = (await reader.ReadLineAsync())!.Split(' ')[1];
                var authorization = "";
                for (string? line; (line = await reader.ReadLineAsync()) is { Length: > 0 };)
                {
                    authorization = line.StartsWith("Authorization: ", StringComparison.OrdinalIgnoreCase) ? line["Authorization: ".Length..] : authorization;
                }

                lock (_requests)
                {
                    _requests.Add($"{path} {authorization}".Trim());
                }

                var (status, headers, body) = _answers.TryGetValue(path, out var known) ? known : (404, "", []);
                if (headers.Contains("needs-authorization", StringComparison.Ordinal) && authorization.StartsWith("Bearer secret-token",
                    StringComparison.Ordinal))
                {
                    (status, headers) = (200, "");
                }

                await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status} x\r\nContent-Length: {body.Length}\r\nConnection: close\r\n{headers}\r\n"));
                await stream.WriteAsync(body);
                await stream.ShutdownAsync();
            }
            catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException or NullReferenceException)
            {
                // The client has gone.
            }
        }
    }
}
