using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Jobs.Configuration.Reading;
using Automation.Jobs.Rules;
using Automation.Yaml;
using Automation.Yaml.Nodes;

namespace Automation.Jobs.Configuration;

/// <summary>Reads configuration files; each overrides the one before: a later key wins, maps are merged key by key, lists replace lists.</summary>
public sealed class SettingsReader(IEnumerable<Rule> knownRules)
{
    /// <summary>The most bytes of a configuration file.</summary>
    public const long LargestFile = 256 * 1024;

    // More than one is an error; a few are read, because empty ones are ignored.
    private static readonly YamlLimits Limits = new(LargestFile, 16);

    private readonly List<Rule> _rules = [.. knownRules];

    /// <summary>Reads the files in order; they override the defaults.</summary>
    public SettingsReading Read(params IReadOnlyList<SourceText> sources)
    {
        var (settings, findings) = (AutomationSettings.Default, new List<Finding>());
        foreach (var source in sources)
        {
            var problems = new SettingProblems(source, _rules);
            if (RootOf(source, problems) is { } root && SettingsKeys.Settings.Read(root, settings) is { } read)
            {
                settings = read;
            }

            findings.AddRange(problems.All);
        }

        return new SettingsReading(settings, findings);
    }

    internal static SettingNode? RootOf(SourceText source, SettingProblems problems)
    {
        if (source.Content.Length > LargestFile)
        {
            problems.Add(ConfigurationRules.Unreadable, 0, 0, "", $"The configuration has more than {LargestFile / 1024} KiB. Shorten it.");
            return null;
        }

        var documents = YamlFile.Read(source, Limits).Documents.Where(d => !d.IsEmpty).ToList();
        if (documents.Find(d => d.Problems.Count > 0) is { } broken)
        {
            foreach (var problem in broken.Problems)
            {
                problems.Add(ConfigurationRules.Unreadable, problem.Start, problem.End, "", problem.Message);
            }

            return null;
        }

        if (documents is [_, { Root: { } second }, ..])
        {
            problems.Add(
                ConfigurationRules.Unreadable,
                second.Start,
                second.Start,
                "",
                "A configuration is one document. Put everything above and below this '---' line into one map.");
            return null;
        }

        // A file with only comments is empty.
        return documents is [{ Root: { } root }] ? new SettingNode(root, null, JsonPointer.Root, problems) : null;
    }
}

/// <summary>The content of configuration files, and their problems.</summary>
/// <param name="Settings">The settings; what could not be read is ignored.</param>
/// <param name="Findings">All problems.</param>
public sealed record SettingsReading(AutomationSettings Settings, IReadOnlyList<Finding> Findings)
{
    /// <summary>Whether the configuration has errors; then nothing is checked with it.</summary>
    public bool HasErrors { get; } = Findings.Any(f => f.Severity == Severity.Error);
}
