using Automation.Catalog.Artifact;
using Automation.Catalog.Processing;
using Automation.Catalog.Sources;
using Automation.Catalog.Stitching;
using Automation.Core.Trees;

namespace Automation.Catalog.Tests.Stitching;

/// <summary>A catalog in memory that is built again and again: the artifact's files, and what the last build wrote.</summary>
internal sealed class BuiltCatalog
{
    private readonly EntityRefs _refs = new();

    /// <summary>Whether files are read as Backstage would.</summary>
    public bool AsBackstage { get; init; }

    /// <summary>As in <see cref="StitchSettings.AsBackstage"/>.</summary>
    public bool StitchesAsBackstage { get; init; }

    /// <summary>Which files are descriptors, beside those that Locations lead to.</summary>
    public SourceFiles DescriptorFiles { get; init; } = SourceFiles.Usual;

    /// <summary>What configuration adds to processing.</summary>
    public IReadOnlyList<IDescriptorProcessor> Processors { get; init; } = [];

    /// <summary>Relation types that configuration adds.</summary>
    public IReadOnlyDictionary<string, string> ExtraRelations { get; init; } = new Dictionary<string, string>();

    /// <summary>Annotations of every entity; null for those of a folder.</summary>
    public LocationAnnotations? Annotations { get; init; }

    /// <summary>The repositories that sources are, by their names.</summary>
    public Dictionary<string, string> Repositories { get; init; } = [];

    /// <summary>Sources whose Users and Groups are not taken.</summary>
    public HashSet<string> WithoutPeople { get; } = [];

    /// <summary>A source that is not read and not available in the next builds.</summary>
    public string? OutOfSight { get; set; }

    /// <summary>Changes what reading a file gave in the next builds; null where it stays.</summary>
    public Func<FileReading, FileReading>? Changing { get; set; }

    /// <summary>Sources whose removals are confirmed in the next builds.</summary>
    public HashSet<string> Confirmed { get; } = [];

    /// <summary>Takeovers that are confirmed in the next builds.</summary>
    public HashSet<string> ConfirmedTakeovers { get; init; } = [];

    /// <summary>GitHub's numbers of the repositories that sources are, by their names.</summary>
    public Dictionary<string, long> RepositoryIds { get; } = [];

    /// <summary>The artifact's files by path.</summary>
    public SortedDictionary<string, ReadOnlyMemory<byte>> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>What the last build wrote and removed.</summary>
    public IReadOnlyList<TreeChange> Changes { get; private set; } = [];

    /// <summary>Reads what there is.</summary>
    public StoredCatalog Reader() => StoredCatalog.Open(new InMemoryTree(Files), _refs) ?? StoredCatalog.Empty(_refs);

    /// <summary>Builds from one source, called <c>acme</c>.</summary>
    public StitchOutcome Build(FileTree tree, string? commit = null) => Build([("acme", tree)], commit);

    /// <summary>Builds from several sources in the order in which they are declared; one without a tree cannot be read.</summary>
    public StitchOutcome Build((string Name, FileTree? Tree)[] sources, string? commit = null)
    {
        var previous = Reader();
        var names = sources.Select(s => s.Name).ToList();
        var settings = new StitchSettings
        {
            Sources = names,
            Digest = string.Join(' ', names),
            ConfirmedRemovals = Confirmed,
            ExtraRelations = ExtraRelations,
            AsBackstage = StitchesAsBackstage,
            ConfirmedTakeovers = ConfirmedTakeovers,
        };
        var readings = sources.Where(s => s.Name != OutOfSight).Select(s => s.Tree is null
            ? new SourceReading.Unreadable(Identity(s.Name), "it does not exist.")
            : Changed(ReaderOf(s.Name, s.Tree).Read(Identity(s.Name), commit, previous, TestContext.Current.CancellationToken))).ToList();
        var outcome = CatalogStitch.Run(new StitchInput(previous, readings, settings, new BuiltSources(this, sources, commit, previous)));
        Changes = outcome.Changes;
        foreach (var (path, content) in outcome.Changes)
        {
            if (content is { } bytes)
            {
                Files[path] = bytes;
            }
            else
            {
                Files.Remove(path).ShouldBeTrue();
            }
        }

        return outcome;
    }

    private SourceReading Changed(SourceReading reading) =>
        reading is SourceReading.Read read && Changing is { } change ? read with { Files = [.. read.Files.Select(change)] } : reading;

    private SourceIdentity Identity(string source) =>
        new(source, "directory", Repositories.GetValueOrDefault(source), WithoutPeople.Contains(source) ? "without people" : "")
        {
            TakesPeople = !WithoutPeople.Contains(source),
            RepositoryId = RepositoryIds.TryGetValue(source, out var id) ? id : null,
        };

    private TreeReader ReaderOf(string source, FileTree tree, IReadOnlyDictionary<string, int>? wanted = null) =>
        new(
            tree,
            DescriptorFiles,
            new DescriptorFileReader(
                Identity(source),
                tree,
                null,
                new EntityProcessor(_refs, Annotations ?? LocationAnnotations.OfSource(source)) { Processors = Processors, MasksSecrets = !AsBackstage },
                AsBackstage))
        { Wanted = wanted };

    private sealed class BuiltSources(BuiltCatalog catalog, (string Name, FileTree? Tree)[] sources, string? commit, StoredCatalog previous) : IReadableSources
    {
        public SourceFiles? FilesOf(string source) => TreeOf(source) is null ? null : catalog.DescriptorFiles;

        public IReadOnlyList<SourceReading> ReadWanted(IReadOnlyList<WantedFiles> wanted) =>
        [
            .. wanted.Select(w => catalog.ReaderOf(w.Source, sources.First(s => s.Name == w.Source).Tree!, w.Files)
                .Read(catalog.Identity(w.Source), commit, previous, TestContext.Current.CancellationToken)),
        ];

        public FileReading? Reread(string source, string path) =>
            TreeOf(source) is { } tree ? catalog.ReaderOf(source, tree).Read(path, TestContext.Current.CancellationToken) : null;

        private FileTree? TreeOf(string source) => source == catalog.OutOfSight ? null : sources.First(s => s.Name == source).Tree;
    }
}
