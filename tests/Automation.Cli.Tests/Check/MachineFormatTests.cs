using System.Text.Json;
using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests.Check;

/// <summary>What <c>check</c> writes for scripts.</summary>
public sealed class MachineFormatTests : IDisposable
{
    private readonly TemporaryFolder _folder = new TemporaryFolder().With("catalog-info.yaml", Descriptors.Doubtful)
        .With("x/catalog-info.yaml", Descriptors.Refused);

    [Fact]
    public void Json_is_one_object_with_the_documented_members()
    {
        var report = Run.Automation("check", "--format", "json").In(_folder.Path).Go().Ends(1).Json;

        new[] { "conclusion", "findings", "catalogDiff", "notChecked" }.ShouldBeSubsetOf(report.Names());
        report.Text("conclusion").ShouldBe("failure");
        report.GetProperty("catalogDiff").ValueKind.ShouldBe(JsonValueKind.Null);
        report.GetProperty("notChecked")[0].Names().ShouldBe(["what", "why"]);
    }

    [Fact]
    public void Json_lines_are_findings()
    {
        var lines = Run.Automation("check", "--format", "jsonl").In(_folder.Path).Go().Ends(1).Lines;

        lines.Select(l => l.Text("rule")).ShouldBe(["catalog/misspelt-key", "catalog/name-format"]);
        lines.ShouldAllBe(l => l.Names()[0] == "rule" && l.Names()[12] == "fix");
    }

    [Theory]
    [InlineData(Descriptors.Sound, "success")]
    [InlineData(Descriptors.Doubtful, "neutral")]
    [InlineData(Descriptors.Refused, "failure")]
    public void The_conclusion_is_githubs_word(string descriptor, string conclusion)
    {
        using var folder = new TemporaryFolder().With("catalog-info.yaml", descriptor);

        Run.Automation("check", "--format", "json").In(folder.Path).Go().Json.Text("conclusion").ShouldBe(conclusion);
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();
}
