using System.Buffers;
using System.Globalization;
using Automation.Core.Text;
using Automation.GitOps.Manifests;
using Automation.Yaml.Nodes;

namespace Automation.GitOps.Validation;

/// <summary>Checks the layer <c>argo</c> of an Application's specification, also in the template of an ApplicationSet (specs, gitops §1).</summary>
/// <param name="findings">Where findings go.</param>
/// <param name="isTemplate">Whether the values may contain expressions of an ApplicationSet.</param>
internal sealed class ApplicationCheck(ManifestFindings findings, bool isTemplate = false)
{
    private static readonly string[] Tools = ["helm", "kustomize", "directory", "plugin"];

    private static readonly string[] Automated = ["allowEmpty", "enabled", "prune", "selfHeal"];

    // Argo CD, "Sync Options".
    private static readonly string[] SyncOptions =
    [
        "ApplyOutOfSyncOnly", "ClientSideApplyMigration", "CreateNamespace", "Delete", "FailOnSharedResource", "Force", "Prune", "PruneLast",
        "PrunePropagationPolicy", "Replace", "RespectIgnoreDifferences", "ServerSideApply", "SkipDryRunOnMissingResource", "Validate",
    ];

    private static readonly string[] OtherValues =
    [
        "PrunePropagationPolicy=foreground", "PrunePropagationPolicy=background", "PrunePropagationPolicy=orphan", "Prune=confirm", "Delete=confirm",
    ];

    private static readonly SearchValues<char> RefCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    // time.ParseDuration of Go.
    private static readonly string[] DurationUnits = ["ns", "us", "µs", "μs", "ms", "s", "m", "h"];

    public void Run(YamlMapping spec, JsonPointer at)
    {
        Destination(spec["destination"] as YamlMapping, at.Field("destination"));
        Sources(spec, at);
        if (spec["syncPolicy"] is YamlMapping policy)
        {
            Policy(policy, at.Field("syncPolicy"));
        }
    }

    private void Destination(YamlMapping? destination, JsonPointer at)
    {
        if (destination is null)
        {
            return;
        }

        var (server, name) = (HasText(destination, "server"), HasText(destination, "name"));
        if (server && name)
        {
            findings.AddMissing(ArgoRules.ServerXorName, "The destination has both 'server' and 'name': remove one of them.", at, destination);
        }
        else if (!server && !name)
        {
            findings.AddMissing(ArgoRules.DestinationMissing, "The destination has no cluster: add 'name'.", at, destination);
        }
    }

    private void Sources(YamlMapping spec, JsonPointer at)
    {
        if (spec["sources"] is YamlSequence { Items.Count: > 0 } sources)
        {
            if (spec.TryGet("source", out var ignored) && ignored.Value is YamlMapping)
            {
                findings.Add(ArgoRules.IgnoredSource, "Argo CD ignores 'source' because there are 'sources'.", at.Field("source"), ignored);
            }

            Several(sources, at.Field("sources"));
        }
        else if (spec["source"] is YamlMapping source)
        {
            Source(source, at.Field("source"), mayBeRef: false);
        }
        else if (spec["sourceHydrator"] is not YamlMapping && spec["source"] is null or { IsNull: true })
        {
            findings.AddMissing(ArgoRules.SourceMissing, "The application has no source: add 'source' or 'sources'.", at, spec);
        }
    }

    private void Several(YamlSequence sources, JsonPointer at)
    {
        var items = sources.Items.Select((s, i) => (Source: s as YamlMapping, At: at.Item(i))).Where(s => s.Source is not null).ToList();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (source, pointer) in items)
        {
            Source(source!, pointer, mayBeRef: true);
            if (source!["ref"] is not YamlScalar { Type: YamlType.String, Text: { Length: > 0 } name } reference || (isTemplate && IsExpression(name)))
            {
                continue;
            }

            if (name.AsSpan().ContainsAnyExcept(RefCharacters))
            {
                findings.Add(
                    ArgoRules.RefCharacters, $"The ref {Quoted.Of(name)} may contain only letters, digits, '_' and '-'.", pointer.Field("ref"), reference);
            }
            else if (!known.Add(name))
            {
                findings.Add(ArgoRules.DuplicateRef, $"Another source already has the ref '{name}'.", pointer.Field("ref"), reference);
            }
        }

        Refs([.. items.Select(i => i.Source!)], [.. items.Select(i => i.At)]);
    }

    private void Source(YamlMapping source, JsonPointer at, bool mayBeRef)
    {
        var (path, chart, isRef) = (HasText(source, "path"), HasText(source, "chart"), mayBeRef && HasText(source, "ref"));
        if (!path && !chart && !isRef && !IsOfOtherType(source["path"]) && !IsOfOtherType(source["chart"]))
        {
            findings.AddMissing(ArgoRules.SourcePathOrChart, "The source has neither 'path' nor 'chart'.", at, source);
        }

        if (chart && !HasText(source, "targetRevision"))
        {
            findings.AddMissing(ArgoRules.ChartRevision, "The chart has no version: add 'targetRevision'.", at.Field("targetRevision"), source);
        }

        var tools = Tools.Where(t => source[t] is YamlMapping { Entries.Count: > 0 }).ToList();
        if (tools.Count > 1)
        {
            findings.AddMissing(
                ArgoRules.MultipleSourceTypes, $"The source has settings for several tools, {string.Join(" and ", tools)}: keep one.", at, source);
        }
    }

    // $name/path means a file of the source with that ref.
    private void Refs(IReadOnlyList<YamlMapping> sources, IReadOnlyList<JsonPointer> pointers)
    {
        var known = sources.Select(s => Manifest.TextOf(s["ref"])).OfType<string>().ToHashSet(StringComparer.Ordinal);
        if (known.Any(k => isTemplate && IsExpression(k)))
        {
            return;
        }

        for (var i = 0; i < sources.Count; i++)
        {
            if (sources[i]["helm"] is not YamlMapping helm)
            {
                continue;
            }

            var at = pointers[i].Field("helm");
            var files = (helm["valueFiles"] as YamlSequence)?.Items.Select((f, n) => (File: f, At: at.Field("valueFiles").Item(n))) ?? [];
            var parameters = (helm["fileParameters"] as YamlSequence)?.Items
                .Select((p, n) => (File: (p as YamlMapping)?["path"], At: at.Field("fileParameters").Item(n).Field("path"))) ?? [];
            foreach (var (file, pointer) in files.Concat(parameters!))
            {
                if (Manifest.TextOf(file) is ['$', .. var rest] && NamesRef(rest) && rest.Split('/')[0] is var name && !known.Contains(name))
                {
                    findings.Add(ArgoRules.UnknownRef, $"No source has the ref '{name}'.", pointer, file!);
                }
            }
        }
    }

    // Not a variable of the build environment, such as $ARGOCD_APP_NAME and ${ARGOCD_APP_NAME}.
    private bool NamesRef(string text) =>
        text.Length > 0 && text[0] is not ('/' or '{' or '$') && !text.StartsWith("ARGOCD_", StringComparison.Ordinal)
        && !(isTemplate && IsExpression(text.Split('/')[0]));

    private void Policy(YamlMapping policy, JsonPointer at)
    {
        var options = policy["syncOptions"] as YamlSequence;
        for (var i = 0; i < (options?.Items.Count ?? 0); i++)
        {
            if (Manifest.TextOf(options!.Items[i]) is { } option && !(isTemplate && IsExpression(option)) && !IsSyncOption(option))
            {
                findings.Add(
                    ManifestRules.UnknownSyncOption,
                    $"Argo CD has no sync option {Quoted.Of(option)}, and ignores it.{Meant(option.Split('=')[0].Trim())}",
                    at.Field("syncOptions").Item(i),
                    options.Items[i]);
            }
        }

        if (policy["retry"] is YamlMapping retry && retry["backoff"] is YamlMapping backoff)
        {
            foreach (var name in (string[])["duration", "maxDuration"])
            {
                if (Manifest.TextOf(backoff[name]) is { Length: > 0 } duration && !(isTemplate && IsExpression(duration)) && !IsDuration(duration))
                {
                    findings.Add(
                        ArgoRules.Duration,
                        $"{Quoted.Of(duration)} is not a duration: write one such as 5s or 3m.",
                        at.Field("retry").Field("backoff").Field(name),
                        backoff[name]!);
                }
            }
        }
    }

    // A field beside the options is often taken for one of them.
    private static string Meant(string name) =>
        Automated.FirstOrDefault(f => f.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } field ? $" '{field}' is a field of 'syncPolicy.automated'."
        : name.Equals("retry", StringComparison.OrdinalIgnoreCase) ? " 'retry' is a field of 'syncPolicy'."
        : DidYouMean.Closest(name, SyncOptions) is { } close ? $" Write '{close}=true' or '{close}=false'."
        : "";

    // Argo CD compares the whole text.
    private static bool IsSyncOption(string option) =>
        option.Split('=') is [var name, { Length: > 0 } value] && SyncOptions.Contains(name, StringComparer.Ordinal)
        && (value is "true" or "false" || OtherValues.Contains(option, StringComparer.Ordinal));

    // A number alone is seconds.
    private static bool IsDuration(string text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
        {
            return true;
        }

        var rest = text is ['+' or '-', ..] ? text[1..] : text;
        while (rest.Length > 0)
        {
            var digits = rest.TakeWhile(c => char.IsAsciiDigit(c) || c == '.').Count();
            var unit = DurationUnits.Where(u => rest[digits..].StartsWith(u, StringComparison.Ordinal)).MaxBy(u => u.Length);
            if (digits == 0 || unit is null || rest[..digits] == "." || rest[..digits].Count(c => c == '.') > 1)
            {
                return false;
            }

            rest = rest[(digits + unit.Length)..];
        }

        return text.Length > 1;
    }

    private static bool HasText(YamlMapping map, string name) => Manifest.TextOf(map[name]) is { Length: > 0 };

    // The layer of the schema reports it.
    private static bool IsOfOtherType(YamlNode? node) => node is { IsNull: false } and not YamlScalar { Type: YamlType.String };

    private static bool IsExpression(string text) => text.Contains("{{", StringComparison.Ordinal);
}
