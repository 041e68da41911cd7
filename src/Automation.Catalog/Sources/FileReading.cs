using Automation.Catalog.Artifact;
using Automation.Catalog.Processing;
using Automation.Core;
using Automation.Core.Findings;
using Automation.Core.Trees;
using Automation.Descriptors.Discovery;

namespace Automation.Catalog.Sources;

/// <summary>A descriptor file as it was read and processed.</summary>
/// <param name="Path">The path from the root of the source.</param>
/// <param name="Blob">The blob id of its content.</param>
/// <param name="Documents">The documents that are not empty, in order.</param>
public sealed record FileReading(string Path, string Blob, IReadOnlyList<DocumentReading> Documents)
{
    /// <summary>The findings of all its documents.</summary>
    public IReadOnlyList<RecordedFinding> Findings { get; init; } = [];

    /// <summary>As in <see cref="FileRecord.Reads"/>.</summary>
    public IReadOnlyDictionary<string, string> Reads { get; init; } = new Dictionary<string, string>();

    /// <summary>As in <see cref="FileRecord.Targets"/>.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>As in <see cref="FileRecord.Links"/>.</summary>
    public IReadOnlyList<FileLink> Links { get; init; } = [];

    /// <summary>As in <see cref="FileRecord.Steps"/>.</summary>
    public int Steps { get; init; }

    /// <summary>As in <see cref="FileRecord.IsSkeleton"/>.</summary>
    public bool IsSkeleton { get; init; }

    /// <summary>What Templates in the file fetch from their own repository (<see cref="TemplateFetches"/>).</summary>
    public IReadOnlyList<string> Fetches { get; init; } = [];

    /// <summary>A symbolic link to a file that is a descriptor itself, and therefore is not read a second time.</summary>
    /// <param name="path">The path of the link.</param>
    /// <param name="target">The path of the file.</param>
    /// <param name="content">The content of the file.</param>
    public static FileReading OfLink(string path, string target, FileContent.Whole content)
    {
        var blob = BlobId.Of(content.Bytes.Span);
        return new FileReading(path, blob, []) { Reads = new Dictionary<string, string> { [target] = blob } };
    }

    /// <summary>A file that could not be read, and why: its earlier definitions stay.</summary>
    /// <param name="source">The name of the source.</param>
    /// <param name="rule">The rule that is broken.</param>
    public static FileReading OfUnread(string source, string path, Rule rule, string message) =>
        new(path, "", [new DocumentReading(0, 1, null, null)]) { Findings = [RecordedFinding.Of(rule, message, source, path, 1)] };

    /// <summary>
    /// The reading with the earlier targets of the file, if one of its Locations may be broken or the file is a skeleton now: the targets are in files of their
    /// own, which need not have been removed.
    /// </summary>
    /// <param name="before">The record of the file; null if there is none.</param>
    public FileReading WithTargetsOf(FileRecord? before) =>
        before is null || !(IsSkeleton || Documents.Any(d => d.Entity is null && d.Ref is null or { Kind: "location" })) ? this
        : this with { Targets = [.. Targets.Union(before.Targets)], Links = [.. Links.Union(before.Links)] };

    /// <summary>The targets of each of its Locations, in order.</summary>
    internal IReadOnlyList<FollowedTargets> Locations { get; init; } = [];

    /// <summary>Whether Backstage reads neither the file nor a Location that refers to it.</summary>
    internal bool IsRejected { get; init; }

    /// <summary>The file as a skeleton: it defines nothing and has no targets. Files that its Templates fetch are still skeletons.</summary>
    public FileReading AsSkeleton() => new(Path, Blob, []) { IsSkeleton = true, Fetches = Fetches, Steps = Steps, IsRejected = IsRejected };
}

/// <summary>The targets of one Location in its tree.</summary>
/// <param name="Document">The number of its document in the file.</param>
/// <param name="Paths">Paths and patterns from the root.</param>
/// <param name="Links">URLs of other places.</param>
/// <param name="IsOptional">Whether the target is optional.</param>
internal sealed record FollowedTargets(int Document, IReadOnlyList<string> Paths, IReadOnlyList<FileLink> Links, bool IsOptional);

/// <param name="Document">The number in the file, from 0.</param>
/// <param name="Line">The line on which its content begins.</param>
/// <param name="Ref">The entity ref; null if that is unknown.</param>
/// <param name="Entity">The entity; null if the document is not valid.</param>
public sealed record DocumentReading(int Document, int Line, EntityRef? Ref, ProcessedEntity? Entity);
