using Automation.Core;
using Automation.Core.Text;
using Automation.Descriptors.Policies;
using Automation.GitHub.Budgets;
using Automation.Jobs.Configuration.Forms;
using Automation.Owners;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.Configuration;

/// <summary>The keys of a configuration file: the one place that ties them to the properties of <see cref="AutomationSettings"/>.</summary>
internal static class SettingsForms
{
    private static readonly Form<string> Text = new TextForm<string>("a word", (_, text) => text);
    private static readonly Form<IReadOnlyList<string>> Texts = new ListForm<string>(Text);
    private static readonly Form<string> Kind = new TextForm<string>("a kind such as 'Component'", SettingsWords.Kind);
    private static readonly Form<string> Path = new TextForm<string>("a path from the root of the repository", SettingsWords.Path);
    private static readonly Form<NamePattern> Name = new TextForm<NamePattern>("a regular expression", SettingsWords.NamePattern);
    private static readonly Form<string> Namespace = new TextForm<string>("a namespace such as 'default'", SettingsWords.Namespace);
    private static readonly Form<EntityRef> Owner = new TextForm<EntityRef>("a group or user such as 'group:default/payments'", SettingsWords.Owner);
    private static readonly Form<IReadOnlyList<string>> AcceptedRules = new ListForm<string>(new TextForm<string>(
        "the id of a rule", SettingsWords.AcceptedRule));
    private static readonly Form<IReadOnlyList<Glob>> Globs = new ListForm<Glob>(new TextForm<Glob>("a path pattern", SettingsWords.Glob));

    public static readonly RecordForm<DescriptorFiles> DescriptorFiles = new(
        Configuration.DescriptorFiles.Default,
        Key.Of<DescriptorFiles, IReadOnlyList<Glob>>(nameof(Configuration.DescriptorFiles.Include), Globs, d => d.Include, (d, v) => d with { Include = v }),
        Key.Of<DescriptorFiles, IReadOnlyList<Glob>>(nameof(Configuration.DescriptorFiles.Exclude), Globs, d => d.Exclude, (d, v) => d with { Exclude = v }),
        Key.Of<DescriptorFiles, IReadOnlyList<Glob>>(nameof(Configuration.DescriptorFiles.Sources), Globs, d => d.Sources, (d, v) => d with { Sources = v }));

    public static readonly RecordForm<RuleSetting> RuleSetting = new(
        new RuleSetting { Severity = RuleLevel.Error },
        Key.Of<RuleSetting, RuleLevel>(
            nameof(Configuration.RuleSetting.Severity),
            new WordForm<RuleLevel>(),
            r => r.Severity,
            (r, v) => r with { Severity = v },
            WordForm<RuleLevel>.Expected),
        Key.Of<RuleSetting, IReadOnlyList<Glob>>(nameof(Configuration.RuleSetting.Paths), Globs, r => r.Paths, (r, v) => r with { Paths = v }));

    public static readonly RecordForm<Requirement> Requirement = new(
        new Requirement { Kind = "" },
        Key.Of<Requirement, string>(
            nameof(Automation.Descriptors.Policies.Requirement.Kind),
            Kind,
            r => r.Kind,
            (r, v) => r with { Kind = v },
            "the kind it applies to, such as 'Component'"),
        Key.Of<Requirement, string>(nameof(Automation.Descriptors.Policies.Requirement.Type), Text, r => r.Type, (r, v) => r with { Type = v }),
        Key.Of<Requirement, IReadOnlyList<string>>(
            nameof(Automation.Descriptors.Policies.Requirement.Annotations), Texts, r => r.Annotations, (r, v) => r with { Annotations = v }),
        Key.Of<Requirement, IReadOnlyList<string>>(
            nameof(Automation.Descriptors.Policies.Requirement.Labels), Texts, r => r.Labels, (r, v) => r with { Labels = v }),
        Key.Of<Requirement, IReadOnlyList<string>>(
            nameof(Automation.Descriptors.Policies.Requirement.Tags), Texts, r => r.Tags, (r, v) => r with { Tags = v }));

    public static readonly RecordForm<AllowedValues> AllowedValues = new(
        Automation.Descriptors.Policies.AllowedValues.Anything,
        Key.Of<AllowedValues, IReadOnlyList<string>>(
            nameof(Automation.Descriptors.Policies.AllowedValues.Kinds), new ListForm<string>(Kind), a => a.Kinds, (a, v) => a with { Kinds = v }),
        Key.Of<AllowedValues, IReadOnlyDictionary<string, IReadOnlyList<string>>>(
            nameof(Automation.Descriptors.Policies.AllowedValues.Types), ByKind(Texts), a => a.Types, (a, v) => a with { Types = v }),
        Key.Of<AllowedValues, IReadOnlyList<string>>(
            nameof(Automation.Descriptors.Policies.AllowedValues.Lifecycles), Texts, a => a.Lifecycles, (a, v) => a with { Lifecycles = v }));

    public static readonly RecordForm<OwnershipSettings> Owners = new(
        OwnershipSettings.Default,
        Key.Of<OwnershipSettings, Dialect>(nameof(OwnershipSettings.Dialect), new WordForm<Dialect>(), o => o.Dialect, (o, v) => o with { Dialect = v }),
        Key.Of<OwnershipSettings, IReadOnlyDictionary<string, string>>(
            nameof(OwnershipSettings.Namespaces),
            new MapForm<string>(Namespace, StringComparer.OrdinalIgnoreCase, _ => true),
            o => o.Namespaces,
            (o, v) => o with { Namespaces = v }),
        Key.Of<OwnershipSettings, IReadOnlyDictionary<string, EntityRef>>(
            nameof(OwnershipSettings.Aliases),
            new MapForm<EntityRef>(Owner, Automation.Owners.Naming.Owner.Comparer, _ => true),
            o => o.Aliases,
            (o, v) => o with { Aliases = v }),
        Key.Of<OwnershipSettings, bool>(nameof(OwnershipSettings.Inherit), new SwitchForm(), o => o.Inherit, (o, v) => o with { Inherit = v }),
        Key.Of<OwnershipSettings, bool>(nameof(OwnershipSettings.FirstOnly), new SwitchForm(), o => o.FirstOnly, (o, v) => o with { FirstOnly = v }),
        Key.Of<OwnershipSettings, IReadOnlyList<Glob>>(
            nameof(OwnershipSettings.AllowUnowned), Globs, o => o.AllowUnowned, (o, v) => o with { AllowUnowned = v }));

    public static readonly RecordForm<PullRequestSettings> PullRequests = new(
        PullRequestSettings.Default,
        Key.Of<PullRequestSettings, IReadOnlyList<string>>(nameof(PullRequestSettings.Accept), AcceptedRules, p => p.Accept, (p, v) => p with { Accept = v }),
        Key.Of<PullRequestSettings, bool>(nameof(PullRequestSettings.Drafts), new SwitchForm(), p => p.Drafts, (p, v) => p with { Drafts = v }),
        Key.Of<PullRequestSettings, bool>(nameof(PullRequestSettings.Suggestions), new SwitchForm(), p => p.Suggestions, (p, v) => p with { Suggestions = v }));

    public static readonly RecordForm<CheckBudget> Budget = new(
        CheckBudget.Default,
        Number(nameof(CheckBudget.ChangedFiles), 1, CheckBudget.MostFiles, b => b.ChangedFiles, (b, v) => b with { ChangedFiles = v }),
        Number(nameof(CheckBudget.BaseFiles), 1, CheckBudget.MostFiles, b => b.BaseFiles, (b, v) => b with { BaseFiles = v }),
        Number(nameof(CheckBudget.Bytes), 1, CheckBudget.MostBytes, b => b.Bytes, (b, v) => b with { Bytes = v }),
        Number(nameof(CheckBudget.Documents), 1, CheckBudget.MostDocuments, b => b.Documents, (b, v) => b with { Documents = v }),
        Number(nameof(CheckBudget.Entries), 1, CheckBudget.MostEntries, b => b.Entries, (b, v) => b with { Entries = v }),
        Number(nameof(CheckBudget.Calls), CheckBudget.FewestCalls, CheckBudget.MostCalls, b => b.Calls, (b, v) => b with { Calls = v }),
        Number(nameof(CheckBudget.Seconds), 1, CheckBudget.MostSeconds, b => b.Seconds, (b, v) => b with { Seconds = v }));

    private static readonly Form<DescriptorFiles> Descriptors = new ByTypeForm<DescriptorFiles>(
        "a list of path patterns, or a map",
        (YamlType.Sequence, new TurnedForm<IReadOnlyList<Glob>, DescriptorFiles>(Globs, (include, inherited) => inherited! with { Include = include })),
        (YamlType.Mapping, DescriptorFiles));

    private static readonly Form<RuleSetting> Case = new ByTypeForm<RuleSetting>(
        $"{WordForm<RuleLevel>.Expected}, or a map with 'severity' and 'paths'",
        (YamlType.String, new TurnedForm<RuleLevel, RuleSetting>(new WordForm<RuleLevel>(), (level, _) => new RuleSetting { Severity = level })),
        (YamlType.Mapping, RuleSetting));

    private static readonly Form<RuleSettings> OneCase = new TurnedForm<RuleSetting, RuleSettings>(Case, (one, _) => new RuleSettings([one]));

    private static readonly Form<RuleSettings> Rule = new ByTypeForm<RuleSettings>(
        $"{WordForm<RuleLevel>.Expected}, a map with 'severity' and 'paths', or a list of these",
        (YamlType.String, OneCase),
        (YamlType.Mapping, OneCase),
        (YamlType.Sequence, new TurnedForm<IReadOnlyList<RuleSetting>, RuleSettings>(new ListForm<RuleSetting>(Case), (cases, _) => new RuleSettings(cases))));

    public static readonly RecordForm<AutomationSettings> Settings = new(
        AutomationSettings.Default,
        Key.Of<AutomationSettings, DescriptorFiles>(
            nameof(AutomationSettings.Descriptors), Descriptors, s => s.Descriptors, (s, v) => s with { Descriptors = v }),
        Key.Of<AutomationSettings, IReadOnlyDictionary<string, RuleSettings>>(
            nameof(AutomationSettings.Rules),
            new MapForm<RuleSettings>(Rule, StringComparer.Ordinal, SettingsWords.IsRule),
            s => s.Rules,
            (s, v) => s with { Rules = v }),
        Key.Of<AutomationSettings, IReadOnlyList<Requirement>>(
            nameof(AutomationSettings.Required), new ListForm<Requirement>(Requirement), s => s.Required, (s, v) => s with { Required = v }),
        Key.Of<AutomationSettings, AllowedValues>(nameof(AutomationSettings.Allowed), AllowedValues, s => s.Allowed, (s, v) => s with { Allowed = v }),
        Key.Of<AutomationSettings, IReadOnlyDictionary<string, NamePattern>>(
            nameof(AutomationSettings.Names), ByKind(Name), s => s.Names, (s, v) => s with { Names = v }),
        Key.Of<AutomationSettings, OwnershipSettings>(nameof(AutomationSettings.Owners), Owners, s => s.Owners, (s, v) => s with { Owners = v }),
        Key.Of<AutomationSettings, PullRequestSettings>(
            nameof(AutomationSettings.PullRequests), PullRequests, s => s.PullRequests, (s, v) => s with { PullRequests = v }),
        Key.Of<AutomationSettings, string>(nameof(AutomationSettings.Baseline), Path, s => s.Baseline, (s, v) => s with { Baseline = v }),
        Key.Of<AutomationSettings, FailOn>(nameof(AutomationSettings.FailOn), new WordForm<FailOn>(), s => s.FailOn, (s, v) => s with { FailOn = v }),
        Key.Of<AutomationSettings, CheckMode>(nameof(AutomationSettings.Checks), new WordForm<CheckMode>(), s => s.Checks, (s, v) => s with { Checks = v }),
        Key.Of<AutomationSettings, CheckBudget>(nameof(AutomationSettings.Budget), Budget, s => s.Budget, (s, v) => s with { Budget = v }));

    private static Key<CheckBudget> Number(string property, int least, int most, Func<CheckBudget, int> get, Func<CheckBudget, int, CheckBudget> set) =>
        Key.Of(property, new NumberForm(least, most), get, set);

    // The entry is kept for any kind: an installation can have its own kinds.
    private static MapForm<T> ByKind<T>(Form<T> value) => new(value, StringComparer.OrdinalIgnoreCase, field =>
    {
        SettingsWords.CheckKind(field.Entry!.Key, field.ReportName);
        return true;
    });
}
