using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Automation.Cli.Rpc;
using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Jobs.Rules;
using Automation.Reporting.Wording;

namespace Automation.Cli.Lsp;

/// <summary>Answers an editor (Language Server Protocol 3.17): the findings of <c>check</c> while a person writes, with their fixes.</summary>
/// <param name="open">Opens the repository of the editor's workspace, with the catalog that the editor names, if it names one.</param>
internal sealed class LanguageServer(Func<string?, string?, (EditedRepository Repository, string? CatalogFolder)> open) : IRpcServer, IDisposable
{
    private const string DidOpen = "textDocument/didOpen";
    private const int ServerNotInitialized = -32002;

    /// <summary>Until a person pauses this long, nothing is checked.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private static readonly ILookup<string, Finding> Nothing = Array.Empty<Finding>().ToLookup(f => f.File, StringComparer.Ordinal);

    private readonly SemaphoreSlim _turn = new(1);
    private ImmutableDictionary<string, OpenDocument> _documents = ImmutableDictionary.Create<string, OpenDocument>(StringComparer.Ordinal);
    private (ImmutableDictionary<string, OpenDocument> Documents, ILookup<string, Finding> Findings)? _checked;
    private HashSet<string> _shown = new(StringComparer.Ordinal);
    private CancellationTokenSource _planned = new();
    private EditedRepository? _repository;
    private string? _catalogFolder;

    /// <summary>Sends a notification; set by the connection.</summary>
    public required Func<RpcConnection> Connection { get; init; }

    /// <summary>Whether the editor announced the end.</summary>
    public bool HasShutDown { get; private set; }

    /// <inheritdoc/>
    public (string Method, string Id) Cancellation => ("$/cancelRequest", "id");

    /// <inheritdoc/>
    /// <remarks>Language Server Protocol, "RequestCancelled".</remarks>
    public int? CancelledCode => -32800;

    /// <inheritdoc/>
    /// <remarks>An answer is about the text that the editor had when it asked.</remarks>
    public bool IsInOrder(string method) => true;

    /// <inheritdoc/>
    public bool Notice(string method, JsonPart parameters)
    {
        var document = parameters["textDocument"];
        switch (method)
        {
            case "exit":
                return false;
            case DidOpen when _repository?.PathOf(document["uri"].Text ?? "") is { } path:
                var text = document["text"].Text ?? "";
                text = text.Length > OpenDocument.Largest ? "" : text;
                Keep(new OpenDocument(document["uri"].Text!, path, SourceText.Of(path, text), document["version"].Number ?? 0));
                break;
            case "textDocument/didChange" when Find(document) is { } changed:
                foreach (var change in parameters["contentChanges"].Items)
                {
                    changed = changed.Changed(change, document["version"].Number ?? changed.Version);
                }

                Keep(changed);
                break;
            case "textDocument/didClose" when Find(document) is { } closed:
                _documents = _documents.Remove(closed.Uri);
                _repository!.Refresh();
                Plan();
                break;
            case "textDocument/didSave" or "workspace/didChangeWatchedFiles":
                _repository?.Refresh();
                Plan();
                break;
        }

        return true;
    }

    /// <inheritdoc/>
    public async Task<JsonNode?> AnswerAsync(string method, JsonPart parameters, CancellationToken cancellationToken)
    {
        if (method == "initialize")
        {
            return Initialized(parameters);
        }

        if (_repository is null)
        {
            throw new RpcException(ServerNotInitialized, "The first request is 'initialize'.");
        }

        var document = Find(parameters["textDocument"]);
        switch (method)
        {
            case "shutdown":
                HasShutDown = true;
                return null;
            case "textDocument/codeAction":
                return document is null ? new JsonArray() : await ActionsAsync(document, parameters["range"], cancellationToken);
            case "textDocument/hover":
                return document is null ? null : await HoverAsync(document, document.Offset(parameters["position"]), cancellationToken);
            case "textDocument/completion":
                return document is null ? new JsonArray() : Places(cancellationToken).Completion(document, document.Offset(parameters["position"]));
            case "textDocument/definition" or "textDocument/references":
                var places = Places(cancellationToken);
                return document is null || places.At(document, document.Offset(parameters["position"])) is not { } entity ? new JsonArray()
                    : method == "textDocument/definition" ? places.Definition(entity)
                    : places.References(entity);
            default:
                throw new RpcException(RpcException.MethodNotFound, $"There is no method '{VisibleText.Of(method, 100)}'.");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _planned.Cancel();
        _planned.Dispose();
        _turn.Dispose();
    }

    private JsonObject Initialized(JsonPart parameters)
    {
        (_repository, _catalogFolder) = open(
            parameters["workspaceFolders"].First["uri"].Text ?? parameters["rootUri"].Text, parameters["initializationOptions"]["catalog"].Text);
        return new JsonObject
        {
            ["capabilities"] = new JsonObject
            {
                ["positionEncoding"] = "utf-16",
                ["textDocumentSync"] = new JsonObject { ["openClose"] = true, ["change"] = 2, ["save"] = true },   // 2: incremental.
                ["codeActionProvider"] = new JsonObject { ["codeActionKinds"] = new JsonArray("quickfix") },
                ["hoverProvider"] = true,
                ["completionProvider"] = new JsonObject { ["triggerCharacters"] = new JsonArray(" ", ":", "/") },
                ["definitionProvider"] = true,
                ["referencesProvider"] = true,
            },
            ["serverInfo"] = new JsonObject { ["name"] = "automation", ["version"] = Product.Version },
        };
    }

    private EntityPlaces Places(CancellationToken cancellationToken) => new(_repository!, _documents, _catalogFolder, cancellationToken);

    private OpenDocument? Find(JsonPart document) => _documents.GetValueOrDefault(document["uri"].Text ?? "");

    private void Keep(OpenDocument document)
    {
        _documents = _documents.SetItem(document.Uri, document);
        Plan();
    }

    // A later change replaces a check that has not ended.
    private void Plan()
    {
        if (_repository is null)
        {
            return;
        }

        _planned.Cancel();
        _planned = new CancellationTokenSource();
        var (documents, cancellationToken) = (_documents, _planned.Token);
        _ = Task.Run(
            async () =>
            {
                try
                {
                    await Task.Delay(Pause, cancellationToken);
                    Show(documents, await FindingsAsync(documents, cancellationToken));
                }
                catch (OperationCanceledException)
                {
                    // Another text is checked instead.
                }
            },
            CancellationToken.None);
    }

    private async Task<ILookup<string, Finding>> FindingsAsync(ImmutableDictionary<string, OpenDocument> documents, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_checked is not { } done || done.Documents != documents)
            {
                _checked = done = (documents, _repository!.Check(documents, cancellationToken));
            }

            return done.Findings;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or Git.Objects.RepositoryException)
        {
            return Nothing;   // Files that change while they are read: the next change checks again.
        }
        finally
        {
            _turn.Release();
        }
    }

    private void Show(ImmutableDictionary<string, OpenDocument> documents, ILookup<string, Finding> findings)
    {
        var paths = findings.Select(f => f.Key).Concat(documents.Values.Select(d => d.Path)).ToHashSet(StringComparer.Ordinal);
        foreach (var path in paths.Union(_shown).Order(StringComparer.Ordinal))
        {
            var document = documents.Values.FirstOrDefault(d => d.Path == path);
            var shown = new JsonObject
            {
                ["uri"] = document?.Uri ?? _repository!.UriOf(path),
                ["diagnostics"] = LspJson.Array(findings[path].Select(LspJson.Diagnostic)),
            };
            if (document is not null)
            {
                shown["version"] = document.Version;
            }

            Connection().Notify("textDocument/publishDiagnostics", shown);
        }

        _shown = [.. findings.Select(f => f.Key)];
    }

    private async Task<JsonArray> ActionsAsync(OpenDocument document, JsonPart range, CancellationToken cancellationToken)
    {
        var (from, to) = (document.Text.PositionAt(document.Offset(range["start"])), document.Text.PositionAt(document.Offset(range["end"])));
        var findings = (await FindingsAsync(_documents, cancellationToken))[document.Path]
            .Where(f => f.Span.Start.CompareTo(to) <= 0 && f.Span.End.CompareTo(from) >= 0);
        return LspJson.Array(
            findings.SelectMany(f => Fixes(f).Concat(f.Suggestions.Select(s => LspJson.Action(s.Title, UriOf(s.File), s.Edits, f, isPreferred: false)))));

        IEnumerable<JsonObject> Fixes(Finding finding) =>
            finding.Fix is { } fix ? [LspJson.Action(fix.Title, document.Uri, fix.Edits, finding, isPreferred: !fix.IsGuess)] : [];
    }

    private string UriOf(string path) => _documents.Values.FirstOrDefault(d => d.Path == path)?.Uri ?? _repository!.UriOf(path);

    private async Task<JsonObject?> HoverAsync(OpenDocument document, int offset, CancellationToken cancellationToken)
    {
        var position = document.Text.PositionAt(offset);
        var found = (await FindingsAsync(_documents, cancellationToken))[document.Path]
            .Where(f => f.Span.Start.CompareTo(position) <= 0 && f.Span.End.CompareTo(position) >= 0).ToList();
        return found.Count == 0 ? null : new JsonObject
        {
            ["contents"] = new JsonObject
            {
                ["kind"] = "markdown",
                ["value"] = string.Join("\n---\n\n", found.Select(f => f.Rule).DistinctBy(r => r.Id).Select(RuleReferencePage.Of)),
            },
            ["range"] = LspJson.Range(found[0].Span),
        };
    }
}
