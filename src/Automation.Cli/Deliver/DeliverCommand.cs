using System.CommandLine;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Automation.Cli.Hosting;

namespace Automation.Cli.Deliver;

/// <summary><c>automation deliver FILE</c>: signs a payload as GitHub does and sends it to a receiver.</summary>
internal sealed class DeliverCommand : ITerminalCommand
{
    private const string DefaultUrl = "http://127.0.0.1:8080/github/webhooks";
    private const string DefaultSecretVariable = "GitHub__WebhookSecret";

    // GitHub waits for 10 seconds.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Argument<string> _file = new("FILE") { Description = "A payload file, named after its event, such as pull_request.opened.json" };
    private readonly Option<string> _url = new("--url")
    {
        Description = $"The receiver (default: {DefaultUrl})",
        HelpName = "URL",
        DefaultValueFactory = _ => DefaultUrl,
    };
    private readonly Option<string?> _event = new("--event") { Description = "The event (default: the file's name up to its first dot)", HelpName = "NAME" };
    private readonly Option<string?> _delivery = new("--delivery") { Description = "The delivery's id (default: a new one)", HelpName = "ID" };
    private readonly Option<string> _secret = new("--secret-env")
    {
        Description = $"The environment variable that holds the secret (default: {DefaultSecretVariable})",
        HelpName = "NAME",
        DefaultValueFactory = _ => DefaultSecretVariable,
    };

    public Command For(Terminal terminal)
    {
        var command = new Command("deliver", "Sign a payload file as GitHub does, and send it to a webhook endpoint.")
        {
            _file,
            _url,
            _event,
            _delivery,
            _secret,
        };
        command.SetAction(parsed => Run(parsed, terminal));
        return command;
    }

    private int Run(ParseResult parsed, Terminal terminal)
    {
        var variable = parsed.GetValue(_secret)!;
        var secret = terminal.Variable(variable)
            ?? throw new UsageException(
                $"The environment variable {variable} is not set: set it to the server's webhook secret, or specify another variable with --secret-env.");
        if (!Uri.TryCreate(parsed.GetValue(_url), UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            throw new UsageException($"'{parsed.GetValue(_url)}' is not the address of a server, such as {DefaultUrl}.");
        }

        var path = terminal.FullPath(parsed.GetValue(_file)!);
        if (!File.Exists(path))
        {
            throw new UsageException($"There is no file '{parsed.GetValue(_file)}'.");
        }

        var delivery = parsed.GetValue(_delivery) ?? Guid.NewGuid().ToString();
        using var request = Signed(url, File.ReadAllBytes(path), secret);
        AddHeader(request, "X-GitHub-Event", parsed.GetValue(_event) ?? Path.GetFileName(path).Split('.')[0]);
        AddHeader(request, "X-GitHub-Delivery", delivery);
        return Send(request, delivery, terminal);
    }

    private static HttpRequestMessage Signed(Uri url, byte[] body, string secret)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("automation-deliver", null));
        request.Headers.Add("X-Hub-Signature-256", $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body))}");
        return request;
    }

    private static void AddHeader(HttpRequestMessage request, string name, string value)
    {
        try
        {
            request.Headers.Add(name, value);
        }
        catch (FormatException)
        {
            throw new UsageException($"'{value}' is not allowed in the header {name}.");
        }
    }

    private static int Send(HttpRequestMessage request, string delivery, Terminal terminal)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Patience };
        try
        {
            using var response = client.Send(request, terminal.Cancelled);
            using var reader = new StreamReader(response.Content.ReadAsStream(terminal.Cancelled));
            terminal.Output.WriteLine($"{(int)response.StatusCode} {reader.ReadToEnd().Trim()} ({delivery})");
            return (int)response.StatusCode switch
            {
                >= 200 and < 300 => ExitCode.Fine,      // The status codes that GitHub treats as success.
                >= 400 and < 500 => ExitCode.Findings,
                _ => ExitCode.OutsideWorld,
            };
        }
        catch (OperationCanceledException) when (!terminal.Cancelled.IsCancellationRequested)
        {
            terminal.Warn($"{request.RequestUri} did not answer within {Patience.TotalSeconds} seconds.");
            return ExitCode.OutsideWorld;
        }
        catch (HttpRequestException e)
        {
            terminal.Warn($"{request.RequestUri} cannot be reached: {e.Message}");
            return ExitCode.OutsideWorld;
        }
    }
}
