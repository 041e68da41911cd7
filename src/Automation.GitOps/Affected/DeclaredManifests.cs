using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.GitOps.Manifests;
using Automation.GitOps.Model;
using Automation.GitOps.Objects;
using Automation.GitOps.Reading;

namespace Automation.GitOps.Affected;

/// <summary>An Application or ApplicationSet that a file declares.</summary>
/// <param name="File">The file.</param>
/// <param name="Content">The object.</param>
public sealed record DeclaredObject(string File, KubernetesObject Content)
{
    /// <summary>The application; of an ApplicationSet its template, and null where that has none.</summary>
    public Application? Application => Kinds.IsApplication(Content) ? new Application(Content)
        : new ApplicationSet(Content).Template is { } template ? new Application(new KubernetesObject((JsonObject)template.DeepClone()))
        : null;
}

/// <summary>Finds the files that declare Applications and ApplicationSets. Files with the same content are read once, whatever revision they are of.</summary>
public sealed class DeclaredManifests
{
    private const long LargestFile = 5L << 20;

    private static readonly string[] Endings = [".yaml", ".yml", ".json"];

    private readonly ConcurrentDictionary<string, Content> _byBlob = new(StringComparer.Ordinal);

    /// <summary>The objects of a repository, by file, and the files that could not be read.</summary>
    public (IReadOnlyList<DeclaredObject> Objects, IReadOnlyList<string> Unread) Find(Checkout checkout, CancellationToken cancellationToken)
    {
        var (objects, unread) = (new List<DeclaredObject>(), new List<string>());
        foreach (var entry in checkout.Below(""))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (entry.Kind != FileKind.File || !Array.Exists(Endings, e => entry.Path.EndsWith(e, StringComparison.Ordinal)) || IsHidden(entry.Path)
                || ChartTemplates.Contain(entry.Path, p => checkout.Entry(p) is not null))
            {
                continue;
            }

            var content = Of(checkout, entry, cancellationToken);
            objects.AddRange(content.Objects.Select(o => new DeclaredObject(entry.Path, o)));
            if (content.IsUnread)
            {
                unread.Add(entry.Path);
            }
        }

        return (objects, unread);
    }

    /// <summary>Whether a file mentions kinds of Argo CD, so that rendering it may give applications.</summary>
    public bool MentionsArgo(Checkout checkout, string path, CancellationToken cancellationToken) =>
        checkout.Entry(path) is { Kind: FileKind.File } entry && Of(checkout, entry, cancellationToken).MentionsArgo;

    // Applications of a folder of settings, such as those of GitHub, are examples.
    private static bool IsHidden(string path) => path[0] == '.' || path.Contains("/.", StringComparison.Ordinal);

    private Content Of(Checkout checkout, FileEntry entry, CancellationToken cancellationToken)
    {
        if (entry.BlobId is { } blob && _byBlob.TryGetValue(blob, out var known))
        {
            return known;
        }

        if (checkout.Read(entry.Path, LargestFile, cancellationToken) is not { } bytes)
        {
            return new Content([], true, false);
        }

        if (bytes.Span.IndexOf("argoproj.io"u8) < 0 || bytes.Span.IndexOf("Application"u8) < 0)
        {
            return entry.BlobId is null ? Content.None : _byBlob[entry.BlobId] = Content.None;
        }

        return _byBlob.GetOrAdd(entry.BlobId ?? BlobId.Of(bytes.Span), _ => new Content(
            [.. ManifestFile.Read(SourceText.Decode(entry.Path, bytes.Span), cancellationToken).Documents.SelectMany(d => Objects(d.Manifest))], false, true));
    }

    // A kustomize patch of an Application has no source, and a List has its objects as items.
    private static IEnumerable<KubernetesObject> Objects(Manifest? manifest) => manifest is null ? []
        : manifest.Kind == "List" ? (JsonFields.Of(manifest.Root) as JsonObject).Objects("items").Select(i => new KubernetesObject((JsonObject)i.DeepClone()))
            .Where(IsWhole)
        : !manifest.IsOfArgo || manifest.Kind is not (Kinds.Application or Kinds.ApplicationSet) ? []
        : JsonFields.Of(manifest.Root) is JsonObject root && new KubernetesObject(root) is var one && IsWhole(one) ? [one]
        : [];

    private static bool IsWhole(KubernetesObject one) => Kinds.IsApplication(one)
        ? one.Root.Object("spec") is { } spec && (spec["source"] is JsonObject || spec["sources"] is JsonArray || spec["sourceHydrator"] is JsonObject)
        : Kinds.IsSet(one) && one.Root.Object("spec") is { } set && set["generators"] is JsonArray;

    private sealed record Content(IReadOnlyList<KubernetesObject> Objects, bool IsUnread, bool MentionsArgo)
    {
        public static readonly Content None = new([], false, false);
    }
}

/// <summary>The kinds of Argo CD that stand for applications.</summary>
internal static class Kinds
{
    public const string Application = "Application";
    public const string ApplicationSet = "ApplicationSet";

    private const string Group = "argoproj.io";

    public static bool IsApplication(KubernetesObject one) => one is { Kind: Application, Group: Group };

    public static bool IsSet(KubernetesObject one) => one is { Kind: ApplicationSet, Group: Group };
}
