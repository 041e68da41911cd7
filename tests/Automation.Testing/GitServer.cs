using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Automation.Testing;

/// <summary>Serves a repository over http on the loopback, by git's own <c>http-backend</c>: only there can a shallow clone fetch more.</summary>
public sealed class GitServer : IDisposable
{
    private readonly HttpListener _listener;
    private readonly GitSandbox _repository;
    private readonly Task _serving;

    /// <summary>Begins to serve one.</summary>
    public GitServer(GitSandbox repository)
    {
        _repository = repository;
        (_listener, Address) = Listen();
        _serving = Task.Run(ServeAsync);
    }

    /// <summary>The repository's address.</summary>
    public string Address { get; }

    /// <summary>What clients gave as their credentials.</summary>
    public ConcurrentQueue<string> Credentials { get; } = new();

    /// <inheritdoc/>
    public void Dispose()
    {
        _listener.Close();
        _serving.GetAwaiter().GetResult();
    }

    // Between finding a free port and taking it, somebody else may take it.
    private static (HttpListener Listener, string Address) Listen()
    {
        for (var attempt = 1; ; attempt++)
        {
            using var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            var address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
            probe.Stop();
            var listener = new HttpListener { Prefixes = { address } };
            try
            {
                listener.Start();
                return (listener, $"{address}acme/orders");
            }
            catch (HttpListenerException) when (attempt < 10)
            {
                listener.Close();
            }
        }
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                await AnswerAsync(await _listener.GetContextAsync());
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // The test has ended.
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var request = context.Request;
        if (request.Headers["Authorization"] is { } credentials)
        {
            Credentials.Enqueue(credentials);
        }

        var start = new ProcessStartInfo("git", "http-backend") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in new Dictionary<string, string?>
        {
            ["GIT_PROJECT_ROOT"] = _repository.Path,
            ["GIT_HTTP_EXPORT_ALL"] = "1",
            ["GIT_CONFIG_GLOBAL"] = "/dev/null",
            ["GIT_CONFIG_NOSYSTEM"] = "1",
            ["PATH_INFO"] = request.Url!.AbsolutePath.Replace("/acme/orders", "/.git", StringComparison.Ordinal),
            ["QUERY_STRING"] = request.Url.Query.TrimStart('?'),
            ["REQUEST_METHOD"] = request.HttpMethod,
            ["CONTENT_TYPE"] = request.ContentType,
            ["HTTP_CONTENT_ENCODING"] = request.Headers["Content-Encoding"],
        })
        {
            start.Environment[name] = value;
        }

        using var git = Process.Start(start)!;
        using var output = new MemoryStream();
        git.ErrorDataReceived += (_, _) => { };     // What it cannot give is the client's to say.
        git.BeginErrorReadLine();
        var reading = git.StandardOutput.BaseStream.CopyToAsync(output);
        await request.InputStream.CopyToAsync(git.StandardInput.BaseStream);
        git.StandardInput.Close();
        await reading;
        await git.WaitForExitAsync();
        await SendAsync(context.Response, output.ToArray());
    }

    // A CGI program writes headers, an empty line, and the body.
    private static async Task SendAsync(HttpListenerResponse response, byte[] written)
    {
        var end = written.AsSpan().IndexOf("\r\n\r\n"u8);
        foreach (var header in System.Text.Encoding.ASCII.GetString(written, 0, end).Split("\r\n").Select(h => h.Split(": ", 2)))
        {
            if (header[0] == "Status")
            {
                response.StatusCode = int.Parse(header[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
            }
            else
            {
                response.Headers[header[0]] = header[1];
            }
        }

        await response.OutputStream.WriteAsync(written.AsMemory(end + 4));
        response.Close();
    }
}
