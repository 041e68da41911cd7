using Automation.Core.Findings;
using Automation.Core.Trees;
using Automation.Descriptors.Documents;
using Automation.Descriptors.Fixes;
using Automation.Descriptors.Rules;
using Automation.Yaml.Nodes;

namespace Automation.Descriptors.References;

/// <summary>The targets of Locations and the files of placeholders must be in the repository (specs, descriptors §4 and §9).</summary>
public sealed class PathRules(ReferenceInput input, Unchecked notChecked, PathRules? earlier = null)
{
    public static readonly Rule MissingTarget = new(
        "reference/missing-target", Severity.Error, Responsible.ApplicationTeam, "Correct the path of the Location's target.")
    {
        Detects = "A target of a Location that does not exist, or a pattern that matches no file.",
        Afterwards = "reads nothing from it",
        Why = "Backstage stores an error with the Location and reads nothing from the target.",
        FixDetails = "Set `presence: optional` if the target may be absent.",
        Bad = "kind: Location\nspec:\n  target: ./service/catalog-info.yml",
        Good = "kind: Location\nspec:\n  target: ./service/catalog-info.yaml",
        Sources = [RuleSource.Backstage("UrlReaderProcessor.ts", "plugins/catalog-backend/src/processors/UrlReaderProcessor.ts")],
    };

    public static readonly Rule MissingFile = new(
        "reference/missing-file", Severity.Error, Responsible.ApplicationTeam, "Correct the path of the placeholder's file.")
    {
        Detects = "A `$text`, `$json` or `$yaml` that names a file which does not exist.",
        Afterwards = "cannot process the entity",
        Why = "Backstage cannot process the entity: a new one never appears, and an existing one keeps its last valid version.",
        Bad = "definition:\n  $text: ./openapi.yml",
        Good = "definition:\n  $text: ./openapi.yaml",
        Sources =
        [
            RuleSource.Backstage("PlaceholderProcessor.ts", "plugins/catalog-backend/src/processors/PlaceholderProcessor.ts"),
            RuleSource.BackstageDocs("Substitutions in the descriptor format", "descriptor-format#substitutions-in-the-descriptor-format"),
        ],
    };

    public static readonly Rule Outside = new("reference/outside-repository", Severity.Error, Responsible.ApplicationTeam, "Keep paths within the repository.")
    {
        Detects = "A relative path with so many `..` that it leads above the root of the repository.",
        Afterwards = "cannot read it",
        Why = "Backstage resolves the path to an address of the host that is not a file.",
        FixDetails = "Use the URL of the other repository in a Location.",
        Bad = "kind: Location\nspec:\n  target: ../../other/catalog-info.yaml",
        Good = "kind: Location\nspec:\n  target: https://github.com/acme/other/blob/main/catalog-info.yaml",
        Sources = [RuleSource.Backstage("ScmIntegrations.ts", "packages/integration/src/ScmIntegrations.ts")],
    };

    public static IReadOnlyList<Rule> All { get; } = [MissingTarget, MissingFile, Outside];

    private readonly TreeListing? _tree = input.Tree is null ? null : earlier?._tree ?? new TreeListing(input.Tree);

    /// <summary>The rules for a file that is checked again, with another text.</summary>
    public PathRules Again(Unchecked unreported) => new(input, unreported, this);

    public void Check(string treePath, Descriptor descriptor, FindingCollector findings)
    {
        CheckPlaceholders(treePath, descriptor.Written, findings);
        CheckTargets(treePath, descriptor, findings);
    }

    /// <summary>Checks the files that placeholders name.</summary>
    public void CheckPlaceholders(string treePath, YamlMapping written, FindingCollector findings)
    {
        foreach (var placeholder in Placeholders.Of(Place.Root(written)))
        {
            var target = placeholder.Fields().First();
            if (!PlaceholderRules.IsContent(target.Text ?? ""))
            {
                Check(target, treePath, MissingFile, mayBeAbsent: false, findings);
            }
        }
    }

    /// <summary>Checks the targets of a Location.</summary>
    public void CheckTargets(string treePath, Descriptor descriptor, FindingCollector findings)
    {
        if (descriptor.Kind == "Location" && descriptor.Spec is { } spec && LocationRules.MayHaveType(spec.Field("type")?.Text, input.IsInFolder))
        {
            var mayBeAbsent = spec.Field("presence")?.Text == "optional";
            foreach (var target in LocationRules.Targets(descriptor).Where(t => !t.Value.IsStandIn))
            {
                Check(target, treePath, MissingTarget, mayBeAbsent, findings);
            }
        }
    }

    // A finding is identified by the written text, not by the resolved path, which depends on the location of the file.
    private void Check(Place place, string treePath, Rule rule, bool mayBeAbsent, FindingCollector findings)
    {
        if (place.Text is not { Length: > 0 } text)
        {
            return;
        }

        var isPattern = rule == MissingTarget && TreeListing.IsPattern(text);
        switch (TreeTarget.Resolve(text, treePath, input.Repository, isPattern))
        {
            case TreeTarget.Outside:
                findings.Add(
                    Outside,
                    place,
                    $"{DescriptorWording.Quote(text)} points outside the repository: {treePath} is {Depth(treePath)}. Stay within it, or write a URL.",
                    identity: text);
                break;
            case TreeTarget.Elsewhere:
                notChecked.Add("target or placeholder at a URL", "targets and placeholders at URLs", "Nothing outside the repository is fetched.");
                break;
            case TreeTarget.OtherRevision:
                notChecked.Add(
                    "URL of a branch or revision of this repository",
                    "URLs of a branch or revision of this repository",
                    "Only the revision under check is read. Write a path instead of a URL.");
                break;
            case TreeTarget.Inside when _tree is null:
                notChecked.Add(
                    "path to a file of the repository",
                    "paths to files of the repository",
                    "The files of the repository are not available. Check the folder of the repository instead of single files.");
                break;
            case TreeTarget.Inside { Path: var path } when isPattern:
                CheckPattern(place, path, mayBeAbsent, findings);
                break;
            case TreeTarget.Inside { Path: var path }:
                CheckFile(place, path, rule, mayBeAbsent, findings);
                break;
        }
    }

    private void CheckPattern(Place place, string pattern, bool mayBeAbsent, FindingCollector findings)
    {
        switch (_tree!.HasMatch(pattern))
        {
            case false when !mayBeAbsent:
                findings.Add(
                    MissingTarget,
                    place,
                    $"No file matches {DescriptorWording.Quote(place.Text!)}, read from the root as {DescriptorWording.Quote(pattern)}.",
                    identity: place.Text);
                break;
            case null:
                notChecked.Add("pattern", "patterns", "There are too many patterns and files to compare.");
                break;
        }
    }

    private void CheckFile(Place place, string path, Rule rule, bool mayBeAbsent, FindingCollector findings)
    {
        switch (_tree!.Find(path))
        {
            case null when !mayBeAbsent:
                ReportMissing(place, path, rule, findings);
                break;
            case { Kind: FileKind.Folder }:
                findings.Add(rule, place, $"{DescriptorWording.Quote(place.Text!)} is a folder. Use the path of a file.");
                break;
            case { Kind: FileKind.Link }:
                var problem = $"{DescriptorWording.Quote(place.Text!)} cannot be read: {WhyUnreadable(path)}.";
                findings.Add(rule, place, $"{problem} Use the path of a file in the repository.");
                break;
            case { Kind: FileKind.Other }:
                findings.Add(rule, place, $"{DescriptorWording.Quote(place.Text!)} is not an ordinary file.");
                break;
            case { Size: var size } when rule == MissingTarget && size > YamlLimits.Source.FileBytes:
                notChecked.Add(
                    "target that is too large",
                    "targets that are too large",
                    $"A file of more than {YamlLimits.Source.FileBytes / 1024 / 1024} MiB is not read. Split it.");
                break;
        }
    }

    private string WhyUnreadable(string path) =>
        input.Tree!.Read(path, YamlLimits.Source.FileBytes) is FileContent.Unreadable { Reason: var reason } ? reason : "it is a symbolic link";

    private void ReportMissing(Place place, string path, Rule rule, FindingCollector findings)
    {
        var text = place.Text!;
        var better = _tree!.Closest(path);
        var name = path[(path.LastIndexOf('/') + 1)..];
        var fix = better is not null && text.EndsWith(name, StringComparison.Ordinal)
            ? YamlFix.Replace(findings.Source, place.Value, text[..^name.Length] + better)
            : null;
        var what = rule == MissingFile ? "Backstage cannot read the entity without it" : "the entities of the target are missing";
        findings.Add(
            rule,
            place,
            $"There is no file {DescriptorWording.Quote(path)} in the repository; {what}.{DescriptorWording.Offer(better)}",
            fix,
            identity: text);
    }

    private static string Depth(string treePath) => treePath.Count(c => c == '/') switch
    {
        0 => "at its root",
        1 => "one folder below its root",
        var depth => $"{depth} folders below its root",
    };
}
