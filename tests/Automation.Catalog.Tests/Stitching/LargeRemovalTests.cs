using Automation.Catalog.Sources;

namespace Automation.Catalog.Tests.Stitching;

/// <summary>Which removals need a confirmation.</summary>
public sealed class LargeRemovalTests
{
    [Theory]
    [InlineData(20, 20, false)]
    [InlineData(21, 21, true)]
    [InlineData(21, 419, true)]
    [InlineData(21, 420, false)]
    [InlineData(1_000, 20_000, false)]
    [InlineData(1_001, 20_000, true)]
    [InlineData(int.MaxValue, int.MaxValue, true)]
    public void More_than_twenty_and_more_than_five_percent_are_large(int removed, int known, bool isLarge) =>
        LargeRemoval.Is(removed, known).ShouldBe(isLarge);
}
