using Automation.Core.Trees;
using Automation.Jobs.Descriptors;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.Tests.Descriptors;

/// <summary>Files are read within their limits, and unreadable ones are reported.</summary>
public sealed class DescriptorReaderTests
{
    [Fact]
    public void A_file_that_is_not_there_is_a_finding() =>
        Finding(InMemoryTree.Of(), YamlLimits.Descriptor).ShouldBe("catalog/unreadable: The file does not exist.");

    [Theory]
    [InlineData(1_000, 20, "The file has 1,000 bytes; a descriptor may have at most 20 bytes.")]
    [InlineData(3 << 20, 2 << 20, "The file has 3.0 MiB; a descriptor may have at most 2.0 MiB.")]
    [InlineData(12 << 20, 2 << 20, "The file has 12 MiB; a descriptor may have at most 2.0 MiB.")]
    public void A_file_that_is_too_large_is_a_finding_with_both_sizes(int size, int limit, string message) =>
        Finding(InMemoryTree.Of(("a.yaml", new string('#', size))), new YamlLimits(limit, 10)).ShouldStartWith($"catalog/limit-size: {message}");

    private static string Finding(FileTree tree, YamlLimits limits)
    {
        var validated = DescriptorReader.Validate(new DescriptorInput("shown/a.yaml", "a.yaml", tree, null, limits), TestContext.Current.CancellationToken);

        validated.Documents.ShouldBeEmpty();
        var finding = validated.Whole.ShouldHaveSingleItem();
        finding.File.ShouldBe("shown/a.yaml");
        return $"{finding.Rule.Id}: {finding.Message}";
    }
}
