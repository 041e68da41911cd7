using System.Globalization;
using System.Text.Json;
using Automation.Core.Text;
using Automation.Descriptors.Policies;
using Automation.GitHub.Budgets;
using Automation.Yaml;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.Configuration;

/// <summary>The effective settings, key by key, each with the file and line that it comes from.</summary>
public static class EffectiveSettings
{
    /// <summary>Lists them in the order of the guide.</summary>
    public static IReadOnlyList<EffectiveSetting> Of(Configured configured)
    {
        // The repository's own file has priority over the organisation's.
        var files = configured.Sources.Reverse().Select(s => new ConfigurationFile(s)).ToList();
        return
        [
            .. All(configured.Settings)
                .Select(s => s with { Origin = files.Select(f => f.Find(s.Path)).OfType<SettingOrigin>().Skip(s.Level).FirstOrDefault() }),
        ];
    }

    private static IEnumerable<EffectiveSetting> All(AutomationSettings settings) =>
    [
        List(settings.Descriptors.Include, nameof(settings.Descriptors), nameof(DescriptorFiles.Include)),
        List(settings.Descriptors.Exclude, nameof(settings.Descriptors), nameof(DescriptorFiles.Exclude)),
        List(settings.Descriptors.Sources, nameof(settings.Descriptors), nameof(DescriptorFiles.Sources)),
        .. settings.Rules.SelectMany(r => r.Value.Cases.Select(c => Setting(Case(c), [Key(nameof(settings.Rules)), r.Key]))),
        .. settings.Required.Select(
            (r, i) => List(Needed(r), [Key(nameof(settings.Required)), Name(r)], [Key(nameof(settings.Required)), i.ToString(CultureInfo.InvariantCulture)])),
        List(settings.Allowed.Kinds, nameof(settings.Allowed), nameof(AllowedValues.Kinds)),
        .. settings.Allowed.Types.Select(t => List(t.Value, [Key(nameof(settings.Allowed)), Key(nameof(AllowedValues.Types)), t.Key])),
        List(settings.Allowed.Lifecycles, nameof(settings.Allowed), nameof(AllowedValues.Lifecycles)),
        .. settings.Names.Select(n => Setting(n.Value.Pattern, [Key(nameof(settings.Names)), n.Key])),
        One(settings.Owners.Dialect, nameof(settings.Owners), nameof(OwnershipSettings.Dialect)),
        .. settings.Owners.Namespaces.Select(n => Setting(n.Value, [Key(nameof(settings.Owners)), Key(nameof(OwnershipSettings.Namespaces)), n.Key])),
        .. settings.Owners.Aliases.Select(a => Setting(a.Value.ToString(), [Key(nameof(settings.Owners)), Key(nameof(OwnershipSettings.Aliases)), a.Key])),
        One(settings.Owners.Inherit, nameof(settings.Owners), nameof(OwnershipSettings.Inherit)),
        One(settings.Owners.FirstOnly, nameof(settings.Owners), nameof(OwnershipSettings.FirstOnly)),
        List(settings.Owners.AllowUnowned, nameof(settings.Owners), nameof(OwnershipSettings.AllowUnowned)),
        List(settings.PullRequests.Accept, nameof(settings.PullRequests), nameof(PullRequestSettings.Accept)),
        One(settings.PullRequests.Drafts, nameof(settings.PullRequests), nameof(PullRequestSettings.Drafts)),
        One(settings.PullRequests.Suggestions, nameof(settings.PullRequests), nameof(PullRequestSettings.Suggestions)),
        .. settings.Baseline is { } baseline ? [Setting(baseline, [Key(nameof(settings.Baseline))])] : Array.Empty<EffectiveSetting>(),
        One(settings.FailOn, nameof(settings.FailOn)),
        One(settings.Checks, nameof(settings.Checks)),
        One(settings.Budget.ChangedFiles, nameof(settings.Budget), nameof(CheckBudget.ChangedFiles)),
        One(settings.Budget.BaseFiles, nameof(settings.Budget), nameof(CheckBudget.BaseFiles)),
        One(settings.Budget.Bytes, nameof(settings.Budget), nameof(CheckBudget.Bytes)),
        One(settings.Budget.Documents, nameof(settings.Budget), nameof(CheckBudget.Documents)),
        One(settings.Budget.Entries, nameof(settings.Budget), nameof(CheckBudget.Entries)),
        One(settings.Budget.Calls, nameof(settings.Budget), nameof(CheckBudget.Calls)),
        One(settings.Budget.Seconds, nameof(settings.Budget), nameof(CheckBudget.Seconds)),
        One(settings.Onboarding, nameof(settings.Onboarding)),
        .. settings.Scaffold.Levels().SelectMany((rules, level) => rules.Select((r, i) => Allowed(r, i) with { Level = level })),
    ];

    private static EffectiveSetting One(object value, params string[] properties) =>
        Setting(string.Create(CultureInfo.InvariantCulture, $"{value}").ToLowerInvariant(), [.. properties.Select(Key)]);

    private static EffectiveSetting List(IEnumerable<Glob> values, params string[] properties) =>
        List(values.Select(g => g.ToString()), [.. properties.Select(Key)]);

    private static EffectiveSetting List(IReadOnlyList<string> values, string section, string property) => List(values, [Key(section), Key(property)]);

    private static EffectiveSetting List(IEnumerable<string> values, IReadOnlyList<string> name, IReadOnlyList<string>? path = null) =>
        new(string.Join('.', name), [.. values], IsList: true) { Path = path ?? name };

    private static EffectiveSetting Setting(string value, IReadOnlyList<string> path) => new(string.Join('.', path), [value], IsList: false) { Path = path };

    private static string Case(RuleSetting setting) =>
        setting.Severity.ToString().ToLowerInvariant() + (setting.Paths.Count == 0 ? "" : $" in {string.Join(", ", setting.Paths)}");

    private static EffectiveSetting Allowed(ScaffoldRule rule, int index)
    {
        string[] name = [Key(nameof(AutomationSettings.Scaffold)), Key(nameof(ScaffoldSettings.Allow))];
        return Setting(rule.ToString(), name) with { Path = [.. name, index.ToString(CultureInfo.InvariantCulture)] };
    }

    private static string Name(Requirement requirement) => requirement.Type is null ? requirement.Kind : $"{requirement.Kind}.{requirement.Type}";

    private static IEnumerable<string> Needed(Requirement requirement) =>
        requirement.Annotations.Select(a => $"annotation {a}")
            .Concat(requirement.Labels.Select(l => $"label {l}"))
            .Concat(requirement.Tags.Select(t => $"tag {t}"));

    private static string Key(string property) => JsonNamingPolicy.KebabCaseLower.ConvertName(property);

    private sealed class ConfigurationFile(SourceText source)
    {
        private readonly YamlNode? _root = YamlFile.Read(source, new YamlLimits(SettingsReader.LargestFile, 1)).Documents.FirstOrDefault(d => !d.IsEmpty)?.Root;

        public SettingOrigin? Find(IReadOnlyList<string> path)
        {
            var (node, line) = (_root, (int?)null);
            foreach (var key in path)
            {
                switch (node)
                {
                    case YamlMapping mapping when mapping.TryGet(key, out var entry):
                        (node, line) = (entry.Value, source.PositionAt(entry.Name.Start).Line);
                        break;
                    case YamlSequence list when int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < list.Items.Count:
                        (node, line) = (list.Items[index], source.PositionAt(list.Items[index].Start).Line);
                        break;
                    case YamlMapping or null:
                        return null;
                    default:
                        // The short form: a list of descriptors is a list of patterns to include.
                        return key == Key(nameof(DescriptorFiles.Include)) && line is { } shortForm ? new SettingOrigin(source.Path, shortForm) : null;
                }
            }

            return line is { } found ? new SettingOrigin(source.Path, found) : null;
        }
    }
}

/// <param name="Key">The key, as a path with dots.</param>
/// <param name="Values">The value, or the items of a list.</param>
/// <param name="IsList">Whether it is a list.</param>
public sealed record EffectiveSetting(string Key, IReadOnlyList<string> Values, bool IsList)
{
    /// <summary>The place that sets it; null if it is built in.</summary>
    public SettingOrigin? Origin { get; init; }

    internal IReadOnlyList<string> Path { get; init; } = [];

    // How many files with the same key have priority, where all of them apply.
    internal int Level { get; init; }
}

/// <summary>A line of a configuration file.</summary>
public sealed record SettingOrigin(string File, int Line);
