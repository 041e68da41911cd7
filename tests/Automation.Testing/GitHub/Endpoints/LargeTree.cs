using System.Text.Json;
using Automation.Testing.GitHub.Git;
using Automation.Testing.GitHub.Json;
using Automation.Testing.GitHub.Model;

namespace Automation.Testing.GitHub.Endpoints;

/// <summary>
/// The entries of a large tree as GitHub writes them, in pieces: a commit shares nearly all folders with the one before it, and what a folder holds is written
/// once. As one JSON object such a tree takes gigabytes, and its text took longer than everything else that a check asks for.
/// </summary>
/// <param name="urls">The addresses that the entries name.</param>
/// <param name="repository">The repository.</param>
/// <param name="most">The most entries that GitHub lists.</param>
internal sealed class LargeTree(Urls urls, HostedRepository repository, int most)
{
    private readonly List<byte[]> _pieces = [];
    private readonly string _address = urls.Of(repository);
    private int _left = most;

    /// <summary>Writes them; each but the first comes after a comma.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="isRecursive">Whether what is in its folders is written, too.</param>
    /// <returns>The pieces, and whether GitHub cuts the list off.</returns>
    public (IReadOnlyList<byte[]> Pieces, bool IsTruncated) Write(string tree, bool isRecursive)
    {
        var isTruncated = !TryAdd(tree, "", isRecursive);
        if (_pieces is [var first, ..])
        {
            _pieces[0] = first[1..];
        }

        return (_pieces, isTruncated);
    }

    private bool TryAdd(string tree, string prefix, bool isRecursive)
    {
        var entries = repository.Objects.Tree(tree) ?? [];
        var pieces = PiecesOf(tree, prefix, entries);
        for (var i = 0; i < entries.Count; i++)
        {
            if (_left-- == 0)
            {
                return false;
            }

            _pieces.Add(pieces[i]);
            if (isRecursive && entries[i].Type == "tree" && !TryAdd(entries[i].Sha, $"{prefix}{entries[i].Name}/", isRecursive))
            {
                return false;
            }
        }

        return true;
    }

    private byte[][] PiecesOf(string tree, string prefix, IReadOnlyList<GitTreeEntry> entries)
    {
        if (!repository.Objects.Written.TryGetValue((_address, tree, prefix), out var pieces))
        {
            pieces = repository.Objects.Written[(_address, tree, prefix)] = [.. entries.Select(e => Piece(prefix + e.Name, e))];
        }

        return pieces;
    }

    private byte[] Piece(string path, GitTreeEntry entry)
    {
        using var stream = new MemoryStream();
        stream.WriteByte((byte)',');
        using (var json = new Utf8JsonWriter(stream))
        {
            GitJson.WriteTreeEntry(json, urls, repository, path, entry);
        }

        return stream.ToArray();
    }
}
