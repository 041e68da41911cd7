using System.Text;
using Automation.Templates.Language.Values;

namespace Automation.Templates.Language.Functions;

/// <summary>The filters that Backstage's scaffolder adds.</summary>
internal static class BackstageFilters
{
    // Backstage knows these hosts without configuration; what a repository's address needs depends on them.
    private static readonly Dictionary<string, string[]> NeededParts = new(StringComparer.Ordinal)
    {
        ["github.com"] = ["repo", "owner"],
        ["gitlab.com"] = ["repo", "owner"],
        ["dev.azure.com"] = ["repo", "project"],
        ["bitbucket.org"] = ["repo", "workspace", "project"],
    };

    private static readonly string[] Parts = ["owner", "repo", "organization", "workspace", "project"];

    public static readonly Dictionary<string, TemplateFilter> All = new(StringComparer.Ordinal)
    {
        ["parseEntityRef"] = ParseEntityRef,
        ["parseRepoUrl"] = (input, a, _) => ParseRepoUrl(input, WithoutNames(a)),
        ["pick"] = (input, a, _) =>
        {
            var picked = Picked(Plain(input, a.At), PathOf(WithoutNames(a)[0], a), a);
            return Plain(picked == TemplateValue.Undefined ? a[1] : picked, a.At);
        },
        ["projectSlug"] = (input, a, _) =>
        {
            var parts = ParseRepoUrl(input, WithoutNames(a)).Entries;
            return TemplateValue.Of($"{JavaScript.TextOf(parts["owner"], a.At)}/{JavaScript.TextOf(parts["repo"], a.At)}");
        },
    };

    // These filters get and give plain texts for texts that are safe and for regular expressions.
    private static TemplateValue Plain(TemplateValue value, CallSite at) =>
        value is TemplateValue.Pattern or TemplateValue.Text { IsSafe: true } ? TemplateValue.Of(JavaScript.TextOf(value, at)) : value;

    private static CallArguments WithoutNames(CallArguments arguments) =>
        arguments.Named is null ? arguments : throw arguments.Error("This filter takes no named arguments.");

    private static TemplateValue.Map ParseRepoUrl(TemplateValue input, CallArguments arguments)
    {
        var text = JavaScript.TextOf(input, arguments.At);
        if (!Uri.TryCreate($"https://{text}", UriKind.Absolute, out var address) || text.Length == 0)
        {
            throw arguments.Error($"'{text}' is not the address of a repository: write it as github.com?owner=…&repo=….");
        }

        var host = address.IsDefaultPort ? address.Host : $"{address.Host}:{address.Port}";
        if (!NeededParts.TryGetValue(host, out var needed))
        {
            throw arguments.Error($"The host '{host}' is not configured.");
        }

        var query = QueryOf(address);
        var result = new TemplateValue.Map();
        result.Entries["host"] = TemplateValue.Of(host);
        foreach (var part in Parts)
        {
            // A part that is missing is a member, too, of the value undefined.
            result.Entries[part] = TemplateValue.Of(query.GetValueOrDefault(part)?.Trim('/'));
        }

        // On GitLab a project can stand in for the owner.
        var missing = needed.FirstOrDefault(p => query.GetValueOrDefault(p, "").Length == 0
            && !(host == "gitlab.com" && p == "owner" && query.ContainsKey("project")));
        return missing is null ? result : throw arguments.Error($"The address of the repository has no '{missing}'.");
    }

    // The first value of a name counts; a plus is a blank.
    private static Dictionary<string, string> QueryOf(Uri address)
    {
        var query = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var split = pair.Split('=', 2);
            query.TryAdd(Decoded(split[0]), split.Length > 1 ? Decoded(split[1]) : "");
        }

        return query;
    }

    private static string Decoded(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    private static TemplateValue.Map ParseEntityRef(TemplateValue input, CallArguments arguments, RenderBudget budget)
    {
        var defaults = (WithoutNames(arguments)[0] as TemplateValue.Map)?.Entries;
        var (kind, @namespace, name) = input switch
        {
            TemplateValue.Map map => (TextOf(map.Entries["kind"]), TextOf(map.Entries["namespace"]), TextOf(map.Entries["name"])),
            TemplateValue.Text text => Split(text.Value, arguments),
            _ => (null, null, null),
        };
        kind ??= TextOf(defaults?["defaultKind"]);
        if (kind is null or "")
        {
            throw arguments.Error("The entity ref has no kind: write it as kind:namespace/name.");
        }

        var result = new TemplateValue.Map();
        result.Entries["kind"] = TemplateValue.Of(kind);
        result.Entries["namespace"] = TemplateValue.Of(@namespace ?? TextOf(defaults?["defaultNamespace"]) ?? Core.EntityRef.DefaultNamespace);
        result.Entries["name"] = name is null or "" ? throw arguments.Error("The entity ref has no name.") : TemplateValue.Of(name);
        return result;
    }

    private static string? TextOf(TemplateValue? value) => value is TemplateValue.Text text ? text.Value : null;

    // Letters keep their case here.
    private static (string? Kind, string? Namespace, string Name) Split(string text, CallArguments arguments)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        colon = slash >= 0 && slash < colon ? -1 : colon;
        var kind = colon < 0 ? null : text[..colon];
        var @namespace = slash < 0 ? null : text[(colon + 1)..slash];
        var name = text[(Math.Max(colon, slash) + 1)..];
        return kind == "" || @namespace == "" || name == ""
            ? throw arguments.Error($"'{text}' is not an entity ref: write it as [kind:][namespace/]name.")
            : (kind, @namespace, name);
    }

    // A path as lodash reads it: a.b, a[0], a["b-c"].
    private static List<string> PathOf(TemplateValue path, CallArguments arguments)
    {
        if (path is TemplateValue.List list)
        {
            return [.. list.Items.Select(i => JavaScript.TextOf(i, arguments.At))];
        }

        var text = path is TemplateValue.Map ? throw arguments.Error("A path must be text or a list.") : JavaScript.TextOf(path, arguments.At);
        var parts = new List<string>();
        var part = new StringBuilder();
        var isOpen = true;
        var lastClose = text.LastIndexOf(']');
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '.')
            {
                parts.AddRange(isOpen ? [part.ToString()] : []);
                part.Clear();
                isOpen = true;
            }
            else if (text[i] == '[' && i < lastClose && text.IndexOf(']', i) is > 0 and var close)
            {
                parts.AddRange(part.Length > 0 ? [part.ToString()] : []);
                part.Clear();
                parts.Add(text[(i + 1)..close].Trim('"', '\''));
                (i, isOpen) = (close, false);
            }
            else
            {
                part.Append(text[i]);
            }
        }

        parts.AddRange(isOpen || part.Length > 0 ? [part.ToString()] : []);
        return parts;
    }

    private static TemplateValue Picked(TemplateValue input, List<string> path, CallArguments arguments)
    {
        // A member that has the path itself as its name comes first.
        if (input is TemplateValue.Map whole && arguments[0] is TemplateValue.Text name && whole.Entries.Contains(name.Value))
        {
            return whole.Entries[name.Value];
        }

        return path.Aggregate(input, JavaScript.Member);
    }
}
