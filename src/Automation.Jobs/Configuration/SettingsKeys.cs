using Automation.Core;
using Automation.Core.Text;
using Automation.Descriptors.Policies;
using Automation.GitHub.Budgets;
using Automation.Jobs.Configuration.Reading;
using Automation.Owners;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.Configuration;

/// <summary>The keys of a configuration file: the one place that ties them to the properties of <see cref="AutomationSettings"/>.</summary>
internal static class SettingsKeys
{
    public static readonly RecordReader<DescriptorFiles> DescriptorFiles = new(Configuration.DescriptorFiles.Default)
    {
        ["include"] = (d, v) => d with { Include = Globs(v) ?? d.Include },
        ["exclude"] = (d, v) => d with { Exclude = Globs(v) ?? d.Exclude },
        ["sources"] = (d, v) => d with { Sources = Globs(v) ?? d.Sources },
    };

    public static readonly RecordReader<RuleSetting> RuleSetting = new(new RuleSetting { Severity = RuleLevel.Error })
    {
        Required = [("severity", EnumWords<RuleLevel>.Expected)],
        ["severity"] = (r, v) => r with { Severity = v.Word<RuleLevel>() ?? r.Severity },
        ["paths"] = (r, v) => r with { Paths = Globs(v) ?? r.Paths },
    };

    public static readonly RecordReader<Requirement> Requirement = new(new Requirement { Kind = "" })
    {
        Required = [("kind", "the kind it applies to, such as 'Component'")],
        ["kind"] = (r, v) => r with { Kind = Kind(v) ?? r.Kind },
        ["type"] = (r, v) => r with { Type = Word(v) ?? r.Type },
        ["annotations"] = (r, v) => r with { Annotations = Words(v) ?? r.Annotations },
        ["labels"] = (r, v) => r with { Labels = Words(v) ?? r.Labels },
        ["tags"] = (r, v) => r with { Tags = Words(v) ?? r.Tags },
    };

    public static readonly RecordReader<AllowedValues> AllowedValues = new(Automation.Descriptors.Policies.AllowedValues.Anything)
    {
        ["kinds"] = (a, v) => a with { Kinds = v.List(Kind) ?? a.Kinds },
        ["types"] = (a, v) => a with { Types = ByKind(v, a.Types, Words) ?? a.Types },
        ["lifecycles"] = (a, v) => a with { Lifecycles = Words(v) ?? a.Lifecycles },
    };

    public static readonly RecordReader<OwnershipSettings> Owners = new(OwnershipSettings.Default)
    {
        ["dialect"] = (o, v) => o with { Dialect = v.Word<Dialect>() ?? o.Dialect },
        ["namespaces"] = (o, v) => o with { Namespaces = v.Map(o.Namespaces, StringComparer.OrdinalIgnoreCase, Namespace) ?? o.Namespaces },
        ["aliases"] = (o, v) => o with { Aliases = v.Map(o.Aliases, Automation.Owners.Naming.Owner.Comparer, Owner) ?? o.Aliases },
        ["inherit"] = (o, v) => o with { Inherit = v.Switch() ?? o.Inherit },
        ["first-only"] = (o, v) => o with { FirstOnly = v.Switch() ?? o.FirstOnly },
        ["allow-unowned"] = (o, v) => o with { AllowUnowned = Globs(v) ?? o.AllowUnowned },
    };

    public static readonly RecordReader<PullRequestSettings> PullRequests = new(PullRequestSettings.Default)
    {
        ["accept"] = (p, v) => p with { Accept = v.List(r => r.Text("the id of a rule", SettingsWords.AcceptedRule)) ?? p.Accept },
        ["drafts"] = (p, v) => p with { Drafts = v.Switch() ?? p.Drafts },
        ["suggestions"] = (p, v) => p with { Suggestions = v.Switch() ?? p.Suggestions },
    };

    public static readonly RecordReader<CheckBudget> Budget = new(CheckBudget.Default)
    {
        ["changed-files"] = (b, v) => b with { ChangedFiles = v.Number(1, CheckBudget.MostFiles) ?? b.ChangedFiles },
        ["base-files"] = (b, v) => b with { BaseFiles = v.Number(1, CheckBudget.MostFiles) ?? b.BaseFiles },
        ["bytes"] = (b, v) => b with { Bytes = v.Number(1, CheckBudget.MostBytes) ?? b.Bytes },
        ["documents"] = (b, v) => b with { Documents = v.Number(1, CheckBudget.MostDocuments) ?? b.Documents },
        ["entries"] = (b, v) => b with { Entries = v.Number(1, CheckBudget.MostEntries) ?? b.Entries },
        ["calls"] = (b, v) => b with { Calls = v.Number(CheckBudget.FewestCalls, CheckBudget.MostCalls) ?? b.Calls },
        ["seconds"] = (b, v) => b with { Seconds = v.Number(1, CheckBudget.MostSeconds) ?? b.Seconds },
    };

    public static readonly RecordReader<ScaffoldRule> ScaffoldRule = new(new ScaffoldRule())
    {
        ["templates"] = (r, v) => r with { Templates = v.Some(Template) ?? r.Templates },
        ["by"] = (r, v) => r with { By = v.Some(Owner) ?? r.By },
        ["into"] = (r, v) => r with { Into = v.Some(o => o.Text("an organisation or a user on GitHub", SettingsWords.Account)) ?? r.Into },
    };

    public static readonly RecordReader<ScaffoldSettings> Scaffold = new(ScaffoldSettings.Default)
    {
        ["allow"] = (s, v) => v.Some(r => ScaffoldRule.Read(r)) is { } allow ? s.With(allow) : s,
    };

    public static readonly RecordReader<AutomationSettings> Settings = new(AutomationSettings.Default)
    {
        ["descriptors"] = (s, v) => s with { Descriptors = Descriptors(v, s.Descriptors) ?? s.Descriptors },
        ["rules"] = (s, v) => s with { Rules = v.Map(s.Rules, StringComparer.Ordinal, r => SettingsWords.IsRule(r) ? Rule(r) : null) ?? s.Rules },
        ["required"] = (s, v) => s with { Required = v.List(r => Requirement.Read(r)) ?? s.Required },
        ["allowed"] = (s, v) => s with { Allowed = AllowedValues.Read(v, s.Allowed) ?? s.Allowed },
        ["names"] = (s, v) => s with { Names = ByKind(v, s.Names, n => n.Text("a regular expression", SettingsWords.NamePattern)) ?? s.Names },
        ["owners"] = (s, v) => s with { Owners = Owners.Read(v, s.Owners) ?? s.Owners },
        ["pull-requests"] = (s, v) => s with { PullRequests = PullRequests.Read(v, s.PullRequests) ?? s.PullRequests },
        ["baseline"] = (s, v) => s with { Baseline = v.Text("a path from the root of the repository", SettingsWords.Path) ?? s.Baseline },
        ["fail-on"] = (s, v) => s with { FailOn = v.Word<FailOn>() ?? s.FailOn },
        ["checks"] = (s, v) => s with { Checks = v.Word<CheckMode>() ?? s.Checks },
        ["budget"] = (s, v) => s with { Budget = Budget.Read(v, s.Budget) ?? s.Budget },
        ["onboarding"] = (s, v) => s with { Onboarding = v.Switch() ?? s.Onboarding },
        ["scaffold"] = (s, v) => s with { Scaffold = Scaffold.Read(v, s.Scaffold) ?? s.Scaffold },
    };

    /// <summary>A list of path patterns.</summary>
    public static IReadOnlyList<Glob>? Globs(SettingNode node) => node.List(g => g.Text("a path pattern", SettingsWords.Glob));

    private static DescriptorFiles? Descriptors(SettingNode node, DescriptorFiles inherited) => node.Value.Type switch
    {
        YamlType.Sequence => Globs(node) is { } include ? inherited with { Include = include } : null,
        YamlType.Mapping => DescriptorFiles.Read(node, inherited),
        _ => node.WrongType<DescriptorFiles>("a list of path patterns, or a map"),
    };

    private static RuleSettings? Rule(SettingNode node) => node.Value.Type switch
    {
        YamlType.String or YamlType.Mapping => Case(node) is { } one ? new RuleSettings([one]) : null,
        YamlType.Sequence => node.List(Case) is { } cases ? new RuleSettings(cases) : null,
        _ => node.WrongType<RuleSettings>($"{EnumWords<RuleLevel>.Expected}, a map with 'severity' and 'paths', or a list of these"),
    };

    private static RuleSetting? Case(SettingNode node) => node.Value.Type switch
    {
        YamlType.String => node.Word<RuleLevel>() is { } level ? new RuleSetting { Severity = level } : null,
        YamlType.Mapping => RuleSetting.Read(node),
        _ => node.WrongType<RuleSetting>($"{EnumWords<RuleLevel>.Expected}, or a map with 'severity' and 'paths'"),
    };

    private static string? Word(SettingNode node) => node.Text("a word");

    private static IReadOnlyList<string>? Words(SettingNode node) => node.List(Word);

    private static string? Kind(SettingNode node) => node.Text("a kind such as 'Component'", SettingsWords.Kind);

    private static string? Namespace(SettingNode node) => node.Text("a namespace such as 'default'", SettingsWords.Namespace);

    private static TemplatePattern? Template(SettingNode node) => node.Text("a template such as 'template:default/node-service'", SettingsWords.Template);

    private static EntityRef? Owner(SettingNode node) => node.Text("a group or user such as 'group:default/payments'", SettingsWords.Owner);

    // The entry is kept for any kind: an installation can have its own kinds.
    private static IReadOnlyDictionary<string, T>? ByKind<T>(SettingNode node, IReadOnlyDictionary<string, T> inherited, Func<SettingNode, T?> value)
        where T : class =>
        node.Map(inherited, StringComparer.OrdinalIgnoreCase, field =>
        {
            SettingsWords.CheckKind(field.Entry!.Key, field.ReportName);
            return value(field);
        });
}
