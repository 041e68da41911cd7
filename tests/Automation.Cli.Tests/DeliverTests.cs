using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests;

/// <summary><c>automation deliver</c>, against a receiver of a few lines.</summary>
public sealed class DeliverTests : IDisposable
{
    private readonly HttpListener _receiver = new();
    private readonly string _url;

    public DeliverTests()
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            _url = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/";
        }

        _receiver.Prefixes.Add(_url);
    }

    [Fact]
    public async Task A_payload_is_signed_over_its_bytes_and_named_by_its_file()
    {
        var receiving = ReceiveAsync(202, "stored");

        var outcome = await Task.Run(
            () => Deliver("samples/payloads/pull_request.opened.json", "--delivery", "a-1", "--url", _url).Ends(0), TestContext.Current.CancellationToken);

        var (headers, body) = await receiving;
        outcome.Output.ShouldBe("202 stored (a-1)\n");
        body.ShouldBe(File.ReadAllBytes(Path.Combine(Repository.Root, "samples/payloads/pull_request.opened.json")));
        headers["X-GitHub-Event"].ShouldBe("pull_request");
        headers["X-GitHub-Delivery"].ShouldBe("a-1");
        headers["Content-Type"].ShouldBe("application/json");
        headers["X-Hub-Signature-256"].ShouldBe($"sha256={Convert.ToHexStringLower(HMACSHA256.HashData("a canary"u8, body))}");
    }

    [Theory]
    [InlineData(401, 1)]
    [InlineData(413, 1)]
    [InlineData(503, 3)]
    public async Task A_rejection_ends_with_1_and_a_receiver_in_trouble_with_3(int status, int exitCode)
    {
        var receiving = ReceiveAsync(status, "no");

        var outcome = await Task.Run(
            () => Deliver("samples/payloads/ping.json", "--event", "pong", "--url", _url).Ends(exitCode), TestContext.Current.CancellationToken);

        (await receiving).Headers["X-GitHub-Event"].ShouldBe("pong");
        outcome.Output.ShouldStartWith($"{status} no");
    }

    [Fact]
    public void An_unreachable_server_is_3() => Deliver("samples/payloads/ping.json", "--url", _url).Ends(3).Errors.ShouldContain("cannot be reached");

    [Fact]
    public void Without_a_secret_its_setting_is_named() =>
        Run.Automation("deliver", "samples/payloads/ping.json", "--secret-env", "MINE")
            .In(Repository.Root)
            .Go()
            .Ends(2).Errors
            .ShouldContain("MINE is not set");

    [Theory]
    [InlineData("There is no file", "gone.json")]
    [InlineData("is not the address", "samples/payloads/ping.json", "--url", "localhost")]
    public void Wrong_usage_is_2(string message, params string[] arguments) => Deliver(arguments).Ends(2).Errors.ShouldContain(message);

    /// <inheritdoc/>
    public void Dispose() => _receiver.Close();

    private static Outcome Deliver(params string[] arguments)
    {
        var outcome = Run.Automation(["deliver", .. arguments]).In(Repository.Root).With("GitHub__WebhookSecret", "a canary").Go();
        outcome.Everything.ShouldNotContain("a canary");
        return outcome;
    }

    private async Task<(WebHeaderCollection Headers, byte[] Body)> ReceiveAsync(int status, string answer)
    {
        _receiver.Start();
        var context = await _receiver.GetContextAsync();
        using var body = new MemoryStream();
        await context.Request.InputStream.CopyToAsync(body);
        context.Response.StatusCode = status;
        await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(answer));
        context.Response.Close();
        return ((WebHeaderCollection)context.Request.Headers, body.ToArray());
    }
}
