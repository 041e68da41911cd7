namespace Automation.Health.Tests.Diagnosis;

/// <summary>What is healthy, deliberate, on its way or over is no finding.</summary>
public sealed class NearMissTests
{
    public static TheoryData<string> QuietStates => [.. NearMisses.Quiet.Keys];

    public static TheoryData<string> OtherStates => [.. NearMisses.Others.Keys];

    [Theory]
    [MemberData(nameof(QuietStates))]
    public void A_healthy_or_deliberate_state_has_no_finding(string name) =>
        NearMisses.Quiet[name]().Diagnose().Findings.Select(f => $"{f.Cause}: {f.Says}").ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(OtherStates))]
    public void A_state_that_nearly_has_one_error_has_the_other(string name) =>
        NearMisses.Others[name].State().Diagnose().Findings.Select(f => f.Cause).ShouldBe([NearMisses.Others[name].Cause]);

    [Fact]
    public void There_are_at_least_forty_states_without_a_finding() => NearMisses.Quiet.Count.ShouldBeGreaterThanOrEqualTo(40);
}
