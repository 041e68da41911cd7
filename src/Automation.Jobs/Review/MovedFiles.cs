using System.Text;
using Automation.Core.Trees;
using Automation.Jobs.Configuration;
using Automation.Jobs.Descriptors;
using Automation.Owners.Reading;

namespace Automation.Jobs.Review;

/// <summary>
/// Which files of the head are files of the base under another path, as git recognises renames: the base has nothing at the new path, the head has nothing
/// or a very different file at the old one, and the content is the same, or at least half of the larger file is in lines that both have. Each file is
/// the origin of only one file.
/// </summary>
internal sealed class MovedFiles
{
    /// <summary>The most pairs of files that are compared: the same number as in git (git-config, <c>diff.renameLimit</c>, 1,000 files on each side).</summary>
    private const long MostPairs = 1_000_000;

    /// <summary>The most lines that are looked up: 20 for each of those files.</summary>
    private const long MostLines = 20 * MostPairs;

    /// <summary>The similarity for a file that was moved and changed: as in git (git-diff, <c>-M</c>).</summary>
    private const double LeastSimilarity = 0.5;

    /// <summary>The origin of a file whose old content was moved elsewhere.</summary>
    private const string Nowhere = "";

    private readonly Dictionary<string, string> _origins = new(StringComparer.Ordinal);

    private MovedFiles()
    {
    }

    public static MovedFiles None { get; } = new();

    /// <summary>Finds them among descriptors and CODEOWNERS.</summary>
    /// <param name="base">The files of the merge base.</param>
    /// <param name="atBase">Which of them are descriptors.</param>
    /// <param name="head">The files after the change.</param>
    /// <param name="atHead">Which of them are descriptors.</param>
    /// <param name="settings">The effective configuration.</param>
    public static MovedFiles Between(
        RepositorySnapshot @base,
        IEnumerable<string> atBase,
        RepositorySnapshot head,
        IEnumerable<string> atHead,
        AutomationSettings settings,
        CancellationToken cancellationToken)
    {
        var places = CodeownersLookup.Places(settings.Owners.Dialect);
        var (old, now) = (new ListedSide(@base, settings, cancellationToken), new ListedSide(head, settings, cancellationToken));
        HashSet<string> before = [.. atBase, .. places.Where(@base.Tree.Contains)];
        HashSet<string> after = [.. atHead, .. places.Where(head.Tree.Contains)];
        List<MovableFile> added = [.. after.Where(p => !before.Contains(p) && !old.Lists(p)).Order(StringComparer.Ordinal).Select(now.Read)];
        if (added.Count == 0)
        {
            return None;
        }

        var moved = new MovedFiles();
        moved.Pair([.. before.Where(p => !after.Contains(p) && !now.Lists(p)).Order(StringComparer.Ordinal).Select(old.Read)], added);
        if (added.Count > 0)
        {
            // A file counts as moved even if another one is at its old path now.
            moved.Pair([.. before.Where(p => after.Contains(p) && IsReplaced(p)).Order(StringComparer.Ordinal).Select(old.Read)], added);
        }

        return moved;

        bool IsReplaced(string path) => now.Read(path) is var present && present.Blob != old.BlobOf(path)
            && old.Read(path) is var former && former.Blob != present.Blob && former.SimilarityTo(present) < LeastSimilarity;
    }

    /// <summary>The path that a file of the head had at the base, both as findings show them; the same path if it was not moved.</summary>
    public string OriginOf(string file) => _origins.GetValueOrDefault(file, file);

    // A matched file is removed from the added files.
    private void Pair(List<MovableFile> from, List<MovableFile> added)
    {
        PairSame(from, added);
        var old = _origins.Values.ToHashSet(StringComparer.Ordinal);
        PairSimilar(from.FindAll(f => !old.Contains(f.File)), added.FindAll(t => !_origins.ContainsKey(t.File)));
        added.RemoveAll(t => _origins.ContainsKey(t.File));
    }

    private void PairSame(List<MovableFile> from, List<MovableFile> to)
    {
        var byContent = to.Where(t => t.Blob is not null).GroupBy(t => t.Blob!, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => new Queue<MovableFile>(g), StringComparer.Ordinal);
        foreach (var old in from)
        {
            if (old.Blob is { } blob && byContent.TryGetValue(blob, out var same) && same.TryDequeue(out var now))
            {
                Add(old, now);
            }
        }
    }

    // The most similar first.
    private void PairSimilar(List<MovableFile> from, List<MovableFile> to)
    {
        if ((long)from.Count * to.Count > MostPairs || (long)from.Count * to.Sum(t => t.Lines.Count) > MostLines)
        {
            return;
        }

        var pairs = from.SelectMany(f => to.Select(t => (From: f, To: t, Similarity: f.SimilarityTo(t)))).Where(p => p.Similarity >= LeastSimilarity)
            .OrderByDescending(p => p.Similarity).ThenBy(p => p.From.File, StringComparer.Ordinal).ThenBy(p => p.To.File, StringComparer.Ordinal);
        var paired = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (old, now, _) in pairs)
        {
            if (!_origins.ContainsKey(now.File) && paired.Add(old.File))
            {
                Add(old, now);
            }
        }
    }

    // The file at the old path, if there is one, is new.
    private void Add(MovableFile old, MovableFile now)
    {
        _origins[now.File] = old.File;
        _origins[old.File] = Nowhere;
    }

    /// <summary>A file that may have been moved.</summary>
    /// <param name="File">The path as findings show it.</param>
    /// <param name="Blob">The blob id of its content; null if it is not known.</param>
    /// <param name="Text">The content; empty if it cannot be read.</param>
    private sealed record MovableFile(string File, string? Blob, string Text)
    {
        /// <summary>The lines, each with the number of occurrences.</summary>
        public IReadOnlyDictionary<string, int> Lines =>
            field ??= Text.Split('\n').CountBy(line => line, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);

        /// <summary>How much of the larger of two files is in lines that both have: from 0 to 1.</summary>
        public double SimilarityTo(MovableFile other)
        {
            var larger = Math.Max(Text.Length, other.Text.Length);
            return larger == 0 || Math.Min(Text.Length, other.Text.Length) < LeastSimilarity * larger ? 0
                : (double)other.Lines.Sum(l => (long)Math.Min(l.Value, Lines.GetValueOrDefault(l.Key)) * (l.Key.Length + 1)) / larger;
        }
    }

    /// <summary>The files of a side. One listing is enough; looking up each path may take a search.</summary>
    private sealed class ListedSide(RepositorySnapshot side, AutomationSettings settings, CancellationToken cancellationToken)
    {
        private Dictionary<string, FileEntry> Entries => field ??= side.Tree.List(cancellationToken).ToDictionary(e => e.Path, StringComparer.Ordinal);

        public bool Lists(string path) => Entries.ContainsKey(path);

        public string? BlobOf(string path) => Entries.GetValueOrDefault(path) is { Kind: FileKind.File, BlobId: { } blob } ? blob : null;

        public MovableFile Read(string path)
        {
            var isCodeowners = CodeownersLookup.Places(settings.Owners.Dialect).Contains(path, StringComparer.Ordinal);
            var limit = isCodeowners ? CodeownersLookup.TooLarge - 1 : settings.Descriptors.LimitsFor(path).FileBytes;
            return side.Followed.Read(path, limit, cancellationToken) is FileContent.Whole { Bytes: var bytes }
                ? new MovableFile(side.Show(path), BlobOf(path) ?? BlobId.Of(bytes.Span), Encoding.UTF8.GetString(bytes.Span))
                : new MovableFile(side.Show(path), BlobOf(path), "");
        }
    }
}
