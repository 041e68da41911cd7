using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.GitOps.Objects;

namespace Automation.GitOps.Reading;

/// <summary>The files that kustomizations name as patches: parts of manifests, which are not valid by themselves.</summary>
public sealed class PatchFiles
{
    private const int LargestFile = 1024 * 1024;

    private readonly HashSet<(FileTree Tree, string Path)> _patches = [];

    /// <summary>Takes what a kustomization names; nothing of another file.</summary>
    public void Take(FileTree tree, string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var (folder, name) = path.LastIndexOf('/') is >= 0 and var at ? (path[..at], path[(at + 1)..]) : ("", path);
        if (!KustomizationFolder.Names.Contains(name) || bytes.Length > LargestFile)
        {
            return;
        }

        foreach (var kustomization in RepositoryYaml.Parse(SourceText.Decode(path, bytes.Span), cancellationToken))
        {
            var named = kustomization.Objects("patches").Concat(kustomization.Objects("patchesJson6902")).Select(p => p.Text("path")).OfType<string>()
                .Concat(kustomization.Texts("patchesStrategicMerge"));
            _patches.UnionWith(named.Select(n => RepositoryPath.Resolved(Checkout.Combine(folder, n))).OfType<string>().Select(p => (tree, p)));
        }
    }

    /// <summary>Whether a file is one of them.</summary>
    public bool Contain(FileTree tree, string path) => _patches.Contains((tree, path));
}
