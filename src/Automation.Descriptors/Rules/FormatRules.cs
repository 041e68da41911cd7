using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Descriptors.Documents;
using Automation.Descriptors.Fixes;
using Automation.Descriptors.Formats;
using Automation.Yaml.Nodes;

namespace Automation.Descriptors.Rules;

/// <summary>How names, keys, tags and links are written (specs, descriptors §5, formats).</summary>
internal static class FormatRules
{
    public static readonly Rule Name = Format("catalog/name-format", "Use letters, digits, '-', '_' and '.' in names.") with
    {
        Detects = "A name that is not 1 to 63 letters, digits, `-`, `_` and `.`, or that does not start and end with a letter or digit.",
        Why = "Backstage puts the name in URLs and references, and rejects an entity with any other name.",
        FixDetails = "Put the display name in `metadata.title`.",
        Bad = "metadata:\n  name: Order Service",
        Good = "metadata:\n  name: order-service\n  title: Order Service",
    };

    public static readonly Rule Namespace = Format("catalog/namespace-format", "Write namespaces in lower case.") with
    {
        Detects = "A namespace that is not 1 to 63 lower-case letters, digits and `-` between them.",
        Bad = "metadata:\n  namespace: Payments",
        Good = "metadata:\n  namespace: payments",
    };

    public static readonly Rule Kind = Format("catalog/kind-format", "Write the kind as one word.") with
    {
        Detects = "A kind that is not 1 to 63 letters and digits, or that starts with a digit.",
        Bad = "kind: API-Product",
        Good = "kind: API",
    };

    public static readonly Rule ApiVersion = Format("catalog/api-version-format", "Write the apiVersion as 'prefix/version'.") with
    {
        Detects = "An apiVersion that is neither `version` nor `prefix/version`. The version has letters and digits only; the prefix is a lower-case "
            + "domain name.",
        Bad = "apiVersion: backstage.io/v1-alpha1",
        Good = "apiVersion: backstage.io/v1alpha1",
    };

    public static readonly Rule LabelKey = Format("catalog/label-key-format", "Write label keys as 'prefix/name'.") with
    {
        Detects = "A key that is neither `name` nor `prefix/name`. The name has 1 to 63 letters, digits, `-`, `_` and `.`; the prefix is a lower-case "
            + "domain name of at most 253 characters.",
        Bad = "labels:\n  cost center: \"42\"",
        Good = "labels:\n  cost-center: \"42\"",
    };

    public static readonly Rule LabelValue = Format("catalog/label-value-format", "Use letters, digits, '-', '_' and '.' in label values.") with
    {
        Detects = "A label value that is not empty and not a valid name: 1 to 63 letters, digits, `-`, `_` and `.`.",
        FixDetails = "Move URLs, sentences and paths to annotations, which accept any text.",
        Bad = "labels:\n  team: \"Team A\"",
        Good = "labels:\n  team: team-a",
    };

    public static readonly Rule AnnotationKey = Format("catalog/annotation-key-format", "Write annotation keys as 'prefix/name'.") with
    {
        Detects = "A key that is neither `name` nor `prefix/name`. The name has 1 to 63 letters, digits, `-`, `_` and `.`; the prefix is a lower-case "
            + "domain name of at most 253 characters.",
        Bad = "annotations:\n  Example.com/Team: a",
        Good = "annotations:\n  example.com/Team: a",
    };

    public static readonly Rule Tag = Format("catalog/tag-format", "Write tags in lower case, with single dashes.") with
    {
        Detects = "A tag that is not 1 to 63 lower-case letters, digits, `:`, `+` and `#`, with single `-` between them. `_`, `.` and `/` are not "
            + "allowed.",
        Bad = "tags:\n  - Java_17",
        Good = "tags:\n  - java-17",
    };

    public static readonly Rule LinkUrl = Format("catalog/link-url", "Give each link a URL with a scheme.") with
    {
        Detects = "A link whose `url` a browser cannot parse: without a scheme, or without a host for http and https.",
        Bad = "links:\n  - url: wiki.example.com/orders",
        Good = "links:\n  - url: https://wiki.example.com/orders",
    };

    public static readonly Rule LinkText = Format("catalog/link-text-blank", "Remove a blank title or icon of a link.") with
    {
        Detects = "A link whose `title` or `icon` contains only spaces.",
        FixDetails = "If the link needs a title, write one.",
        Bad = "links:\n  - url: https://example.com\n    title: \" \"",
        Good = "links:\n  - url: https://example.com",
    };

    public static IReadOnlyList<Rule> All { get; } = [Name, Namespace, Kind, ApiVersion, LabelKey, LabelValue, AnnotationKey, Tag, LinkUrl, LinkText];

    public static void Check(Place root, FindingCollector findings)
    {
        CheckText(
            root.Field("apiVersion"),
            ApiVersion,
            t => EntityName.IsApiVersion(t),
            _ => null,
            "an apiVersion is 'version' or 'prefix/version', such as 'backstage.io/v1alpha1'",
            findings);
        CheckText(root.Field("kind"), Kind, t => EntityName.IsKind(t), _ => null, "a kind has 1 to 63 letters and digits, a letter first", findings);
        if (root.Field("metadata") is not { Value: YamlMapping } metadata)
        {
            return;
        }

        CheckText(
            metadata.Field("name"),
            Name,
            t => EntityName.IsName(t),
            NameSuggestion.Name,
            "a name has 1 to 63 letters, digits, '-', '_' and '.', with a letter or digit at both ends",
            findings);
        CheckText(
            metadata.Field("namespace"),
            Namespace,
            t => EntityName.IsDnsLabel(t),
            NameSuggestion.Namespace,
            "a namespace has 1 to 63 lower-case letters and digits, with '-' between them",
            findings);
        CheckKeys(metadata.Field("labels"), LabelKey, findings);
        CheckKeys(metadata.Field("annotations"), AnnotationKey, findings);
        foreach (var label in metadata.Field("labels")?.Fields() ?? [])
        {
            CheckText(
                label,
                LabelValue,
                t => EntityName.IsName(t),
                NameSuggestion.Name,
                "a label's value is empty or has 1 to 63 letters, digits, '-', '_' and '.', with a letter or digit at both ends",
                findings);
        }

        CheckTags([.. metadata.Field("tags")?.Items() ?? []], findings);
        foreach (var link in metadata.Field("links")?.Items() ?? [])
        {
            CheckLink(link, findings);
        }
    }

    // 'Java' and 'java' are duplicates, and so are 'Java' and 'JAVA'.
    private static void CheckTags(IReadOnlyList<Place> tags, FindingCollector findings)
    {
        var taken = tags.Select(t => t.Text).OfType<string>().Where(t => EntityName.IsTag(t)).ToHashSet(StringComparer.Ordinal);
        foreach (var tag in tags)
        {
            var better = tag.Text is { Length: > 0 } text && !EntityName.IsTag(text) ? NameSuggestion.Tag(text) : null;
            var isTaken = better is not null && !taken.Add(better);
            var remove = isTaken ? $"; {DescriptorWording.Quote(better!)} is in the list already, so remove this one" : "";
            var expected = $"a tag has 1 to 63 lower-case letters, digits, ':', '+' and '#', with single '-' between them{remove}";
            CheckText(tag, Tag, t => EntityName.IsTag(t), _ => isTaken ? null : better, expected, findings);
        }
    }

    // The schema checks for empty text, which is allowed for a label.
    private static void CheckText(Place? place, Rule rule, Predicate<string> isValid, Func<string, string?> suggest, string expected, FindingCollector findings)
    {
        if (place is { Text: { Length: > 0 } text } found && !found.Value.IsStandIn && !isValid(text))
        {
            var better = suggest(text);
            var fix = better is null ? null : YamlFix.Replace(findings.Source, found.Value, better);

            // 'C++' is not 'C': only spaces are replaced automatically.
            fix = fix is null ? null : fix with { IsGuess = rule == LabelValue && text.Trim().Replace(' ', '-') != better };
            findings.Add(rule, found, $"{DescriptorWording.Quote(text)} is not allowed here: {expected}.{DescriptorWording.Offer(better)}", fix);
        }
    }

    private static void CheckKeys(Place? map, Rule rule, FindingCollector findings)
    {
        foreach (var field in map?.Fields() ?? [])
        {
            if (!EntityName.IsKey(field.Pointer.Last))
            {
                findings.Add(
                    rule,
                    field.Entry!.Name,
                    field.Pointer,
                    $"{DescriptorWording.Quote(field.Pointer.Last)} is not a valid key: a key is 'name' or 'prefix/name'. The name has 1 to 63 letters, "
                    + "digits, '-', '_' and '.'; the prefix is a lower-case domain name.");
            }
        }
    }

    private static void CheckLink(Place link, FindingCollector findings)
    {
        if (link.Field("url") is { Text: { Length: > 0 } url } place && !place.Value.IsStandIn && !WebUrl.IsAbsolute(url))
        {
            var better = !TemplateExpression.IsIn(url)
                && WebUrl.IsAbsolute("https://" + url)
                && !url.Contains("://", StringComparison.Ordinal)
                && url.Contains('.', StringComparison.Ordinal)
                && !url.StartsWith('/')
                && !url.StartsWith('.')
                ? "https://" + url
                : null;
            var fix = better is null ? null : YamlFix.Replace(findings.Source, place.Value, better);
            fix = fix is null ? null : fix with { IsGuess = !BeginsWithHost(url) };
            findings.Add(
                LinkUrl,
                place,
                $"{DescriptorWording.Quote(url)} is not a URL that a browser can open: it needs a scheme and a host.{DescriptorWording.Offer(better)}",
                fix);
        }

        foreach (var name in (ReadOnlySpan<string>)["title", "icon"])
        {
            if (link.Field(name) is { Text: { Length: > 0 } text } blank && IsBlank(text))
            {
                findings.Add(
                    LinkText, blank, $"The link's {name} is blank. Write a value, or remove the field.", YamlFix.Remove(findings.Source, blank.Entry!));
            }
        }
    }

    // 'wiki.example.com/orders' is a host; 'README.md' is more likely a file, and 'mona@example.com' an address.
    private static bool BeginsWithHost(string url)
    {
        var labels = url.Split('/')[0].Split('.');
        return labels.Length > 2
            && Array.TrueForAll(labels, l => l.Length > 0 && l.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
            && labels[^1].All(char.IsAsciiLetter);
    }

    // JavaScript's trim, which treats the byte order mark as white space, but not U+0085.
    private static bool IsBlank(string text) => text.All(c => (char.IsWhiteSpace(c) && c != '\u0085') || c == '\uFEFF');

    private static Rule Format(string id, string title) => new(id, Severity.Error, Responsible.ApplicationTeam, title)
    {
        Consequence = Consequence.RejectsEntity,
        Why = "Backstage rejects the entity: a new one never appears, and an existing one keeps its last valid version.",
        Sources =
        [
            RuleSource.Backstage("FieldFormatEntityPolicy.ts", "packages/catalog-model/src/entity/policies/FieldFormatEntityPolicy.ts"),
            RuleSource.BackstageDocs("Descriptor Format of Catalog Entities", "descriptor-format"),
        ],
    };
}
