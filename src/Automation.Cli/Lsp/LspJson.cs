using System.Text.Json.Nodes;
using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Reporting.Wording;

namespace Automation.Cli.Lsp;

/// <summary>Findings, edits and places as the Language Server Protocol writes them: lines and columns from 0.</summary>
internal static class LspJson
{
    public static JsonObject Range(SourceSpan span) => new() { ["start"] = Position(span.Start), ["end"] = Position(span.End) };

    public static JsonObject Location(string uri, SourceSpan span) => new() { ["uri"] = uri, ["range"] = Range(span) };

    public static JsonObject Diagnostic(Finding finding)
    {
        var diagnostic = new JsonObject
        {
            ["range"] = Range(finding.Span),
            // Language Server Protocol, "DiagnosticSeverity".
            ["severity"] = finding.Severity switch { Severity.Error => 1, Severity.Warning => 2, _ => 3 },
            ["code"] = finding.Rule.Id,
            ["source"] = "automation",
            ["message"] = VisibleText.Of(finding.Message),
        };
        if (Product.LinkTo(finding.Rule) is { } page)
        {
            diagnostic["codeDescription"] = new JsonObject { ["href"] = page };
        }

        return diagnostic;
    }

    /// <summary>A fix as a code action; its edits refer to the text that was checked.</summary>
    public static JsonObject Action(string title, string uri, IReadOnlyList<FixEdit> edits, Finding finding, bool isPreferred) => new()
    {
        ["title"] = VisibleText.Of(title),
        ["kind"] = "quickfix",
        ["isPreferred"] = isPreferred,
        ["diagnostics"] = Array([Diagnostic(finding)]),
        ["edit"] = new JsonObject
        {
            ["changes"] = new JsonObject
            {
                [uri] = Array(edits.Select(e => new JsonObject { ["range"] = Range(e.Span), ["newText"] = e.Edit.NewText })),
            },
        },
    };

    /// <summary>A list of objects. Collection expressions of them would ask the serializer for their type, which a native program does not have.</summary>
    public static JsonArray Array(IEnumerable<JsonObject> items) => new([.. items.Select(i => (JsonNode?)i)]);

    private static JsonObject Position(SourcePosition position) => new() { ["line"] = position.Line - 1, ["character"] = position.Column - 1 };
}
