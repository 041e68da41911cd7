using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Jobs.Configuration;
using Automation.Jobs.Configuration.Reading;
using Automation.Jobs.Rules;

namespace Automation.Jobs.Sources.Declaring;

/// <summary>Reads a file of sources, and resolves its patterns.</summary>
public static class SourcesReader
{
    /// <summary>The file name of the sources in a catalog repository.</summary>
    public const string FileName = "catalog-sources.yml";

    /// <summary>The maximum size of a file of sources.</summary>
    public const long LargestFile = SettingsReader.LargestFile;

    /// <summary>Reads it, and resolves its patterns on this machine.</summary>
    public static SourcesReading Read(SourceText source, string folder)
    {
        var problems = new SettingProblems(source, []);
        var list = Declared(source, problems);
        var found = problems.All.Count == 0 ? SourceExpansion.Of(list.Sources, folder) : [];
        return new SourcesReading([.. found.Select(s => s with { Settings = s.Settings with { Processors = list.Processors } })], problems.All);
    }

    /// <summary>The content, and its problems.</summary>
    internal static (SourceList List, IReadOnlyList<Finding> Findings) Declared(SourceText source)
    {
        var problems = new SettingProblems(source, []);
        return (Declared(source, problems), problems.All);
    }

    private static SourceList Declared(SourceText source, SettingProblems problems)
    {
        var root = SettingsReader.RootOf(source, problems);
        var list = (root is { } node ? SourceKeys.Sources.Read(node) : null) ?? new SourceList();
        if (problems.All.Count == 0 && list.Sources.Count == 0)
        {
            problems.Add(ConfigurationRules.MissingKey, 0, 0, "", "The file has no sources. Add one under 'sources:', such as '- git: ../repositories/*'.");
        }

        return list;
    }
}

/// <summary>The sources that a file declares, and its problems.</summary>
/// <param name="Sources">The sources in order; none if there are problems.</param>
public sealed record SourcesReading(IReadOnlyList<DeclaredSource> Sources, IReadOnlyList<Finding> Findings);
