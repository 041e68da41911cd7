using Automation.Core.Trees;
using Automation.GitOps.Reading;

namespace Automation.GitOps.Rendering;

/// <summary>The files that a tool gets: the GitOps repository at the root, other checkouts in folders of their own.</summary>
/// <param name="own">The GitOps repository.</param>
internal sealed class ScratchFiles(Checkout own)
{
    private const long LargestFile = 16L << 20;
    private const long MostBytes = 128L << 20;

    private readonly Dictionary<string, ReadOnlyMemory<byte>> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _links = new(StringComparer.Ordinal);
    private readonly List<Checkout> _others = [];
    private long _bytes;

    /// <summary>Why they cannot be given to a tool; null if they can.</summary>
    public string? Fault { get; private set; }

    /// <summary>Where a file of a repository is.</summary>
    public string PathOf(Checkout checkout, string path)
    {
        if (ReferenceEquals(checkout, own))
        {
            return path.Length == 0 ? "." : path;
        }

        var index = _others.IndexOf(checkout);
        if (index < 0)
        {
            index = _others.Count;
            _others.Add(checkout);
        }

        return Checkout.Combine($".checkout-{index}", path);
    }

    /// <summary>Adds files and links of a source.</summary>
    public void Add(IEnumerable<RepositoryFile> files, CancellationToken cancellationToken)
    {
        foreach (var (checkout, path) in files)
        {
            if (checkout.Entry(path) is { Kind: FileKind.Link } && checkout.Tree.LinkText(path, cancellationToken) is { } text)
            {
                _links[PathOf(checkout, path)] = text;
            }
            else if (checkout.Read(path, LargestFile, cancellationToken) is { } bytes)
            {
                Put(PathOf(checkout, path), bytes);
            }
            else
            {
                Fault ??= $"{path} cannot be read, or is larger than {LargestFile >> 20} MiB";
            }
        }
    }

    /// <summary>Adds a file, or replaces it.</summary>
    public void Put(string path, ReadOnlyMemory<byte> bytes)
    {
        _bytes += bytes.Length;
        _files[path] = bytes;
        if (_bytes > MostBytes)
        {
            Fault ??= $"it reads more than {MostBytes >> 20} MiB";
        }
    }

    /// <summary>A call of a tool on them.</summary>
    public ToolRun Run(RenderTool tool, IReadOnlyList<string> arguments) => new(tool, arguments, _files) { Links = _links };
}
