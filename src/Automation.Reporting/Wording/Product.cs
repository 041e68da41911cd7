using System.Reflection;
using Automation.Core.Findings;

namespace Automation.Reporting.Wording;

/// <summary>The program's name, and where its documents are.</summary>
public static class Product
{
    public static string Address { get; } =
        $"https://github.com/{typeof(Product).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Repository").Value}";

    public static string Version { get; } =
        typeof(Product).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";

    /// <summary>A guide, such as <c>github-app</c>.</summary>
    public static string Guide(string name) => $"{Address}/blob/v{Version}/docs/guide/{name}.md";

    public static string? LinkTo(Rule rule) => $"{Address}/blob/v{Version}/docs/rules.md#{rule.Anchor}";

    /// <summary>The address of a rule's source; for pages of this repository, at the running version.</summary>
    public static string? LinkTo(RuleSource source) =>
        source.Address is { } address && !address.StartsWith("https://", StringComparison.Ordinal) ? $"{Address}/blob/v{Version}/{address}" : source.Address;
}
