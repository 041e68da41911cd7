
namespace Automation.Descriptors.Tests.Positions;

/// <summary>A finding stands where the mistake was made, and nowhere else.</summary>
public sealed class RejectionPositionTests
{
    private static readonly Dictionary<string, RejectionCase> Cases = All.ToDictionary(c => c.Name, StringComparer.Ordinal);

    internal static IEnumerable<RejectionCase> All => EnvelopeCases.All.Concat(MetadataCases.All).Concat(SpecCases.All).Concat(SyntaxCases.All);

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_mistake_is_shown_on_its_line(string name)
    {
        var mistake = Cases[name];

        var rejecting = Validated.Rejecting(mistake.Text);

        var said = string.Join('\n', rejecting.Select(f => $"{f.Span.Start.Line}:{f.Span.Start.Column} {f.Rule.Id} {f.Pointer} {f.Message}"));
        rejecting.ShouldContain(
            f => f.Rule.Id == mistake.Rule && f.Pointer == mistake.Pointer && f.Span.Start.Line == mistake.Line, $"line {mistake.Line}:\n{said}");
        rejecting.ShouldAllBe(f => f.Span.Start.Line == mistake.Line, said);
    }

    [Fact]
    public void The_documents_that_are_spoilt_are_sound() =>
        SoundDocuments.All.SelectMany(d => Validated.Rejecting(d.Text)).Select(f => f.Message).ShouldBeEmpty();
}
