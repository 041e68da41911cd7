using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Automation.Testing;

/// <summary>Serves a repository on the loopback, by git's own <c>http-backend</c>: only there can a shallow clone fetch more.</summary>
public sealed class GitServer : IDisposable
{
    private readonly GitSandbox _repository;
    private readonly WebApplication _server;

    /// <summary>Begins to serve one, over http.</summary>
    public GitServer(GitSandbox repository)
        : this(repository, null)
    {
    }

    /// <summary>Begins to serve one, over https where there is a certificate.</summary>
    public GitServer(GitSandbox repository, LocalCertificate? certificate)
    {
        _repository = repository;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(k =>
        {
            k.Limits.MaxRequestBodySize = null;
            k.Listen(IPAddress.Loopback, 0, listen =>
            {
                if (certificate is not null)
                {
                    listen.UseHttps(certificate.WithKey);
                }
            });
        });
        _server = builder.Build();
        _server.Run(AnswerAsync);
        _server.Start();
        Address = $"{_server.Urls.Single()}/acme/orders";
    }

    /// <summary>The repository's address.</summary>
    public string Address { get; }

    /// <summary>What clients gave as their credentials.</summary>
    public ConcurrentQueue<string> Credentials { get; } = new();

    /// <inheritdoc/>
    public void Dispose() => _server.DisposeAsync().AsTask().GetAwaiter().GetResult();

    private async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.Headers.Authorization is [{ } credentials])
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
            ["PATH_INFO"] = request.Path.Value!.Replace("/acme/orders", "/.git", StringComparison.Ordinal),
            ["QUERY_STRING"] = request.QueryString.Value!.TrimStart('?'),
            ["REQUEST_METHOD"] = request.Method,
            ["CONTENT_TYPE"] = request.ContentType,
            ["HTTP_CONTENT_ENCODING"] = request.Headers.ContentEncoding,
        })
        {
            start.Environment[name] = value;
        }

        using var git = Process.Start(start)!;
        using var output = new MemoryStream();
        git.ErrorDataReceived += (_, _) => { };     // What it cannot give is the client's to report.
        git.BeginErrorReadLine();
        var reading = git.StandardOutput.BaseStream.CopyToAsync(output);
        await request.Body.CopyToAsync(git.StandardInput.BaseStream);
        git.StandardInput.Close();
        await reading;
        await git.WaitForExitAsync();
        await SendAsync(context.Response, output.ToArray());
    }

    // A CGI program writes headers, an empty line, and the body.
    private static async Task SendAsync(HttpResponse response, byte[] written)
    {
        var end = written.AsSpan().IndexOf("\r\n\r\n"u8);
        foreach (var header in Encoding.ASCII.GetString(written, 0, end).Split("\r\n").Select(h => h.Split(": ", 2)))
        {
            if (header[0] == "Status")
            {
                response.StatusCode = int.Parse(header[1].Split(' ')[0], CultureInfo.InvariantCulture);
            }
            else
            {
                response.Headers[header[0]] = header[1];
            }
        }

        await response.Body.WriteAsync(written.AsMemory(end + 4));
    }
}
