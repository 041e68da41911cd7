using System.Diagnostics;
using Automation.Core.Trees;
using Automation.Testing;

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

    /// <summary>Its descriptors.</summary>
    public FileTree Tree() => new InMemoryTree(Directory.EnumerateFiles(_root, "*.yaml", SearchOption.AllDirectories)
        .Select(path => KeyValuePair.Create(Path.GetRelativePath(_root, path), (ReadOnlyMemory<byte>)File.ReadAllBytes(path))));

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    private static bool HasNode() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(p => File.Exists(Path.Combine(p, "node")));
}
