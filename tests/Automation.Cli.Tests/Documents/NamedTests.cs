using Automation.Testing;

namespace Automation.Cli.Tests.Documents;

/// <summary>The tests that the field trial names as evidence exist.</summary>
public sealed class NamedTests
{
    [Fact]
    public void Each_attack_names_a_test_that_exists()
    {
        var named = File.ReadAllText(Path.Combine(Repository.Root, "docs", "field-trial.md")).Split('`')
            .Select(word => word.Split('.'))
            .Where(parts => parts is [var type, var method] && type.EndsWith("Tests", StringComparison.Ordinal) && method.Contains('_', StringComparison.Ordinal))
            .ToList();
        var sources = Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .Where(f => named.Exists(n => Path.GetFileNameWithoutExtension(f).StartsWith(n[0], StringComparison.Ordinal)))
            .Select(File.ReadAllText)
            .ToList();

        named.Count.ShouldBeGreaterThan(30);
        named.Where(n => !sources.Exists(s => s.Contains($"class {n[0]}", StringComparison.Ordinal) && s.Contains($" {n[1]}(", StringComparison.Ordinal)))
            .Select(n => string.Join('.', n)).ShouldBeEmpty();
    }
}
