using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Automation.Server.Setup;
using Automation.Server.Tests.Driving;
using Automation.Testing;
using Automation.Testing.GitHub;

namespace Automation.Server.Tests.Setup;

/// <summary>A setup under way, with a browser that comes to it and a GitHub that it asks.</summary>
internal sealed partial class RunningSetup : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly TextWriter _synchronized;
    private readonly CancellationTokenSource _stop = new();

    private RunningSetup(FakeGitHub gitHub, Func<SetupSettings, SetupSettings>? settings, TimeProvider clock)
    {
        GitHub = gitHub;
        var given = new SetupSettings
        {
            Address = new Uri("http://127.0.0.1:0"),
            Data = Path.Combine(_folder.Path, "new"),
            Organization = "acme",
            Webhook = new Uri("https://automation.acme.example/github/webhooks"),
            Api = gitHub.Url,
            Pages = gitHub.Url,
        };
        given = settings?.Invoke(given) ?? given;
        Data = given.Data;
        _synchronized = TextWriter.Synchronized(_output);
        Outcome = Task.Run(() => new AppSetup(given, clock, _synchronized).RunAsync(_stop.Token));
    }

    public FakeGitHub GitHub { get; }

    public string Data { get; }

    public string Output
    {
        get
        {
            // The lock that a synchronized writer takes: text that is being written cannot be read.
            lock (_synchronized)
            {
                return _output.ToString();
            }
        }
    }

    public Task<SetupOutcome> Outcome { get; }

    public HttpClient Browser { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });

    public Uri Link { get; private set; } = null!;

    public static async Task<RunningSetup> StartAsync(Func<SetupSettings, SetupSettings>? settings = null, TimeProvider? clock = null)
    {
        var setup = new RunningSetup(await FakeGitHub.StartAsync(), settings, clock ?? TimeProvider.System);
        await RunningServer.UntilAsync(() => setup.Outcome.IsCompleted || LinkIn().IsMatch(setup.Output), () => setup.Output);
        if (setup.Outcome.IsCompleted)
        {
            await setup.DisposeAsync();
            await setup.Outcome;
        }

        setup.Link = new Uri(LinkIn().Match(setup.Output).Value);
        return setup;
    }

    /// <summary>Opens the page, and reads what its form would send where.</summary>
    public async Task<(Uri Target, string State, JsonObject Manifest)> OpenAsync()
    {
        var page = await Browser.GetStringAsync(Link);
        var target = new Uri(WebUtility.HtmlDecode(Action().Match(page).Groups[1].Value));
        var manifest = JsonNode.Parse(WebUtility.HtmlDecode(Field().Match(page).Groups[1].Value))!.AsObject();
        return (target, target.Query["?state=".Length..], manifest);
    }

    /// <summary>Comes back from GitHub.</summary>
    public async Task<(int Status, string Page)> ReturnAsync(string code, string state)
    {
        using var response = await Browser.GetAsync(new Uri(Link, $"/callback?code={Uri.EscapeDataString(code)}&state={Uri.EscapeDataString(state)}"));
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Outcome.ContinueWith(_ => { }, TaskScheduler.Default);
        Browser.Dispose();
        await GitHub.DisposeAsync();
        _stop.Dispose();
        _folder.Dispose();
    }

    [GeneratedRegex(@"http://\S+/setup/\S+")]
    private static partial Regex LinkIn();

    [GeneratedRegex("<form action=\"([^\"]*)\" method=\"post\">")]
    private static partial Regex Action();

    [GeneratedRegex("<input type=\"hidden\" name=\"manifest\" value=\"([^\"]*)\">")]
    private static partial Regex Field();
}
