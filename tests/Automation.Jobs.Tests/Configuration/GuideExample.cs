using Automation.Testing;

namespace Automation.Jobs.Tests.Configuration;

/// <summary>The example of the guide: its first YAML block under the heading "Example".</summary>
internal static class GuideExample
{
    public static string Text
    {
        get
        {
            var guide = File.ReadAllText(Path.Combine(Repository.Root, "docs/guide/configuration.md"));
            var example = guide[guide.IndexOf("## Example", StringComparison.Ordinal)..];
            var start = example.IndexOf("```yaml\n", StringComparison.Ordinal) + "```yaml\n".Length;
            return example[start..example.IndexOf("```", start, StringComparison.Ordinal)];
        }
    }
}
