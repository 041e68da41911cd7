using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Automation.Cli.Tests.Driving;

namespace Automation.Cli.Tests.Mcp;

/// <summary>An agent that talks to <c>automation mcp</c> as a process of its own.</summary>
internal sealed class McpClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Process _process;
    private int _id;

    private McpClient(Process process) => _process = process;

    /// <summary>Starts the server, and greets it.</summary>
    public static async Task<McpClient> StartAsync(string folder, params string[] arguments)
    {
        var client = new McpClient(AutomationProcess.Start(folder, ["mcp", .. arguments]));
        var greeting = await client.AskAsync("initialize", new JsonObject
        {
            ["protocolVersion"] = "2024-11-05",
            ["capabilities"] = new JsonObject(),
            ["clientInfo"] = new JsonObject { ["name"] = "test", ["version"] = "1" },
        });
        client.Greeting = greeting.GetProperty("result");
        await client.SendAsync("""{"jsonrpc":"2.0","method":"notifications/initialized"}""");
        return client;
    }

    public JsonElement Greeting { get; private set; }

    /// <summary>Sends a request, and returns its answer.</summary>
    public async Task<JsonElement> AskAsync(string method, JsonObject? parameters = null)
    {
        var id = await BeginAsync(method, parameters);
        var answer = await NextAsync();
        answer.GetProperty("id").GetInt32().ShouldBe(id);
        return answer;
    }

    /// <summary>Sends a request, and returns its id.</summary>
    public async Task<int> BeginAsync(string method, JsonObject? parameters)
    {
        var request = new JsonObject { ["jsonrpc"] = "2.0", ["id"] = ++_id, ["method"] = method, ["params"] = parameters };
        await SendAsync(request.ToJsonString());
        return _id;
    }

    /// <summary>Calls a tool, and returns its result.</summary>
    public async Task<JsonElement> CallAsync(string tool, JsonObject? arguments = null)
    {
        var answer = await AskAsync("tools/call", new JsonObject { ["name"] = tool, ["arguments"] = arguments });
        return answer.TryGetProperty("result", out var result) ? result : throw new InvalidOperationException(answer.GetRawText());
    }

    public async Task SendAsync(string line)
    {
        await _process.StandardInput.WriteAsync(line + "\n");
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>The next message of the server.</summary>
    public async Task<JsonElement> NextAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var line = await _process.StandardOutput.ReadLineAsync(patience.Token);
        using var document = JsonDocument.Parse(line ?? throw new InvalidOperationException("The server ended."));
        return document.RootElement.Clone();
    }

    /// <summary>Closes the stream, and returns what the server still wrote and how it ended.</summary>
    public Outcome End()
    {
        _process.StandardInput.Close();
        return AutomationProcess.Ended(_process);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
