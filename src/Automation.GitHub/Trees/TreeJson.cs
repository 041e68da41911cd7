using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using Automation.Core.Trees;

namespace Automation.GitHub.Trees;

/// <summary>Reads GitHub's JSON of a tree (REST: "Get a tree") entry by entry as it arrives: a recursive one has up to 100,000 of them.</summary>
internal sealed class TreeJson
{
    // Below the root, and below an entry of the list.
    private const int RootDepth = 1;
    private const int EntryDepth = 2;

    // A value across two buffers takes a slower path.
    private const int BytesAtOnce = 64 * 1024;

    private readonly Func<ListedEntry, bool> _take;
    private bool _isInTree;
    private Member _member;
    private (string? Path, ListedEntryKind Kind, string? Sha, long Size) _entry;

    private readonly KnownListing? _known;

    private TreeJson(Func<ListedEntry, bool> take, KnownListing? known) => (_take, _known) = (take, known);

    /// <summary>Whether GitHub truncated the list; the flag follows the list.</summary>
    private bool IsTruncated { get; set; }

    /// <summary>Whether the consumer of the entries needs no more.</summary>
    private bool HasEnough { get; set; }

    /// <param name="take">Receives an entry; returns false if it needs no more.</param>
    /// <param name="known">A listing of the same repository, whose strings are used again; null if there is none.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>Whether GitHub cut the list off; null if <paramref name="take"/> needed no more.</returns>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static async Task<bool?> ReadAsync(Stream stream, Func<ListedEntry, bool> take, KnownListing? known, CancellationToken cancellationToken)
    {
        var (json, state) = (new TreeJson(take, known), default(JsonReaderState));
        var pipe = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: BytesAtOnce));
        while (true)
        {
            var read = await pipe.ReadAsync(cancellationToken);
            var consumed = json.Read(read.Buffer, read.IsCompleted, ref state);
            pipe.AdvanceTo(consumed, read.Buffer.End);
            if (json.HasEnough || read.IsCompleted)
            {
                await pipe.CompleteAsync();
                return json.HasEnough ? null : json.IsTruncated;
            }
        }
    }

    private SequencePosition Read(ReadOnlySequence<byte> buffer, bool isLast, ref JsonReaderState state)
    {
        var reader = new Utf8JsonReader(buffer, isLast, state);
        while (!HasEnough && reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    _member = MemberOf(ref reader);
                    break;
                case JsonTokenType.StartArray or JsonTokenType.EndArray when reader.CurrentDepth == RootDepth:
                    _isInTree = reader.TokenType == JsonTokenType.StartArray && _member == Member.Tree;
                    break;
                case JsonTokenType.StartObject when reader.CurrentDepth == EntryDepth:
                    _entry = default;
                    break;
                case JsonTokenType.EndObject when _isInTree && reader.CurrentDepth == EntryDepth:
                    HasEnough = _entry is { Path: { } path, Sha: { } sha } && !Take(new ListedEntry(path, _entry.Kind, sha, _entry.Size));
                    break;
                case JsonTokenType.String or JsonTokenType.Number or JsonTokenType.True:
                    Take(ref reader);
                    break;
            }
        }

        state = reader.CurrentState;
        return reader.Position;
    }

    private bool Take(ListedEntry line) => _take(_known?.Entry(line) is { } known ? line with { Known = known } : line);

    private static Member MemberOf(ref Utf8JsonReader reader) => reader.CurrentDepth switch
    {
        RootDepth when reader.ValueTextEquals("tree"u8) => Member.Tree,
        RootDepth when reader.ValueTextEquals("truncated"u8) => Member.Truncated,
        EntryDepth + 1 when reader.ValueTextEquals("path"u8) => Member.Path,
        EntryDepth + 1 when reader.ValueTextEquals("mode"u8) => Member.Mode,
        EntryDepth + 1 when reader.ValueTextEquals("sha"u8) => Member.Sha,
        EntryDepth + 1 when reader.ValueTextEquals("size"u8) => Member.Size,
        _ => Member.Other,
    };

    // Avoids a string for each of thousands of entries.
    private static ListedEntryKind KindOf(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("040000"u8) ? ListedEntryKind.Folder
        : reader.ValueTextEquals("120000"u8) ? ListedEntryKind.Link
        : reader.ValueTextEquals("160000"u8) ? ListedEntryKind.Submodule
        : reader.ValueTextEquals("100755"u8) ? ListedEntryKind.Program
        : ListedEntryKind.File;

    private void Take(ref Utf8JsonReader reader)
    {
        switch (_member, reader.TokenType)
        {
            case (Member.Path, JsonTokenType.String):
                _entry.Path = _known is null ? reader.GetString() : _known.Path(ref reader);
                break;
            case (Member.Mode, JsonTokenType.String):
                _entry.Kind = KindOf(ref reader);
                break;
            case (Member.Sha, JsonTokenType.String):
                _entry.Sha = _known is null ? reader.GetString() : _known.Sha(ref reader);
                break;
            case (Member.Size, JsonTokenType.Number):
                _entry.Size = reader.TryGetInt64(out var size) ? size : 0;
                break;
            case (Member.Truncated, JsonTokenType.True):
                IsTruncated = true;
                break;
        }
    }

    private enum Member
    {
        Other,
        Tree,
        Truncated,
        Path,
        Mode,
        Sha,
        Size,
    }
}

/// <summary>An entry of a tree, by its path from there.</summary>
internal readonly record struct ListedEntry(string Path, ListedEntryKind Kind, string Sha, long Size)
{
    /// <summary>The same entry of a known listing; null if there is none.</summary>
    public FileEntry? Known { get; init; }

    /// <summary>Its kind for a reader of files.</summary>
    public FileKind FileKind => Kind == ListedEntryKind.Link ? FileKind.Link : FileKind.File;

    /// <summary>The entry as a file at a path from the root.</summary>
    public FileEntry At(string path) => new(path, FileKind, Size) { BlobId = Sha, IsExecutable = Kind == ListedEntryKind.Program };
}

/// <summary>What an entry of a tree is (git: the modes of tree entries).</summary>
internal enum ListedEntryKind
{
    File,
    Program,
    Link,
    Folder,
    Submodule,
}
