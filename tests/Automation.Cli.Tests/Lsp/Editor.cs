using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Automation.Cli.Tests.Driving;

namespace Automation.Cli.Tests.Lsp;

/// <summary>An editor that talks to <c>automation lsp</c> as a process of its own, with one document.</summary>
internal sealed class Editor : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Process _process;
    private readonly string _uri;
    private int _id;
    private long _version;

    private Editor(Process process, string uri) => (_process, _uri) = (process, uri);

    /// <summary>The text that the editor shows.</summary>
    public string Text { get; private set; } = "";

    /// <summary>What the server said to the person.</summary>
    public List<string> Messages { get; } = [];

    /// <summary>Starts the server for a repository, and opens a document with a text.</summary>
    public static async Task<Editor> OpenAsync(string folder, string path, string text, string? catalog = null)
    {
        var editor = new Editor(AutomationProcess.Start(folder, "lsp"), new Uri(Path.Combine(folder, path)).AbsoluteUri) { Text = text };
        await editor.AskAsync("initialize", new JsonObject
        {
            ["processId"] = null,
            ["rootUri"] = new Uri(folder).AbsoluteUri,
            ["capabilities"] = new JsonObject(),
            ["initializationOptions"] = new JsonObject { ["catalog"] = catalog },
        });
        await editor.NotifyAsync("initialized", []);
        await editor.NotifyAsync("textDocument/didOpen", new JsonObject
        {
            ["textDocument"] = new JsonObject { ["uri"] = editor._uri, ["languageId"] = "yaml", ["version"] = 0, ["text"] = text },
        });
        return editor;
    }

    /// <summary>Replaces a part of the text.</summary>
    public Task EditAsync(int start, int end, string newText)
    {
        var range = new JsonObject { ["start"] = Position(start), ["end"] = Position(end) };
        Text = Text[..start] + newText + Text[end..];
        return NotifyAsync("textDocument/didChange", new JsonObject
        {
            ["textDocument"] = new JsonObject { ["uri"] = _uri, ["version"] = ++_version },
            ["contentChanges"] = new JsonArray(new JsonObject { ["range"] = range, ["text"] = newText }),
        });
    }

    /// <summary>Replaces the whole text.</summary>
    /// <param name="escaped">The new text as it stands in JSON.</param>
    public Task ReplaceAsync(string escaped) => SendAsync(
        "{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didChange\",\"params\":{\"textDocument\":"
        + $"{{\"uri\":\"{_uri}\",\"version\":{++_version}}},\"contentChanges\":[{{\"text\":\"{escaped}\"}}]}}}}");

    /// <summary>The diagnostics of the current text, once the server shows them.</summary>
    public async Task<IReadOnlyList<JsonElement>> DiagnosticsAsync()
    {
        while (true)
        {
            var parameters = (await NextAsync()).GetProperty("params");
            if (parameters.Text("uri") == _uri && parameters.GetProperty("version").GetInt64() == _version)
            {
                return [.. parameters.GetProperty("diagnostics").EnumerateArray()];
            }
        }
    }

    /// <summary>Asks about a place of the text.</summary>
    public Task<JsonElement> AtAsync(string method, int offset) =>
        AskAsync(method, new JsonObject { ["textDocument"] = Document(), ["position"] = Position(offset) });

    /// <summary>The code actions for a part of the text.</summary>
    public async Task<IReadOnlyList<JsonElement>> ActionsAsync(int start, int end) =>
    [
        .. (await AskAsync("textDocument/codeAction", new JsonObject
        {
            ["textDocument"] = Document(),
            ["range"] = new JsonObject { ["start"] = Position(start), ["end"] = Position(end) },
            ["context"] = new JsonObject { ["diagnostics"] = new JsonArray() },
        })).EnumerateArray(),
    ];

    /// <summary>Makes the edits of a code action, the last one first.</summary>
    public async Task ApplyAsync(JsonElement action)
    {
        var edits = action.GetProperty("edit").GetProperty("changes").EnumerateObject().ShouldHaveSingleItem();
        edits.Name.ShouldBe(_uri);
        foreach (var edit in edits.Value.EnumerateArray().Reverse())
        {
            var range = edit.GetProperty("range");
            await EditAsync(Offset(range.GetProperty("start")), Offset(range.GetProperty("end")), edit.Text("newText")!);
        }
    }

    /// <summary>Sends a request, and returns its result; what the server shows meanwhile is dropped.</summary>
    public async Task<JsonElement> AskAsync(string method, JsonObject? parameters)
    {
        var id = ++_id;
        await SendAsync(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id, ["method"] = method, ["params"] = parameters }.ToJsonString());
        while (true)
        {
            var message = await NextAsync();
            if (message.TryGetProperty("id", out var answered) && answered.ValueKind == JsonValueKind.Number && answered.GetInt32() == id)
            {
                return message.TryGetProperty("result", out var result) ? result : throw new InvalidOperationException(message.GetRawText());
            }
        }
    }

    public Task NotifyAsync(string method, JsonObject parameters) =>
        SendAsync(new JsonObject { ["jsonrpc"] = "2.0", ["method"] = method, ["params"] = parameters }.ToJsonString());

    public Task SendAsync(string json) => WriteAsync($"Content-Length: {Encoding.UTF8.GetByteCount(json)}\r\n\r\n{json}");

    /// <summary>Writes something that need not be a message.</summary>
    public async Task WriteAsync(string text)
    {
        var stream = _process.StandardInput.BaseStream;
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text));
        await stream.FlushAsync();
    }

    /// <summary>The next message of the server.</summary>
    public async Task<JsonElement> NextAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var stream = _process.StandardOutput.BaseStream;
        var header = "";
        for (var one = new byte[1]; !header.EndsWith("\r\n\r\n", StringComparison.Ordinal);)
        {
            (await stream.ReadAsync(one, patience.Token)).ShouldBe(1, "the server ended");
            header += (char)one[0];
        }

        var content = new byte[int.Parse(header["Content-Length: ".Length..].Trim())];
        await stream.ReadExactlyAsync(content, patience.Token);
        using var document = JsonDocument.Parse(content);
        if (document.RootElement.TryGetProperty("method", out var method) && method.GetString() == "window/showMessage")
        {
            Messages.Add(document.RootElement.GetProperty("params").Text("message")!);
            return await NextAsync();
        }

        return document.RootElement.Clone();
    }

    /// <summary>Ends the server as an editor does, and returns its exit code.</summary>
    public async Task<int> EndAsync(bool announced = true)
    {
        if (announced)
        {
            await AskAsync("shutdown", null);
        }

        await NotifyAsync("exit", []);
        using var patience = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    /// <summary>The offset of a position of the server.</summary>
    public int Offset(JsonElement position)
    {
        var lines = Text.Split('\n');
        return lines.Take(position.GetProperty("line").GetInt32()).Sum(l => l.Length + 1) + position.GetProperty("character").GetInt32();
    }

    private JsonObject Document() => new() { ["uri"] = _uri };

    private JsonObject Position(int offset)
    {
        var before = Text[..offset];
        return new JsonObject { ["line"] = before.Count(c => c == '\n'), ["character"] = offset - (before.LastIndexOf('\n') + 1) };
    }
}
