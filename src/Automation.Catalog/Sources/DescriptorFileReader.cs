using Automation.Catalog.Artifact;
using Automation.Catalog.Processing;
using Automation.Core;
using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Descriptors.Discovery;
using Automation.Descriptors.Documents;
using Automation.Descriptors.Rules;
using Automation.Descriptors.Validation;
using Automation.Yaml;
using Automation.Yaml.Nodes;

namespace Automation.Catalog.Sources;

/// <summary>
/// Reads one descriptor file: validates its documents and processes the valid ones, one by one, so that a large file is never in memory as a whole.
/// </summary>
/// <param name="tree">The files; used by several threads at a time.</param>
/// <param name="repository">The repository; null if it is not known.</param>
/// <param name="processor">Makes entities of documents.</param>
/// <param name="asBackstage">Whether to drop the whole file if Backstage would.</param>
public sealed class DescriptorFileReader(SourceIdentity source, FileTree tree, RepositorySlug? repository, EntityProcessor processor, bool asBackstage)
{
    /// <summary>A file with more documents is read by several threads.</summary>
    private const int FewDocuments = 255;

    // The kinds that organisations allow in Backstage's configuration; a kind that is not allowed makes Backstage reject its whole file.
    private static readonly string[] Allowed = ["api", "component", "domain", "group", "location", "resource", "system", "user"];

    private readonly Lock _locationsTurn = new();
    private readonly LocationReader _locations = new(tree, source.Folder.Length == 0 ? repository : null, repository is null);

    /// <summary>The repository in URLs of files of the tree; null if it is not known, or if the tree is a folder of it.</summary>
    public RepositorySlug? Repository => source.Folder.Length == 0 ? repository : null;

    /// <summary>Whether to drop files that Backstage would drop.</summary>
    public bool AsBackstage => asBackstage;

    /// <summary>The namespace of entities without one.</summary>
    public string Namespace { get; init; } = EntityRef.DefaultNamespace;

    /// <summary>Finds documents in a text that is not YAML, and validates them; null for descriptors.</summary>
    public Func<SourceText, DescriptorContext, CancellationToken, ValidatedFile>? Validate { get; init; }

    /// <param name="path">The path from the root of the source.</param>
    /// <param name="content">The result of reading its bytes.</param>
    public FileReading Read(string path, FileContent content, CancellationToken cancellationToken)
    {
        var reading = content is FileContent.Whole { Bytes: var bytes } ? Guarded(path, bytes, cancellationToken) : Unread(path, content);
        return content.LinkTarget is not { } target ? reading
            : reading with { Reads = new Dictionary<string, string>(reading.Reads, StringComparer.Ordinal) { [target] = reading.Blob } };
    }

    /// <summary>Reads a file that Locations or patterns include; a link to a file that is a descriptor itself is not read a second time.</summary>
    /// <param name="path">The path from the root of the source.</param>
    /// <param name="content">The result of reading its bytes.</param>
    /// <param name="files">Which files of the source are descriptors.</param>
    public FileReading Read(string path, FileContent content, SourceFiles files, CancellationToken cancellationToken) =>
        content is FileContent.Whole { LinkTarget: { } target } whole && files.Includes(target)
            ? FileReading.OfLink(path, target, whole)
            : Read(path, content, cancellationToken);

    private FileReading Guarded(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        FaultRules.Guard(() => Read(path, bytes, cancellationToken), fault => NotRead(path, FaultRules.NotValidated, FaultRules.MessageOf(fault)));

    private FileReading Read(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var text = SourceText.Decode(path, bytes.Span);
        if (Validate is not null)
        {
            var validated = Validate(text, new DescriptorContext(path, repository) { Namespace = Namespace }, cancellationToken);
            return Whole(path, BlobId.Of(bytes.Span), [.. validated.Documents.Select(d => Of(d, text, path, [], null))], validated.Whole);
        }

        var documents = YamlDocuments.Of(text, YamlLimits.Source);
        var read = new ReadDocument?[documents.Count];
        SideBySide.For(read.Length, FewDocuments, i => read[i] = Read(documents.Read(i), text, path), cancellationToken);
        var reading = WithoutPeople(Whole(path, BlobId.Of(bytes.Span), [.. read.OfType<ReadDocument>()], []));
        var isSound = reading.Documents.Count > 0 && reading.Documents.All(d => d.Entity is not null);
        return Skeleton.IsNamed(path) || (!isSound && Skeleton.Is(text, YamlLimits.Source, cancellationToken)) ? reading.AsSkeleton() : reading;
    }

    private FileReading WithoutPeople(FileReading reading)
    {
        if (source.TakesPeople || !reading.Documents.Any(IsPerson))
        {
            return reading;
        }

        var findings = reading.Findings.Concat(reading.Documents.Where(IsPerson)
            .Select(d => RecordedFinding.Of(PeopleRule.Rule, PeopleRule.MessageOf(d.Ref!), source.Name, reading.Path, d.Line)))
            .Order()
            .ToList();
        return reading with { Documents = [.. reading.Documents.Where(d => !IsPerson(d))], Findings = findings };

        static bool IsPerson(DocumentReading document) => document.Ref is { } entity && PeopleRule.IsAbout(entity);
    }

    private FileReading Whole(string path, string blob, List<ReadDocument> documents, IReadOnlyList<Finding> about)
    {
        var isDropped = asBackstage && documents.Exists(d => d.RejectsFile || !Allowed.Contains(d.Reading.Ref?.Kind, StringComparer.Ordinal));
        var findings = about.Where(IsKept).Select(Recorded).Concat(documents.SelectMany(d => d.Findings)).ToList();
        findings.Sort();
        return new FileReading(path, blob, [.. documents.Select(d => isDropped ? d.Reading with { Entity = null } : d.Reading)])
        {
            Findings = findings,
            Reads = documents.TrueForAll(d => d.Reads.Count == 0)
                ? NoReads
                : documents.SelectMany(d => d.Reads).DistinctBy(r => r.Key).ToDictionary(StringComparer.Ordinal),
            Targets = [.. documents.SelectMany(d => d.Location.Targets).Distinct(StringComparer.Ordinal)],
            Links = [.. documents.SelectMany(d => d.Location.Links)],
            Locations =
            [
                .. documents.Where(d => d.Location.Targets.Count + d.Location.Links.Count > 0)
                    .Select(d => new FollowedTargets(d.Reading.Document, d.Location.Targets, d.Location.Links, d.Location.IsOptional)),
            ],
            IsRejected = isDropped,
            Fetches = documents.TrueForAll(d => d.Fetches.Count == 0) ? [] : [.. documents.SelectMany(d => d.Fetches).Distinct(StringComparer.Ordinal)],
        };
    }

    private ReadDocument? Read(YamlDocument document, SourceText text, string path)
    {
        if (document.IsEmpty)
        {
            return null;
        }

        var completion = new DocumentCompletion(tree, path, repository, processor.Processors);
        var validated = DescriptorValidator.Validate(
            text, document, new DescriptorContext(path, repository) { IsInFolder = repository is null, Namespace = Namespace, Complete = completion.Of });
        return Of(validated, text, path, completion.Notes, completion.Reads);
    }

    private ReadDocument Of(ValidatedDocument validated, SourceText text, string path, IReadOnlyList<string> notes, IReadOnlyDictionary<string, string>? reads)
    {
        // Backstage processes an entity with such keys, and follows it if it is a Location; then its stitcher fails.
        var entity = processor.Process(validated, text, path) is { } processed
            ? processed with { IsHidden = asBackstage && validated.Findings.Any(f => f.Rule == CaseClashRule.Rule) }
            : null;
        var location = entity is { Ref.Kind: "location" } ? Follow(validated.Descriptor!, text, path) : LocationReading.None;
        return new ReadDocument(
            new DocumentReading(validated.Document, validated.Line, validated.Descriptor?.Ref, entity),
            validated.RejectsFile,
            [
                .. validated.Findings.Concat(location.Findings).Where(IsKept).Select(Recorded),
                .. notes.Select(n => RecordedFinding.Of(CompletionRules.Completed, n, source.Name, path, validated.Line)),
            ],
            reads ?? NoReads,
            location)
        {
            Fetches = validated.Descriptor is { } descriptor ? [.. TemplateFetches.Of(descriptor.Written, path, Repository)] : [],
        };
    }

    // Info findings are for the author of a change.
    private static bool IsKept(Finding finding) => finding.Severity > Severity.Info;

    private LocationReading Follow(Descriptor location, SourceText text, string path)
    {
        lock (_locationsTurn)
        {
            return _locations.Read(location, text, path);
        }
    }

    // The definitions of an unreadable file are unknown, so its entities must not be removed.
    private FileReading Unread(string path, FileContent content)
    {
        var (rule, message) = content switch
        {
            FileContent.TooLarge { Size: var size } =>
                (YamlRules.LimitSize, $"The file has {size:N0} bytes; a descriptor may have at most {YamlLimits.Source.FileBytes:N0}. Split it."),
            FileContent.Unreadable { Reason: var reason } => (YamlRules.Unreadable, $"The file could not be read: {reason}"),
            _ => (YamlRules.Unreadable, "The file does not exist."),
        };
        return NotRead(path, rule, message);
    }

    private FileReading NotRead(string path, Rule rule, string message) =>
        FileReading.OfUnread(source.Name, path, rule, message) with { IsRejected = asBackstage };

    /// <summary>A reading with the unchanged part of the file: see <see cref="FileReading.WithTargetsOf"/>. Backstage does not keep it.</summary>
    internal FileReading WithWhatStays(FileReading file, FileRecord? before) => asBackstage ? file : file.WithTargetsOf(before);

    private RecordedFinding Recorded(Finding finding) =>
        new(finding.Rule.Id, finding.Severity, SecretShape.Cover(finding.Message), source.Name, finding.File, finding.Span.Start.Line);

    private static readonly Dictionary<string, string> NoReads = [];

    private sealed record ReadDocument(
        DocumentReading Reading,
        bool RejectsFile,
        IReadOnlyList<RecordedFinding> Findings,
        IReadOnlyDictionary<string, string> Reads,
        LocationReading Location)
    {
        public IReadOnlyList<string> Fetches { get; init; } = [];
    }
}
