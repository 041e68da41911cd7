using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Automation.Core.Text;

namespace Automation.Cli.Rpc;

/// <summary>What answers the requests of a connection.</summary>
internal interface IRpcServer
{
    /// <summary>The notification that cancels a request, and the member of its parameters with the id.</summary>
    (string Method, string Id) Cancellation { get; }

    /// <summary>The code of the answer to a cancelled request; null if it gets none.</summary>
    int? CancelledCode { get; }

    /// <summary>Whether a request is answered before the next message is read, because later ones build on it.</summary>
    bool IsInOrder(string method);

    /// <exception cref="RpcException">The request is answered with an error.</exception>
    Task<JsonNode?> AnswerAsync(string method, JsonPart parameters, CancellationToken cancellationToken);

    /// <summary>Takes a notification; in the order of the stream, before the next message is read.</summary>
    /// <returns>Whether to go on.</returns>
    bool Notice(string method, JsonPart parameters);
}

/// <summary>JSON-RPC 2.0 over two streams: reads requests one after another, answers them at the same time, and lets the client cancel them.</summary>
/// <param name="reader">The messages of the client.</param>
/// <param name="output">What the client reads; bytes of UTF-8.</param>
internal sealed class RpcConnection(MessageReader reader, TextWriter output, Framing framing, CancellationToken cancelled)
{
    private const int MostOpen = 64;

    private static readonly JsonDocumentOptions Bounded = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    private readonly Lock _writing = new();
    private readonly Dictionary<string, CancellationTokenSource> _open = new(StringComparer.Ordinal);
    private readonly HashSet<Task> _tasks = [];

    /// <summary>Serves until the client ends the stream or the server does not want to go on; open requests are answered first.</summary>
    /// <returns>Whether the stream ended as it should.</returns>
    public async Task<bool> RunAsync(IRpcServer server)
    {
        while (true)
        {
            switch (reader.Next())
            {
                case ReceivedMessage.End:
                    await AnsweredAsync();
                    return true;
                case ReceivedMessage.Broken { Reason: var reason }:
                    Fail(null, RpcException.ParseError, $"The connection is closed: {reason}.");
                    return false;
                case ReceivedMessage.TooLarge:
                    Fail(null, RpcException.InvalidRequest, $"The message has more than {MessageReader.Largest >> 20} MiB.");
                    break;
                case ReceivedMessage.Whole { Json: var json } when !await TakeAsync(json, server):
                    await AnsweredAsync();
                    return true;
            }
        }
    }

    /// <summary>Sends a notification.</summary>
    public void Notify(string method, JsonNode parameters) =>
        Send(new JsonObject { ["jsonrpc"] = "2.0", ["method"] = method, ["params"] = parameters });

    private async Task<bool> TakeAsync(ReadOnlyMemory<byte> json, IRpcServer server)
    {
        JsonDocument message;
        try
        {
            message = JsonDocument.Parse(WholeText.Of(json) ?? throw new JsonException("The message is not UTF-8."), Bounded);
        }
        catch (JsonException)
        {
            Fail(null, RpcException.ParseError, "The message is not JSON.");
            return true;
        }

        var root = new JsonPart(message.RootElement);
        var id = message.RootElement.ValueKind == JsonValueKind.Object && message.RootElement.TryGetProperty("id", out var given)
            && given.ValueKind is JsonValueKind.String or JsonValueKind.Number ? given.Clone() : (JsonElement?)null;
        var method = root["jsonrpc"].Text == "2.0" ? root["method"].Text : null;
        if (method is null)
        {
            using (message)
            {
                // An answer to a request of the server; this one makes none.
                if (!root["result"].Exists && !root["error"].Exists)
                {
                    Fail(id, RpcException.InvalidRequest, "The message is not a request of JSON-RPC 2.0.");
                }

                return true;
            }
        }

        if (id is { } asked)
        {
            await BeginAsync(asked, method, message, server);
            return true;
        }

        using (message)
        {
            if (method != server.Cancellation.Method)
            {
                return server.Notice(method, root["params"]);
            }

            Cancel(message.RootElement, server.Cancellation.Id);
            return true;
        }
    }

    private void Cancel(JsonElement root, string name)
    {
        if (root.TryGetProperty("params", out var parameters) && parameters.ValueKind == JsonValueKind.Object && parameters.TryGetProperty(name, out var id))
        {
            lock (_open)
            {
                _open.GetValueOrDefault(id.GetRawText())?.Cancel();
            }
        }
    }

    private async Task BeginAsync(JsonElement id, string method, JsonDocument message, IRpcServer server)
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(cancelled);
        bool isTaken;
        lock (_open)
        {
            isTaken = _open.Count < MostOpen && _open.TryAdd(id.GetRawText(), source);
        }

        if (!isTaken)
        {
            source.Dispose();
            message.Dispose();
            Fail(id, RpcException.Busy, $"The id is in use, or {MostOpen} requests are open: wait for an answer.");
            return;
        }

        var answering = Task.Run(() => AnswerAsync(id, method, message, server, source), CancellationToken.None);
        if (server.IsInOrder(method))
        {
            await answering;
            return;
        }

        lock (_tasks)
        {
            _tasks.RemoveWhere(t => t.IsCompleted);
            _tasks.Add(answering);
        }
    }

    private async Task AnswerAsync(JsonElement id, string method, JsonDocument message, IRpcServer server, CancellationTokenSource source)
    {
        JsonObject? answer;
        try
        {
            answer = new JsonObject { ["jsonrpc"] = "2.0", ["id"] = Node(id) };
            answer["result"] = await server.AnswerAsync(method, new JsonPart(message.RootElement)["params"], source.Token);
        }
        catch (RpcException e)
        {
            answer = Error(id, e.Code, e.Message);
        }
        catch (OperationCanceledException)
        {
            answer = server.CancelledCode is { } code ? Error(id, code, "The request was cancelled.") : null;
        }
        catch (Exception e) when (!cancelled.IsCancellationRequested)
        {
            // A fault of this program: the client learns of it, and its other requests go on.
            answer = Error(id, RpcException.InternalError, $"The request could not be answered ({e.GetType().Name}): {VisibleText.Of(e.Message, 400)}");
        }
        finally
        {
            lock (_open)
            {
                _open.Remove(id.GetRawText());
            }

            message.Dispose();
            source.Dispose();
        }

        if (answer is not null)
        {
            Send(answer);
        }
    }

    private void Fail(JsonElement? id, int code, string message) => Send(Error(id, code, message));

    private static JsonObject Error(JsonElement? id, int code, string message) =>
        new() { ["jsonrpc"] = "2.0", ["id"] = Node(id), ["error"] = new JsonObject { ["code"] = code, ["message"] = message } };

    private static JsonNode? Node(JsonElement? id) => id is { } given ? JsonNode.Parse(given.GetRawText()) : null;

    private void Send(JsonObject message)
    {
        var text = message.ToJsonString();
        lock (_writing)
        {
            if (framing == Framing.Headers)
            {
                output.Write($"Content-Length: {Encoding.UTF8.GetByteCount(text)}\r\n\r\n{text}");
            }
            else
            {
                output.Write(text);
                output.Write('\n');
            }

            output.Flush();
        }
    }

    private async Task AnsweredAsync()
    {
        Task[] open;
        lock (_tasks)
        {
            open = [.. _tasks];
        }

        await Task.WhenAll(open);
    }
}
