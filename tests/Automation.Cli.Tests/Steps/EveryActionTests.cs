using Automation.Testing;

namespace Automation.Cli.Tests.Steps;

/// <summary>No action is left out of these tests.</summary>
public sealed class EveryActionTests
{
    public static TheoryData<string> Actions =>
        [.. Directory.GetDirectories(Path.Combine(Repository.Root, "actions")).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Actions))]
    public void Each_action_runs_as_a_step(string action)
    {
        var expected = $"{action.Replace("-", "", StringComparison.Ordinal)}StepTests";

        typeof(EveryActionTests).Assembly.GetTypes().ShouldContain(t => t.Name.Equals(expected, StringComparison.OrdinalIgnoreCase), $"add {expected}");
    }
}
