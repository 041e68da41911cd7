using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.GitOps.Manifests;
using Automation.GitOps.Objects;
using Automation.GitOps.Reading;
using Automation.GitOps.Rendering;

namespace Automation.GitOps.Affected;

/// <summary>An application on both sides of a comparison.</summary>
/// <param name="Before">As the base has it; null where it is added.</param>
/// <param name="After">As the head has it; null where it is removed.</param>
public sealed record ApplicationPair(KnownApplication? Before, KnownApplication? After)
{
    /// <summary>The application as it is last known.</summary>
    public KnownApplication Shown => After ?? Before!;
}

/// <summary>Decides which applications differ between two revisions, without rendering them.</summary>
/// <param name="before">The applications of the base.</param>
/// <param name="after">The applications of the head.</param>
/// <param name="cancellationToken">Cancels the reading.</param>
public sealed class AffectedApplications(RevisionApplications before, RevisionApplications after, CancellationToken cancellationToken)
{
    private const long LargestFile = 64L << 20;

    private const long LargestManifest = 5L << 20;

    private readonly ConcurrentDictionary<string, bool> _differ = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _same = new(StringComparer.Ordinal);

    /// <summary>The affected ones, by name and file.</summary>
    public IReadOnlyList<ApplicationPair> Run() =>
        [.. Pairs().Where(IsAffected).OrderBy(p => p.Shown.Application.Name, StringComparer.Ordinal).ThenBy(p => p.Shown.File, StringComparer.Ordinal)];

    /// <summary>All applications: those with the same name are paired, of the same file first.</summary>
    public IReadOnlyList<ApplicationPair> Pairs()
    {
        var bases = before.All.GroupBy(Name).ToDictionary(g => g.Key, g => g.ToList());
        var (pairs, open) = (new List<ApplicationPair>(), new List<KnownApplication>());
        foreach (var head in after.All)
        {
            if (bases.TryGetValue(Name(head), out var same) && same.Find(b => b.File == head.File && b.GeneratedBy == head.GeneratedBy
                && b.Parent == head.Parent) is { } exact)
            {
                same.Remove(exact);
                pairs.Add(new ApplicationPair(exact, head));
            }
            else
            {
                open.Add(head);
            }
        }

        foreach (var head in open)
        {
            var moved = bases.TryGetValue(Name(head), out var same) ? same.FirstOrDefault() : null;
            if (moved is not null)
            {
                same!.Remove(moved);
            }

            pairs.Add(new ApplicationPair(moved, head));
        }

        pairs.AddRange(bases.Values.SelectMany(b => b).Select(b => new ApplicationPair(b, null)));
        return pairs;
    }

    private bool IsAffected(ApplicationPair pair)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (pair is not { Before: { } old, After: { } fresh } || !JsonNode.DeepEquals(old.Application.Content.Root, fresh.Application.Content.Root))
        {
            return true;
        }

        var (one, other) = (before.FilesOf(old), after.FilesOf(fresh));
        return one.Count != other.Count || one.Zip(other).Any(s => Differ(s.First, s.Second));
    }

    private bool Differ(SourceGraph one, SourceGraph other) =>
        one.Files.Count != other.Files.Count || !one.Refused.SequenceEqual(other.Refused, StringComparer.Ordinal)
        || one.Files.Zip(other.Files).Any(f => f.First.Path != f.Second.Path || f.First.Checkout.Name != f.Second.Checkout.Name
            || (Differ(f.First, f.Second) && !(one.Tool == SourceTool.Directory && other.Tool == SourceTool.Directory
                && HaveSameManifests(f.First, f.Second))));

    // In a folder of manifests, a comment changes nothing. A comment that tells Argo CD something does.
    private bool HaveSameManifests(RepositoryFile one, RepositoryFile other) => _same.GetOrAdd($"{one.Checkout.Name}\0{one.Path}", _ =>
    {
        var (first, second) = (Manifests(one), Manifests(other));
        return first is not null && second is not null && first.Count == second.Count && first.Zip(second).All(p => JsonNode.DeepEquals(p.First, p.Second));
    });

    private List<JsonNode?>? Manifests(RepositoryFile file)
    {
        if (!file.Path.EndsWith(".yaml", StringComparison.Ordinal) && !file.Path.EndsWith(".yml", StringComparison.Ordinal))
        {
            return null;
        }

        if (file.Checkout.Read(file.Path, LargestManifest, cancellationToken) is not { } bytes || bytes.Span.IndexOf("+argocd:"u8) >= 0)
        {
            return null;
        }

        var documents = ManifestFile.Read(SourceText.Decode(file.Path, bytes.Span), cancellationToken).Documents;
        return documents.All(d => d.Manifest is not null && d.Problems.Count == 0) ? [.. documents.Select(d => JsonFields.Of(d.Manifest!.Root))] : null;
    }

    private bool Differ(RepositoryFile one, RepositoryFile other) => one.Checkout != other.Checkout
        && _differ.GetOrAdd($"{one.Checkout.Name}\0{one.Path}", _ => ContentDiffers(one, other));

    private bool ContentDiffers(RepositoryFile one, RepositoryFile other)
    {
        if (one.Checkout.Entry(one.Path) is not { } first || other.Checkout.Entry(other.Path) is not { } second || first.Kind != second.Kind)
        {
            return true;
        }

        return first.Kind == FileKind.Link
            ? one.Checkout.Tree.LinkText(one.Path, cancellationToken) != other.Checkout.Tree.LinkText(other.Path, cancellationToken)
            : first.BlobId is { } blob && second.BlobId is { } otherBlob ? blob != otherBlob
            : first.Size != second.Size
                || (first.BlobId ?? IdOf(one)) is not { } id || id != (second.BlobId ?? IdOf(other));
    }

    private string? IdOf(RepositoryFile file) =>
        file.Checkout.Read(file.Path, LargestFile, cancellationToken) is { } bytes ? BlobId.Of(bytes.Span) : null;

    private static (string Namespace, string Name) Name(KnownApplication known) => (known.Application.Namespace, known.Application.Name);
}
