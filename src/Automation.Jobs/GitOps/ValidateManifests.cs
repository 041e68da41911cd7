using System.Text;
using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Descriptors.Discovery;
using Automation.GitOps.Manifests;
using Automation.GitOps.Reading;
using Automation.GitOps.Schemas;
using Automation.GitOps.Secrets;
using Automation.GitOps.Settings;
using Automation.GitOps.Validation;
using Automation.Reporting.Model;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.GitOps;

/// <param name="File">The path as findings show it.</param>
/// <param name="TreePath">The path in its tree.</param>
/// <param name="IsNamed">Whether it was named itself; a file that was found in a folder may be something else.</param>
public sealed record ManifestInput(string File, string TreePath, FileTree Tree, bool IsNamed);

/// <summary>Validates files of manifests, each resource by itself, in layers.</summary>
/// <param name="schemas">The definitions of kinds.</param>
/// <param name="settings">What <c>.automation/gitops.yml</c> says; null without one, and then there is no policy.</param>
public sealed class ValidateManifests(SchemaSet schemas, GitOpsSettings? settings = null)
{
    // What the server stores of one resource is at most 1.5 MiB; a file may have several.
    private const long LargestFile = 5L * 1024 * 1024;

    private const string Backstage = "backstage.io/";

    /// <summary>The note that there is no manifest.</summary>
    internal static readonly NotChecked None = new("manifests", "there is none in the given files and folders");

    private static readonly string[] Placeholders = ["{{", "{%", "${", "<"];

    /// <summary>Whether templates of Backstage are looked for: what they fetch are skeletons and no manifests yet.</summary>
    public bool LeavesOutSkeletons { get; init; }

    /// <summary>The files of the repository that the manifests are of, and its name; null if they are not known.</summary>
    public (FileTree Tree, RepositorySlug Slug)? Own { get; init; }

    public Report Run(IEnumerable<ManifestInput> inputs, CancellationToken cancellationToken)
    {
        var (validation, read) = (new ManifestValidation(schemas), new List<(ManifestInput Input, SourceText Source, ValidatedManifest Manifest)>());
        var (findings, verdicts, sources, notChecked) =
            (new List<Finding>(), new List<ManifestVerdict>(), new Dictionary<string, SourceText>(StringComparer.Ordinal), new List<NotChecked>());
        var patches = new PatchFiles();
        foreach (var input in inputs)
        {
            cancellationToken.ThrowIfCancellationRequested();
            switch (input.Tree.Read(input.TreePath, LargestFile, cancellationToken))
            {
                case FileContent.Whole whole when input.IsNamed || (MayBeManifest(whole.Bytes.Span) && !IsOfChart(input) && !IsAssertion(input.TreePath)):
                    patches.Take(input.Tree, input.TreePath, whole.Bytes, cancellationToken);
                    Take(input, SourceText.Decode(input.File, whole.Bytes.Span));
                    break;
                case FileContent.Whole other:
                    patches.Take(input.Tree, input.TreePath, other.Bytes, cancellationToken);
                    break;
                case FileContent.TooLarge when input.IsNamed:
                    findings.Add(new Finding(ManifestRules.Syntax, $"The file is larger than {LargestFile >> 20} MiB.", input.File, SourceSpan.FileStart));
                    break;
                case FileContent.TooLarge:
                    notChecked.Add(new NotChecked(input.File, $"it is larger than {LargestFile >> 20} MiB"));
                    break;
                case FileContent.Unreadable unreadable:
                    notChecked.Add(new NotChecked(input.File, unreadable.Reason));
                    break;
                default:
                    notChecked.Add(new NotChecked(input.File, "it cannot be read"));
                    break;
            }
        }

        // A patch has some fields of a manifest only.
        read.RemoveAll(r => !r.Input.IsNamed && patches.Contain(r.Input.Tree, r.Input.TreePath));
        if (LeavesOutSkeletons)
        {
            var skeletons = new Dictionary<FileTree, FetchedPaths>();
            read.RemoveAll(r => !r.Input.IsNamed && r.Manifest.Findings.Count > 0 && Skeleton.Is(r.Source, YamlLimits.Descriptor, cancellationToken)
                && Fetched(r.Input.Tree, skeletons, cancellationToken).Contains(r.Input.TreePath));
        }

        // What one manifest permits another one, once all are read.
        var projects = new ProjectCheck(read.Select(r => r.Manifest.Manifest).OfType<Manifest>());
        var policy = settings is null ? null : new ManifestPolicyCheck(settings);
        var versions = settings is null ? null : new ApiVersionCheck(settings);
        var values = Own is { Slug: { Owner.Length: > 0 } slug } own ? new ValueFileCheck(own.Tree, $"{slug.Host}/{slug.Owner}/{slug.Name}") : null;
        foreach (var (input, source, manifest) in read)
        {
            var v = manifest with
            {
                Findings =
                [
                    .. manifest.Findings,
                    .. manifest.Manifest is { } known ? projects.Run(known).Concat(policy?.Run(known) ?? []).Concat(versions?.Run(known) ?? [])
                        .Concat(values?.Run(known) ?? []) : [],
                ],
            };
            if (v.Findings.Count > 0)
            {
                var secrets = ManifestSecrets.In(source, cancellationToken);
                v = v with { Findings = [.. v.Findings.Select(f => f with { Message = secrets.Cover(f.Message) })] };
                sources[source.Path] = source;
            }

            findings.AddRange(v.Findings);
            verdicts.Add(new ManifestVerdict(
                input.File, v.Document, v.Manifest?.Kind ?? "", v.Manifest?.Name ?? "", v.IsServerValid, v.IsValid, [.. v.Findings.Select(Layered)]));
        }

        var files = read.Select(r => r.Input).Distinct().Count();
        if (files == 0 && notChecked.Count == 0)
        {
            notChecked.Add(None);
        }

        return new Report("The manifests", findings)
        {
            Files = files,
            Manifests = verdicts,
            Sources = sources,
            NotChecked = notChecked,
        };

        void Take(ManifestInput input, SourceText source)
        {
            var validated = validation.Run(ManifestFile.Read(source, cancellationToken), cancellationToken)
                .Where(v => input.IsNamed || IsManifest(v.Manifest, source))
                .ToList();
            read.AddRange(validated.Select(v => (input, source, v)));
        }
    }

    private static FetchedPaths Fetched(FileTree tree, Dictionary<FileTree, FetchedPaths> known, CancellationToken cancellationToken)
    {
        if (!known.TryGetValue(tree, out var fetched))
        {
            known.Add(tree, fetched = FetchedPaths.Of(
                TemplateFetches.Named(tree.List(cancellationToken)).SelectMany(p => TemplateFetches.In(tree, p, repository: null, cancellationToken))));
        }

        return fetched;
    }

    private static LayeredFinding Layered(Finding finding) => new(finding, ManifestRules.LayerOf(finding.Rule).ToString().ToLowerInvariant());

    private static bool IsOfChart(ManifestInput input) => ChartTemplates.Contain(input.TreePath, p => input.Tree.Find(p) is not null);

    // Tests of operators compare a cluster with files that have some fields of a manifest only (KUTTL, "Test Asserts and Errors"; Chainsaw).
    private static bool IsAssertion(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        var stem = name[..Math.Max(name.LastIndexOf('.'), 0)];
        return stem is "assert" or "chainsaw-test" || stem.EndsWith("-assert", StringComparison.Ordinal) || stem.StartsWith("assert-", StringComparison.Ordinal)
            || stem.StartsWith("chainsaw-assert", StringComparison.Ordinal)
            || (stem is [>= '0' and <= '9', ..] && stem.EndsWith("-errors", StringComparison.Ordinal));
    }

    // What a tool fills in before it is applied is not a manifest yet, and descriptors of Backstage have the same form as manifests.
    private static bool IsManifest(Manifest? manifest, SourceText source) => manifest is null
        ? !Placeholders.Any(p => source.Content.Contains(p, StringComparison.Ordinal)) && !source.Content.Contains(Backstage, StringComparison.Ordinal)
        : manifest is { Kind.Length: > 0, ApiVersion.Length: > 0 }
            && !manifest.ApiVersion.Contains(Backstage, StringComparison.Ordinal)
            && !Placeholders.Any(p => $"{manifest.Name}{manifest.Namespace}".Contains(p, StringComparison.Ordinal));

    // In a folder lie values of charts, templates of charts and settings of tools, too. A manifest names its version and kind at the beginning of a line.
    private static bool MayBeManifest(ReadOnlySpan<byte> bytes) =>
        HasKey(bytes, "apiVersion:"u8, "\"apiVersion\""u8) && HasKey(bytes, "kind:"u8, "\"kind\""u8) && !IsTemplate(bytes);

    private static bool HasKey(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> yaml, ReadOnlySpan<byte> json)
    {
        for (var at = bytes.IndexOf(yaml); at >= 0;)
        {
            if (at == 0 || bytes[at - 1] is (byte)'\n' or (byte)'-' || (at > 2 && bytes[(at - 3)..at].SequenceEqual(Encoding.UTF8.Preamble)))
            {
                return true;
            }

            var next = bytes[(at + 1)..].IndexOf(yaml);
            at = next < 0 ? -1 : at + 1 + next;
        }

        return bytes.IndexOf(json) >= 0;
    }

    // A template of a chart has actions on lines of their own; an ApplicationSet has expressions in its values.
    private static bool IsTemplate(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith("{{"u8) || bytes.IndexOf("\n{{"u8) >= 0 || bytes.IndexOf(" {{- "u8) >= 0 || bytes.IndexOf("{{ .Values."u8) >= 0
        || bytes.IndexOf("{{ .Release."u8) >= 0 || bytes.IndexOf("{{ include "u8) >= 0;
}
