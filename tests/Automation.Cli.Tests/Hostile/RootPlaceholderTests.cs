using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests.Hostile;

/// <summary>A file that makes a document of nothing but a placeholder costs itself, in every command.</summary>
public sealed class RootPlaceholderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("$text: x\n")]
    [InlineData("$yaml: ./catalog-info.yaml\n")]
    [InlineData("$openapi: x\n")]
    public void Validating_goes_on_with_the_other_files(string text)
    {
        _folder.With("a/catalog-info.yaml", text).With("b/catalog-info.yaml", Descriptors.Sound);

        var lines = Run.Automation("validate", "--format", "jsonl").In(_folder.Path).Go().Ends(1).Lines;

        lines.Select(l => (l.GetProperty("valid").GetBoolean(), l.GetProperty("fileOk").GetBoolean())).ShouldBe([(false, false), (true, true)]);
        Run.Automation("check", "--format", "json").In(_folder.Path).Go().Ends(1).Rules.ShouldContain("catalog/not-a-descriptor");
    }

    [Fact]
    public void Building_a_catalog_takes_the_other_sources()
    {
        _folder.With("a/catalog-info.yaml", "$text: x\n").With("b/catalog-info.yaml", Descriptors.Sound);

        var built = Run.Automation("catalog", "build", "--source", "a", "--source", "b", "--out", "out", "--format", "json").In(_folder.Path).Go();

        built.Json.GetProperty("entities").GetInt32().ShouldBe(1, built.Everything);
    }

    [Theory]
    [InlineData("|")]
    [InlineData(">")]
    [InlineData("|+")]
    [InlineData(">+")]
    public void A_block_of_text_at_the_end_of_a_file_ends_with_a_line_break_in_the_catalog(string sign)
    {
        _folder.With(
            "a/catalog-info.yaml",
            "apiVersion: backstage.io/v1alpha1\nkind: API\nmetadata:\n  name: orders\nspec:\n  type: openapi\n  lifecycle: production\n  owner: payments\n  "
            + $"definition: {sign}\n    text");

        foreach (var compatible in (string[][])[[], ["--compat", "backstage"]])
        {
            Run.Automation(["catalog", "build", "--source", "a", "--out", "out", .. compatible]).In(_folder.Path).Go();
            Run.Automation("catalog", "show", "--catalog", "out").In(_folder.Path).Go().Ends(0).Lines
                .ShouldHaveSingleItem().GetProperty("spec").Text("definition").ShouldBe("text\n");
        }
    }

    public void Dispose() => _folder.Dispose();
}
