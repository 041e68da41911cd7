using Automation.Core;
using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Descriptors.Policies;
using Automation.Jobs.Configuration.Reading;
using Automation.Jobs.Rules;

namespace Automation.Jobs.Configuration;

/// <summary>The values of a configuration: kinds, rules, paths, patterns.</summary>
internal static class SettingsWords
{
    private const int LongestGlob = 512;

    /// <summary>A kind; a misspelt kind of Backstage is reported.</summary>
    public static string? Kind(SettingNode node, string text)
    {
        CheckKind(text, node.Report);
        return text;
    }

    /// <summary>Reports a misspelt kind of Backstage.</summary>
    public static void CheckKind(string kind, Action<Rule, string, Fix?> say)
    {
        if (!KnownKinds.BuiltIn.Contains(kind, StringComparer.OrdinalIgnoreCase) && DidYouMean.Closest(kind, KnownKinds.BuiltIn) is { } better)
        {
            say(ConfigurationRules.MisspeltKind, $"{Quoted.Of(kind)} is not a kind of Backstage. Did you mean '{better}'?", null);
        }
    }

    /// <summary>A namespace of entities.</summary>
    public static string? Namespace(SettingNode node, string text)
    {
        if (text.AsSpan().IndexOfAny(":/ \t") < 0)
        {
            return text;
        }

        node.Report(ConfigurationRules.WrongValue, $"{Quoted.Of(text)} is not a namespace: write only its name, such as 'default'.");
        return null;
    }

    /// <summary>A group or user; the kind is group by default.</summary>
    public static EntityRef? Owner(SettingNode node, string text)
    {
        if (EntityRef.TryParse(text, "group", EntityRef.DefaultNamespace, out var owner, out _)
            && owner!.Kind is "group" or "user"
            && !text.Contains('@', StringComparison.Ordinal))
        {
            return owner;
        }

        node.Report(ConfigurationRules.WrongValue, $"{Quoted.Of(text)} is not a group or user: write it as in the catalog, such as 'group:default/payments'.");
        return null;
    }

    /// <summary>The ref of a template, or a pattern for several; the kind is template by default.</summary>
    public static TemplatePattern? Template(SettingNode node, string text)
    {
        if (EntityRef.TryParse(text, "template", EntityRef.DefaultNamespace, out var template, out _)
            && template!.Kind == "template"
            && template.Name.AsSpan().IndexOfAny(":/ \t") < 0)
        {
            return new TemplatePattern(template.ToString());
        }

        node.Report(
            ConfigurationRules.WrongValue,
            $"{Quoted.Of(text)} is not a template: write it as in the catalog, such as 'template:default/node-service'. "
                + "In its name, '*' matches any characters.");
        return null;
    }

    /// <summary>An organisation or a user on GitHub.</summary>
    public static string? Account(SettingNode node, string text)
    {
        if (text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            return text;
        }

        node.Report(ConfigurationRules.WrongValue, $"{Quoted.Of(text)} is not an organisation or a user on GitHub: write only its name, such as 'acme'.");
        return null;
    }

    /// <summary>Whether a field's name is the id of a rule that may be changed.</summary>
    public static bool IsRule(SettingNode field)
    {
        var id = field.Entry!.Key;
        if (id.StartsWith(ConfigurationRules.Room + "/", StringComparison.Ordinal))
        {
            field.ReportName(
                ConfigurationRules.UnknownRule,
                $"{Quoted.Of(id)} cannot be changed: rules about the configuration always apply. Remove the line.");
            return false;
        }

        if (field.Problems.RuleIds.Contains(id, StringComparer.Ordinal))
        {
            return true;
        }

        var better = DidYouMean.Closest(id, field.Problems.RuleIds);
        var fix = WordFix.For(field.Problems.Source, field.Entry.Name, better);
        field.ReportName(ConfigurationRules.UnknownRule, $"There is no rule {Quoted.Of(id)}. {RuleReference.AdviceFor(better)}", fix);
        return false;
    }

    /// <summary>The id of a rule that authors may accept themselves.</summary>
    public static string? AcceptedRule(SettingNode node, string id)
    {
        if (node.Problems.Rules.FirstOrDefault(r => r.Id == id) is not { } rule)
        {
            var better = DidYouMean.Closest(id, node.Problems.RuleIds);
            var fix = WordFix.For(node.Problems.Source, node.Value, better);
            node.Report(ConfigurationRules.UnknownRule, $"There is no rule {Quoted.Of(id)}. {RuleReference.AdviceFor(better)}", fix);
            return null;
        }

        if (PullRequestSettings.MayAccept(rule))
        {
            return id;
        }

        node.Report(ConfigurationRules.WrongValue, $"Authors cannot accept {id} themselves: Backstage rejects documents that break it. Remove the line.");
        return null;
    }

    /// <summary>A path pattern; one that ends with a slash means everything in the folder.</summary>
    public static Glob? Glob(SettingNode node, string text)
    {
        if (text.Length > LongestGlob)
        {
            node.Report(ConfigurationRules.WrongValue, $"{node.Name} is a pattern of {text.Length:N0} characters, but at most {LongestGlob} are allowed.");
            return null;
        }

        return IsInside(node, text) ? new Glob(FromRoot(text.EndsWith('/') ? text + "**" : text)) : null;
    }

    /// <summary>A path from the root of the repository, without a leading <c>./</c>.</summary>
    public static string? Path(SettingNode node, string text) =>
        IsInside(node, text) ? FromRoot(text) : null;

    public static NamePattern? NamePattern(SettingNode node, string text)
    {
        if (Configuration.NamePattern.TryCreate(text, out var pattern, out var problem))
        {
            return pattern;
        }

        node.Report(ConfigurationRules.WrongValue, $"{Quoted.Of(text)} cannot be the pattern of a name: {problem}.");
        return null;
    }

    private static string FromRoot(string path) => path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path.TrimStart('/');

    private static bool IsInside(SettingNode node, string path)
    {
        var problem = path.Contains('\\', StringComparison.Ordinal) ? "contains '\\': write '/'"
            : path.StartsWith('!') ? "begins with '!', which has no meaning here: exclude files with 'descriptors.exclude'"
            : path.Split('/').Contains("..") ? "points outside the repository: write it from the root of the repository, without '..'"
            : null;
        if (problem is not null)
        {
            node.Report(ConfigurationRules.WrongValue, $"{Quoted.Of(path)} {problem}.");
        }

        return problem is null;
    }
}
