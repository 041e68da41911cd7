using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests.Validate;

/// <summary><c>validate --format jsonl</c>, which scripts and measurements rely on.</summary>
public sealed class JsonLinesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_line_has_the_documented_members_in_their_order()
    {
        var line = Lines(Descriptors.Refused).ShouldHaveSingleItem();

        line.Names().ShouldBe(["file", "document", "line", "ref", "valid", "fileOk", "findings", "relations"]);
    }

    [Fact]
    public void A_finding_has_the_documented_members_in_their_order()
    {
        var finding = Lines(Descriptors.Doubtful)[0].GetProperty("findings")[0];

        finding.Names()
            .ShouldBe([
                "rule",
                "severity",
                "message",
                "file",
                "line",
                "column",
                "endLine",
                "endColumn",
                "pointer",
                "responsible",
                "preExisting",
                "fingerprint",
                "fix",
                "suggestions",
            ]);
        finding.GetProperty("fix").Names().ShouldBe(["title", "edits"]);
        finding.GetProperty("fix").GetProperty("edits")[0].Names().ShouldBe(["startLine", "startColumn", "endLine", "endColumn", "newText"]);
    }

    [Fact]
    public void A_finding_without_a_fix_has_null() =>
        Lines(Descriptors.Refused.Replace("the orders", "'!'", StringComparison.Ordinal))[0].GetProperty("findings")[0]
            .GetProperty("fix").ValueKind
            .ShouldBe(System.Text.Json.JsonValueKind.Null);

    [Fact]
    public void There_is_a_line_for_every_document_that_is_not_empty()
    {
        var lines = Lines($"---\n# nothing\n---\n{Descriptors.Sound}---\n---\n{Descriptors.Component("stock")}\n");

        lines.Select(l => (l.GetProperty("document").GetInt32(), l.GetProperty("line").GetInt32(), l.Text("ref")))
            .ShouldBe([(1, 4, "component:default/orders"), (3, 14, "component:default/stock")]);
    }

    [Fact]
    public void A_broken_document_leaves_its_siblings_a_line_and_spoils_the_file()
    {
        var lines = Lines($"{Descriptors.Sound}---\na: 'x\n");

        lines.Select(l => (l.GetProperty("valid").GetBoolean(), l.GetProperty("fileOk").GetBoolean())).ShouldBe([(true, false), (false, false)]);
    }

    [Fact]
    public void A_document_without_a_name_has_no_ref() =>
        Lines("kind: Component\n")[0].GetProperty("ref").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);

    [Fact]
    public void Relations_come_in_both_directions_sorted_and_distinct()
    {
        var line = Lines(Descriptors.Component("Orders", "  system: Shop\n  consumesApis: [stock, stock]\n"))[0];

        line.GetProperty("relations").EnumerateArray().Select(r => $"{r.Text("source")} {r.Text("type")} {r.Text("target")}").ShouldBe(
        [
            "api:default/stock apiConsumedBy component:default/orders",
            "component:default/orders consumesApi api:default/stock",
            "component:default/orders ownedBy group:default/team-a",
            "component:default/orders partOf system:default/shop",
            "group:default/team-a ownerOf component:default/orders",
            "system:default/shop hasPart component:default/orders",
        ]);
    }

    [Fact]
    public void A_document_that_is_not_valid_has_no_relations() =>
        Lines(Descriptors.Refused)[0].GetProperty("relations").GetArrayLength().ShouldBe(0);

    [Fact]
    public void A_file_that_cannot_be_read_has_one_line()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "there"));
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "a.yaml"), "there");
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "b.yaml"), "nowhere");

        var lines = Run.Automation("validate", "b.yaml", "--format", "jsonl").In(_folder.Path).Go().Ends(1).Lines;

        var line = lines.ShouldHaveSingleItem();
        (line.Text("file"), line.GetProperty("valid").GetBoolean(), line.GetProperty("fileOk").GetBoolean()).ShouldBe(("b.yaml", false, false));
        line.GetProperty("findings")[0].Text("rule").ShouldBe("catalog/unreadable");
    }

    [Fact]
    public void Columns_count_utf_16_units()
    {
        var finding = Lines(Descriptors.Sound.Replace("name: orders", "name: \"\U0001F680 \"", StringComparison.Ordinal))[0].GetProperty("findings")[0];

        (finding.GetProperty("column").GetInt32(), finding.GetProperty("endColumn").GetInt32()).ShouldBe((9, 14));
    }

    [Fact]
    public void Advice_never_makes_a_document_invalid()
    {
        var line =
            Run.Automation("validate", "-", "--format", "jsonl", "--fail-on", "warning").In(_folder.Path).Reading(Descriptors.Doubtful).Go().Ends(1).Lines[0];

        line.GetProperty("valid").GetBoolean().ShouldBeTrue();
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    private IReadOnlyList<System.Text.Json.JsonElement> Lines(string text) =>
        Run.Automation("validate", "-", "--format", "jsonl").In(_folder.Path).Reading(text).Go().Lines;
}
