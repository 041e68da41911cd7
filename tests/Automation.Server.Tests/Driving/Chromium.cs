using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using Automation.Testing;

namespace Automation.Server.Tests.Driving;

/// <summary>A real browser without a window, driven through its DevTools protocol (https://chromedevtools.github.io/devtools-protocol).</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private const string Listens = "DevTools listening on ";
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];
    private static readonly TimeSpan Patience = RunningServer.Patience;

    private readonly Process _process;
    private readonly TemporaryFolder _profile;
    private readonly Uri _browser;
    private readonly ClientWebSocket _page = new();
    private int _calls;

    private Chromium(Process process, TemporaryFolder profile, Uri browser) => (_process, _profile, _browser) = (process, profile, browser);

    /// <summary>The program; null where there is none.</summary>
    public static string? Program { get; } = Environment.GetEnvironmentVariable("AUTOMATION_CHROMIUM")
        ?? (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).SelectMany(_ => Names, Path.Combine).FirstOrDefault(File.Exists);

    public static async Task<Chromium> StartAsync()
    {
        var profile = new TemporaryFolder();
        string[] arguments =
        [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--hide-scrollbars",
            "--remote-debugging-port=0",
            $"--user-data-dir={profile.Path}",
            "about:blank",
        ];
        var start = new ProcessStartInfo(Program!, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        // What it puts beside its profile is to go with it.
        start.Environment["TMPDIR"] = profile.Path;
        var process = Process.Start(start)!;
        var address = new TaskCompletionSource<Uri>();
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is null)
            {
                address.TrySetException(new InvalidOperationException("The browser ended."));
            }
            else if (line.Data.StartsWith(Listens, StringComparison.Ordinal))
            {
                address.TrySetResult(new Uri(line.Data[Listens.Length..]));
            }
        };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        var browser = await address.Task.WaitAsync(Patience);
        var chromium = new Chromium(process, profile, browser);
        using var client = new HttpClient();
        var pages = await client.GetStringAsync($"http://{browser.Authority}/json/list");
        using var json = JsonDocument.Parse(pages);
        var page = json.RootElement.EnumerateArray().First(p => p.GetProperty("type").GetString() == "page").GetProperty("webSocketDebuggerUrl").GetString()!;
        await chromium._page.ConnectAsync(new Uri(page), CancellationToken.None);
        return chromium;
    }

    /// <summary>Opens a page, and waits until it is there.</summary>
    public async Task GoAsync(Uri address)
    {
        await CallAsync("Page.navigate", new { url = address.AbsoluteUri });
        await UntilAsync("document.readyState === 'complete' && location.href !== 'about:blank'");
    }

    /// <summary>What an expression says in the page.</summary>
    public async Task<JsonElement> EvaluateAsync(string expression) =>
        (await CallAsync("Runtime.evaluate", new { expression, returnByValue = true })).GetProperty("result") is var result
            && result.TryGetProperty("value", out var value)
            ? value
            : default;

    public async Task<string> TextAsync(string expression) => (await EvaluateAsync(expression)).ToString();

    /// <summary>Waits until an expression is true, across pages that come and go.</summary>
    public async Task UntilAsync(string expression)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await IsTrueAsync(expression))
        {
            if (TimeProvider.System.GetElapsedTime(start) > Patience)
            {
                throw new TimeoutException($"{expression} at {await TextAsync("location.href + document.body.innerText")}");
            }

            await Task.Delay(20);
        }
    }

    /// <summary>How wide the window is, and whether it is dark.</summary>
    public async Task ShowAsync(int width, bool isDark)
    {
        await CallAsync("Emulation.setDeviceMetricsOverride", new { width, height = 900, deviceScaleFactor = 1, mobile = false });
        await CallAsync("Emulation.setEmulatedMedia", new { features = new[] { new { name = "prefers-color-scheme", value = isDark ? "dark" : "light" } } });
    }

    /// <summary>Takes a screenshot of the whole page into the folder that AUTOMATION_SCREENSHOTS names.</summary>
    public async Task PictureAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("AUTOMATION_SCREENSHOTS") is { Length: > 0 } folder)
        {
            var picture = await CallAsync("Page.captureScreenshot", new { format = "png", captureBeyondViewport = true });
            await File.WriteAllBytesAsync(Path.Combine(folder, $"{name}.png"), picture.GetProperty("data").GetBytesFromBase64());
        }
    }

    /// <summary>Saves a picture of the top of the page.</summary>
    public async Task SaveAsync(string file, int width, int height)
    {
        var clip = new { x = 0, y = 0, width, height, scale = 1 };
        var picture = await CallAsync("Page.captureScreenshot", new { format = "png", captureBeyondViewport = true, clip });
        await File.WriteAllBytesAsync(file, picture.GetProperty("data").GetBytesFromBase64());
    }

    public async ValueTask DisposeAsync()
    {
        // Asked to end, it ends its other processes first; one that was killed may leave some that still write to the profile.
        using (var browser = new ClientWebSocket())
        {
            using var patience = new CancellationTokenSource(Patience);
            await browser.ConnectAsync(_browser, patience.Token);
            await browser.SendAsync("""{"id":1,"method":"Browser.close"}"""u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, patience.Token);
            await _process.WaitForExitAsync(patience.Token);
        }

        _page.Dispose();
        _process.Dispose();
        _profile.Dispose();
    }

    // A page that goes while it is asked does not answer; the next one will.
    private async Task<bool> IsTrueAsync(string expression)
    {
        try
        {
            return (await EvaluateAsync(expression)).ValueKind == JsonValueKind.True;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private async Task<JsonElement> CallAsync(string method, object parameters)
    {
        using var patience = new CancellationTokenSource(Patience);
        var id = ++_calls;
        await _page.SendAsync(
            JsonSerializer.SerializeToUtf8Bytes(new { id, method, @params = parameters }), WebSocketMessageType.Text, endOfMessage: true, patience.Token);
        while (true)
        {
            using var message = new MemoryStream();
            var buffer = new byte[64 * 1024];
            ValueWebSocketReceiveResult part;
            do
            {
                part = await _page.ReceiveAsync(buffer.AsMemory(), patience.Token);
                message.Write(buffer, 0, part.Count);
            }
            while (!part.EndOfMessage);

            using var json = JsonDocument.Parse(message.ToArray());
            if (json.RootElement.TryGetProperty("id", out var answered) && answered.GetInt32() == id)
            {
                return json.RootElement.TryGetProperty("result", out var result)
                    ? result.Clone()
                    : throw new InvalidOperationException($"{method}: {json.RootElement}");
            }
        }
    }
}
