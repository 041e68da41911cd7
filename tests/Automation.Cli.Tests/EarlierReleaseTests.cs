using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests;

/// <summary>What the last release wrote is read by this program (<c>tests/releases/write.sh</c>).</summary>
public sealed class EarlierReleaseTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public EarlierReleaseTests()
    {
        var last = Path.Combine(Repository.Root, "tests", "releases", "last");
        foreach (var file in Directory.EnumerateFiles(last, "*", SearchOption.AllDirectories))
        {
            _folder.With(Path.GetRelativePath(last, file), File.ReadAllText(file));
        }
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Its_configuration_and_its_baseline_mean_the_same()
    {
        var outcome = Run.Automation("check", "repository").In(_folder.Path).Go().Ends(0);

        outcome.Output.ShouldContain("1 finding is suppressed");
    }

    [Fact]
    public void Its_catalog_is_shown()
    {
        Run.Automation("catalog", "show", "component:default/ledger", "--catalog", "catalog").In(_folder.Path).Go().Ends(0).Output.ShouldContain("ledger");
    }

    [Fact]
    public void Its_catalog_becomes_what_a_first_build_writes()
    {
        Build("catalog");
        Build("first");

        Content("catalog").ShouldBe(Content("first"));
    }

    private void Build(string folder) => Run.Automation("catalog", "build", "--sources", "catalog-sources.yml", "--out", folder).In(_folder.Path).Go().Ends(0);

    private string Content(string folder) => string.Join('\n', Directory.EnumerateFiles(Path.Combine(_folder.Path, folder), "*", SearchOption.AllDirectories)
        .Select(f => $"{Path.GetRelativePath(Path.Combine(_folder.Path, folder), f)}\n{File.ReadAllText(f)}")
        .Where(f => !f.StartsWith(".automation", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal));
}
