using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests.Catalog;

/// <summary>A copy of the samples that may be changed, and stitched.</summary>
internal sealed class AcmeCopy : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public AcmeCopy()
    {
        var samples = Path.Combine(Repository.Root, "samples", "acme");
        foreach (var file in Directory.EnumerateFiles(samples, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(Root, Path.GetRelativePath(samples, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <summary>The folder of repositories.</summary>
    public string Root => Path.Combine(_folder.Path, "acme");

    /// <summary>Takes an API out of <c>orders</c> that other repositories consume.</summary>
    public void RemoveOrdersApi() => RemoveOrdersApi(Path.Combine(Root, "orders", "catalog-info.yaml"));

    /// <summary>The same, in another copy of the file.</summary>
    public static void RemoveOrdersApi(string file)
    {
        var documents = File.ReadAllText(file).Split("---\n").Where(d => !d.Contains("  name: orders-api\n", StringComparison.Ordinal));
        File.WriteAllText(file, string.Join("---\n", documents).Replace("    - orders-api\n", "", StringComparison.Ordinal));
    }

    /// <summary>Stitches the catalog of all repositories into a folder.</summary>
    public void Build(string folder) => Run.Automation("catalog", "build", "--source", Root, "--out", folder).Go().Ends(0);

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();
}
