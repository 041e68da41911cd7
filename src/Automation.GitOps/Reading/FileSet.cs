using System.Text.Json.Nodes;
using Automation.Core.Trees;

namespace Automation.GitOps.Reading;

/// <summary>A file or link of a repository.</summary>
/// <param name="Checkout">The repository.</param>
/// <param name="Path">Its path, without links in it.</param>
public readonly record struct RepositoryFile(Checkout Checkout, string Path) : IComparable<RepositoryFile>
{
    /// <inheritdoc/>
    public int CompareTo(RepositoryFile other)
    {
        var order = string.CompareOrdinal(Checkout.Name, other.Checkout.Name);
        return order != 0 ? order : string.CompareOrdinal(Path, other.Path);
    }
}

/// <summary>Collects the files that a source reads.</summary>
internal sealed class FileSet
{
    private const int MostFiles = 20_000;

    private readonly SortedSet<RepositoryFile> _files = [];
    private readonly List<string> _refused = [];

    public IReadOnlyList<RepositoryFile> Files => [.. _files];

    public IReadOnlyList<string> Refused => [.. _refused.Distinct(StringComparer.Ordinal)];

    /// <summary>Whether it has more files than an application may read.</summary>
    public bool IsFull => _files.Count > MostFiles;

    /// <summary>Adds what a path leads to, and the links on the way; of a folder only these.</summary>
    public void Add(Checkout checkout, FoundPath found)
    {
        foreach (var link in found.Links)
        {
            _files.Add(new RepositoryFile(checkout, link));
        }

        if (!found.IsFolder)
        {
            _files.Add(new RepositoryFile(checkout, found.Path));
        }
    }

    /// <summary>Adds everything below a folder.</summary>
    public void AddBelow(Checkout checkout, string folder)
    {
        foreach (var (_, found) in Below(checkout, folder))
        {
            if (IsFull)
            {
                return;
            }

            Add(checkout, found);
        }
    }

    /// <summary>Notes why the source cannot be rendered.</summary>
    public void Refuse(string reason) => _refused.Add(reason);

    /// <summary>The files below a folder by their paths from it, links followed; a link that leads nowhere is left out.</summary>
    public static IEnumerable<(string Path, FoundPath Found)> Below(Checkout checkout, string folder)
    {
        // Links can lead in circles, and to the same folder many times: each real folder is listed once.
        var (seen, open) = (new HashSet<string>(StringComparer.Ordinal) { folder }, new Queue<(string Shown, string Real, IReadOnlyList<string> Links)>());
        open.Enqueue(("", folder, []));
        while (open.TryDequeue(out var next))
        {
            foreach (var entry in checkout.Below(next.Real))
            {
                var shown = Checkout.Combine(next.Shown, RepositoryPath.Within(next.Real, entry.Path)!);
                if (entry.Kind == FileKind.File)
                {
                    yield return (shown, new FoundPath(entry.Path, false, next.Links));
                }
                else if (entry.Kind == FileKind.Link && checkout.Find(entry.Path) is { } found)
                {
                    var linked = found with { Links = [.. next.Links, .. found.Links] };
                    if (!found.IsFolder)
                    {
                        yield return (shown, linked);
                    }
                    else if (seen.Add(found.Path))
                    {
                        open.Enqueue((shown, found.Path, linked.Links));
                    }
                }
            }
        }
    }

    /// <summary>All texts in a value, at any depth.</summary>
    public static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(p => Texts(p.Value)),
        JsonArray list => list.SelectMany(Texts),
        JsonValue value when value.TryGetValue<string>(out var text) => [text],
        _ => [],
    };
}
