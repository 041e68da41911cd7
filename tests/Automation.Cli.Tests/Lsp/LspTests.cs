using System.Text.Json;
using System.Text.Json.Nodes;
using Automation.Cli.Tests.Driving;
using Automation.Cli.Tests.Templates;
using Automation.Testing;

namespace Automation.Cli.Tests.Lsp;

/// <summary><c>lsp</c>: an editor shows what <c>check</c> finds, and more.</summary>
public sealed class LspTests(ScaffoldPolicyTests.AcmeCatalog catalog) : IClassFixture<ScaffoldPolicyTests.AcmeCatalog>, IDisposable
{
    private const string Service =
        "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: mail\n  tags: [Java]\nspec:\n  type: service\n  lifecycle: production\n  owner: user:jane\n";

    private readonly GitSandbox _git = GitSandbox.Create();

    public void Dispose() => _git.Dispose();

    [Fact]
    public async Task An_editor_is_greeted_and_ends_the_server()
    {
        using var editor = await OpenAsync(Service);
        (await editor.EndAsync()).ShouldBe(0);

        using var another = await OpenAsync(Service);
        (await another.EndAsync(announced: false)).ShouldBe(1);
    }

    [Fact]
    public async Task Text_and_addresses_that_no_file_can_have_do_not_end_the_server()
    {
        using var editor = await OpenAsync(Service);
        await editor.DiagnosticsAsync();

        await editor.NotifyAsync("textDocument/didOpen", JsonNode.Parse(
            """{"textDocument":{"uri":"file:///a%00b/catalog-info.yaml","languageId":"yaml","version":1,"text":"x"}}""")!.AsObject());
        await editor.ReplaceAsync("x: \\ud83d [\\n");

        (await editor.DiagnosticsAsync()).Select(d => d.Text("code")).ShouldContain("catalog/not-a-descriptor");
        (await editor.EndAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Diagnostics_are_the_findings_of_check_and_follow_the_text()
    {
        _git.With("catalog-info.yaml", Service);
        var expected = Run.Automation("check", "--format", "json").In(_git.Path).Go().Ends(1).Json.GetProperty("findings").EnumerateArray().ToList();
        using var editor = await OpenAsync(Service);

        var shown = await editor.DiagnosticsAsync();

        shown.Select(Shown).ShouldBe(expected.Select(f => (
            f.Text("rule")!, f.Text("message")!, f.GetProperty("line").GetInt32() - 1, f.GetProperty("column").GetInt32() - 1, f.GetProperty("endColumn").GetInt32() - 1)));
        var tag = Service.IndexOf("Java", StringComparison.Ordinal);
        await editor.EditAsync(tag, tag + 1, "j");
        (await editor.DiagnosticsAsync()).Select(d => d.Text("code")).ShouldNotContain("catalog/tag-format");
        await editor.EditAsync(0, 0, "x: [\n");
        (await editor.DiagnosticsAsync()).Select(d => d.Text("code")).ShouldContain("catalog/yaml-syntax");
    }

    [Fact]
    public async Task A_fix_is_a_code_action_that_resolves_its_finding()
    {
        using var editor = await OpenAsync(Service);
        var tag = Service.IndexOf("Java", StringComparison.Ordinal);

        var action = (await editor.ActionsAsync(tag, tag)).ShouldHaveSingleItem();
        action.GetProperty("isPreferred").GetBoolean().ShouldBeTrue();
        (await editor.ActionsAsync(0, 3)).ShouldBeEmpty();
        await editor.ApplyAsync(action);

        editor.Text.ShouldContain("tags: [java]");
        (await editor.DiagnosticsAsync()).Select(d => d.Text("code")).ShouldNotContain("catalog/tag-format");
    }

    [Fact]
    public async Task The_page_of_the_rule_is_shown_over_a_finding()
    {
        using var editor = await OpenAsync(Service);

        var hover = await editor.AtAsync("textDocument/hover", Service.IndexOf("Java", StringComparison.Ordinal) + 1);

        hover.GetProperty("contents").Text("value")!.ShouldStartWith("### catalog/tag-format\n");
        hover.GetProperty("contents").Text("value")!.ShouldContain("**Why it matters:**");
        (await editor.AtAsync("textDocument/hover", 1)).ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory]
    [InlineData("  owner: fulf", "fulfilment")]
    [InlineData("  providesApis:\n    - orders-a", "orders-api")]
    [InlineData("  dependsOn:\n  - resource:orders-", "resource:orders-db")]
    public async Task References_are_completed_from_the_catalog(string written, string completed)
    {
        var text = Service.Replace("  owner: user:jane\n", written, StringComparison.Ordinal);
        using var editor = await Editor.OpenAsync(_git.Path, "catalog-info.yaml", text, catalog.Path);

        var items = (await editor.AtAsync("textDocument/completion", text.Length)).EnumerateArray().ToList();

        items.Select(i => i.Text("label")).ShouldContain(completed);
        var edit = items.Single(i => i.Text("label") == completed).GetProperty("textEdit");
        text[..editor.Offset(edit.GetProperty("range").GetProperty("start"))].ShouldEndWith(written[..(written.LastIndexOf(' ') + 1)]);
        (await editor.AtAsync("textDocument/completion", text.IndexOf("service", StringComparison.Ordinal))).EnumerateArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_reference_leads_to_its_definition_and_an_entity_to_its_references()
    {
        const string library = "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: parts\nspec:\n  type: library\n  lifecycle: production\n  owner: user:jane\n";
        _git.With("parts/catalog-info.yaml", library);
        var text = Service + "  dependsOn:\n    - component:parts\n  consumesApis: [orders-api]\n";
        using var editor = await Editor.OpenAsync(_git.Path, "catalog-info.yaml", text, catalog.Path);

        var own = (await editor.AtAsync("textDocument/definition", text.IndexOf("component:parts", StringComparison.Ordinal) + 3)).EnumerateArray().ShouldHaveSingleItem();
        own.Text("uri")!.ShouldEndWith("/parts/catalog-info.yaml");
        own.GetProperty("range").GetProperty("start").GetProperty("line").GetInt32().ShouldBe(3);
        var other = (await editor.AtAsync("textDocument/definition", text.IndexOf("orders-api", StringComparison.Ordinal))).EnumerateArray().ShouldHaveSingleItem();
        File.ReadAllText(new Uri(other.Text("uri")!).LocalPath).ShouldContain("name: orders-api");

        var users = (await editor.AtAsync("textDocument/references", text.IndexOf("orders-api", StringComparison.Ordinal))).EnumerateArray().ToList();
        users.Count.ShouldBeGreaterThan(1);
        users[0].Text("uri")!.ShouldEndWith("/catalog-info.yaml");
        users.Skip(1).ShouldAllBe(u => File.Exists(new Uri(u.Text("uri")!).LocalPath));
        (await editor.AtAsync("textDocument/definition", 0)).EnumerateArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task CODEOWNERS_is_checked_too()
    {
        _git.With("catalog-info.yaml", Service);
        using var editor = await Editor.OpenAsync(_git.Path, "CODEOWNERS", "* @acme/a\nsrc/ not-an-owner\n");

        (await editor.DiagnosticsAsync()).Select(d => d.Text("code")).ShouldContain(c => c!.StartsWith("owners/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Random_edits_end_in_the_diagnostics_of_a_fresh_run()
    {
        string[] pieces = ["\n", "  ", ":", "- ", "a", "\"", "owner: x\n", "---\n", "é😀", "\t", "[", "#", "kind: API\n", "\r\n", "{{ x }}"];
        var random = new Random(7);
        using var editor = await OpenAsync(Service + "---\n" + Service);
        for (var i = 0; i < 10_000; i++)
        {
            var start = Boundary(editor.Text, random.Next(editor.Text.Length + 1));
            var longest = editor.Text.Length > 2_000 ? 200 : 12;
            var end = Boundary(editor.Text, Math.Min(editor.Text.Length, start + (random.Next(3) == 0 ? random.Next(longest) : 0)));
            await editor.EditAsync(start, end, random.Next(4) == 0 ? "" : pieces[random.Next(pieces.Length)]);
            if (i % 100 != 99)
            {
                continue;
            }

            var followed = await editor.DiagnosticsAsync();
            if (i % 1_000 == 999)
            {
                using var fresh = await OpenAsync(editor.Text);
                followed.Select(d => d.GetRawText()).ShouldBe((await fresh.DiagnosticsAsync()).Select(d => d.GetRawText()), $"after {i + 1} edits:\n{editor.Text}");
            }
        }

        (await editor.EndAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_catalog_that_cannot_be_read_is_a_message_and_the_document_is_checked_without_it()
    {
        _git.With("broken/catalog.json", """{"format": 99}""").With("broken/index/00.json", "{}");
        using var editor = await Editor.OpenAsync(_git.Path, "catalog-info.yaml", Service, Path.Combine(_git.Path, "broken"));

        (await editor.DiagnosticsAsync()).Select(d => d.Text("code")).ShouldContain("catalog/tag-format");

        editor.Messages.ShouldHaveSingleItem().ShouldContain("cannot be read, so references are not checked:");
    }

    [Fact]
    public async Task A_catalog_that_is_not_there_is_a_message_too()
    {
        using var editor = await Editor.OpenAsync(_git.Path, "catalog-info.yaml", Service, Path.Combine(_git.Path, "absent"));

        (await editor.DiagnosticsAsync()).Select(d => d.Text("code")).ShouldContain("catalog/tag-format");

        editor.Messages.ShouldHaveSingleItem().ShouldContain("There is no catalog folder");
    }

    [Fact]
    public async Task A_wrong_message_gets_an_error_and_a_broken_stream_ends_the_server()
    {
        using var editor = await OpenAsync(Service);
        await editor.DiagnosticsAsync();

        await editor.SendAsync("no JSON");
        (await editor.NextAsync()).GetProperty("error").GetProperty("code").GetInt32().ShouldBe(-32700);
        await editor.SendAsync("""{"jsonrpc":"2.0","id":"x","method":"textDocument/rename"}""");
        (await editor.NextAsync()).GetProperty("error").GetProperty("code").GetInt32().ShouldBe(-32601);
        await editor.WriteAsync($"Content-Length: {9 << 20}\r\n\r\n{new string(' ', 9 << 20)}");
        (await editor.NextAsync()).GetProperty("error").Text("message").ShouldBe("The message has more than 8 MiB.");
        await editor.WriteAsync("nonsense\r\n\r\n");
        (await editor.NextAsync()).GetProperty("error").Text("message").ShouldBe("The connection is closed: a header has no Content-Length.");
    }

    private Task<Editor> OpenAsync(string text) => Editor.OpenAsync(_git.Path, "catalog-info.yaml", text);

    // Not within a character of two units, nor within a line break: an editor has no such positions.
    private static int Boundary(string text, int at) =>
        at > 0 && at < text.Length && (char.IsLowSurrogate(text[at]) || (text[at] == '\n' && text[at - 1] == '\r')) ? at - 1 : at;

    private static (string Rule, string Message, int Line, int Column, int EndColumn) Shown(JsonElement diagnostic)
    {
        var (start, end) = (diagnostic.GetProperty("range").GetProperty("start"), diagnostic.GetProperty("range").GetProperty("end"));
        return (diagnostic.Text("code")!, diagnostic.Text("message")!, start.GetProperty("line").GetInt32(), start.GetProperty("character").GetInt32(),
            end.GetProperty("character").GetInt32());
    }
}
