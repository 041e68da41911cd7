using System.Diagnostics;
using Automation.Catalog.Descriptors;
using Automation.Catalog.Judging;
using Automation.Core.Text;
using Automation.Testing;
using Automation.Yaml;

namespace Automation.Catalog.Tests.Stitching;

/// <summary>An organisation of N repositories, made by the generator that the golden outputs were made with; it needs Node.js.</summary>
internal sealed class SyntheticOrganisation : IDisposable
{
    private static readonly string Generator = Path.GetFullPath(Path.Combine(Repository.Root, "../shared/peers/catalog/gen.mjs"));

    private readonly TemporaryFolder _folder = new();
    private readonly string _root;

    private SyntheticOrganisation(int repositories)
    {
        using var node = Process.Start(new ProcessStartInfo("node", [Generator, $"{repositories}", _folder.Path]) { RedirectStandardOutput = true })!;
        node.WaitForExit();
        node.ExitCode.ShouldBe(0);
        _root = Path.Combine(_folder.Path, $"{repositories}");
    }

    /// <summary>Makes one; the test is skipped where the generator or Node.js is absent.</summary>
    public static SyntheticOrganisation Of(int repositories)
    {
        Assert.SkipUnless(File.Exists(Generator), "The generator of synthetic organisations is not at hand.");
        Assert.SkipUnless(HasNode(), "Node.js is not installed, and the generator needs it.");
        return new SyntheticOrganisation(repositories);
    }

    /// <summary>Its files as they are configured for Backstage: the organisation first, then each repository.</summary>
    public IEnumerable<FileJudgement> Files() =>
        Directory.EnumerateDirectories(_root).Order(StringComparer.Ordinal).Select(d => Path.Combine(d, "catalog-info.yaml")).Prepend(Path.Combine(_root, "org.yaml"))
            .Select(path => DescriptorJudge.Judge(SourceText.Decode($"file:<ORG>/{Path.GetRelativePath(_root, path)}", File.ReadAllBytes(path)), new DescriptorContext("catalog-info.yaml", null), YamlLimits.Source));

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    private static bool HasNode() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(p => File.Exists(Path.Combine(p, "node")));
}
