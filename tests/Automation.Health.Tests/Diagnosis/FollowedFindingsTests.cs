using Automation.Health.Diagnosis;
using static Automation.Health.Tests.Diagnosis.ErrorClasses;

namespace Automation.Health.Tests.Diagnosis;

/// <summary>What a reading knows from the one before.</summary>
public sealed class FollowedFindingsTests
{
    [Fact]
    public void The_first_specific_cause_is_kept_when_only_back_off_is_left()
    {
        var first = Image("ErrImagePull", "x: not found").Diagnose().Findings;
        var second = FollowedFindings.Of(first, Image("ImagePullBackOff", "Back-off pulling image \"x\"").Diagnose().Findings);

        FollowedFindings.Of(second, Image("ImagePullBackOff", "Back-off pulling image \"x\"").Diagnose().Findings)
            .ShouldHaveSingleItem().Cause.ShouldBe("image/not-found");
    }

    [Fact]
    public void A_cause_is_confirmed_at_its_second_reading()
    {
        var first = Crash("exitCode: 1, reason: Error").Diagnose().Findings;
        var second = FollowedFindings.Of(first, Crash("exitCode: 1, reason: Error").Diagnose().Findings);

        first.ShouldHaveSingleItem().IsConfirmed.ShouldBeFalse();
        second.ShouldHaveSingleItem().IsConfirmed.ShouldBeTrue();
    }

    [Fact]
    public void What_only_a_person_can_change_is_confirmed_at_once() =>
        Image("InvalidImageName", "x").Diagnose().Findings.ShouldHaveSingleItem().IsConfirmed.ShouldBeTrue();

    [Fact]
    public void A_cause_of_another_container_is_not_kept()
    {
        var first = Image("ErrImagePull", "x: not found").Diagnose().Findings;
        var now = Crash("exitCode: 1, reason: Error").Diagnose().Findings;

        FollowedFindings.Of(first, now).ShouldHaveSingleItem().Cause.ShouldBe("crash/own-error");
    }

    [Fact]
    public void Without_events_a_cause_is_only_probable() =>
        Image("ImagePullBackOff", "Back-off pulling image").WithoutEvents().Diagnose().Findings.ShouldHaveSingleItem().HasEvents.ShouldBeFalse();
}
