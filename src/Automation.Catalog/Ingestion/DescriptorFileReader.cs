using Automation.Catalog.Artifact;
using Automation.Catalog.Descriptors;
using Automation.Catalog.Judging;
using Automation.Catalog.Processing;
using Automation.Catalog.Rules;
using Automation.Core;
using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Yaml;

namespace Automation.Catalog.Ingestion;

/// <summary>Reads one descriptor file: judges its documents and processes those that are valid.</summary>
/// <param name="source">The source.</param>
/// <param name="repository">The repository; null where it is not known.</param>
/// <param name="processor">Makes entities of documents.</param>
/// <param name="asBackstage">Whether a file is dropped as a whole where Backstage would drop it.</param>
public sealed class DescriptorFileReader(SourceIdentity source, RepositorySlug? repository, EntityProcessor processor, bool asBackstage)
{
    // What Backstage has to be told to allow, and organisations do; a kind that is not allowed keeps its whole file out.
    private static readonly string[] Allowed = ["api", "component", "domain", "group", "location", "resource", "system", "user"];

    /// <summary>The namespace of entities that name none.</summary>
    public string Namespace { get; init; } = EntityRef.DefaultNamespace;

    /// <summary>How documents are found in a file's text, and judged; those of providers are written in other ways.</summary>
    public Func<SourceText, DescriptorContext, CancellationToken, FileJudgement> Judge { get; init; } = AsWritten;

    /// <summary>Judges descriptors as people write them.</summary>
    public static FileJudgement AsWritten(SourceText text, DescriptorContext context, CancellationToken cancellationToken) => DescriptorJudge.Judge(text, context, YamlLimits.Source, cancellationToken);

    /// <summary>Reads a file.</summary>
    /// <param name="path">The path from the root of the source.</param>
    /// <param name="content">What reading its bytes gave.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public FileReading Read(string path, FileContent content, CancellationToken cancellationToken)
    {
        if (content is not FileContent.Whole { Bytes: var bytes })
        {
            return Unread(path, content);
        }

        var text = SourceText.Decode(path, bytes.Span);
        var judged = Judge(text, new DescriptorContext(path, repository) { Namespace = Namespace }, cancellationToken);
        var isDropped = asBackstage && !(judged.IsOk && judged.Documents.All(d => Allowed.Contains(d.Descriptor?.Ref.Kind, StringComparer.Ordinal)));
        return new FileReading(path, BlobId.Of(bytes.Span), [.. judged.Documents.Select(d => new DocumentReading(d.Document, d.Line, d.Descriptor?.Ref, isDropped ? null : processor.Process(d, text, path)))])
        {
            Findings = Recorded(judged.Whole.Concat(judged.Documents.SelectMany(d => d.Findings))),
        };
    }

    // A file that is there and cannot be read says nothing about what it defines: nobody may take its entities for gone.
    private FileReading Unread(string path, FileContent content)
    {
        var (rule, message) = content switch
        {
            FileContent.TooLarge { Size: var size } => (YamlRules.LimitSize, $"The file has {size:N0} bytes; a descriptor may have {YamlLimits.Source.FileBytes:N0}. Split it."),
            FileContent.Unreadable { Reason: var reason } => (YamlRules.Unreadable, $"The file could not be read: {reason}"),
            _ => (YamlRules.Unreadable, "The file is not there."),
        };
        return new FileReading(path, "", [new DocumentReading(0, 1, null, null)]) { Findings = [new RecordedFinding(rule.Id, rule.Severity, message, source.Name, path, 1)] };
    }

    private List<RecordedFinding> Recorded(IEnumerable<Finding> findings)
    {
        var recorded = findings.Where(f => f.Severity > Severity.Info)
            .Select(f => new RecordedFinding(f.Rule.Id, f.Severity, SecretShape.Cover(f.Message), source.Name, f.File, f.Span.Start.Line))
            .ToList();
        recorded.Sort();
        return recorded;
    }
}
