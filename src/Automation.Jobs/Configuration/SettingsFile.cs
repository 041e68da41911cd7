using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Jobs.Rules;

namespace Automation.Jobs.Configuration;

/// <summary>A repository's own configuration file.</summary>
/// <param name="Source">The text; null if there is none or it could not be read.</param>
/// <param name="Findings">Findings about the location of the file.</param>
public sealed record SettingsFile(SourceText? Source, IReadOnlyList<Finding> Findings)
{
    /// <summary>The possible paths; the first that exists is read.</summary>
    public static IReadOnlyList<string> Paths { get; } = [".github/automation.yml", "automation.yml"];

    private static readonly string[] Mistaken = [".github/automation.yaml"];

    /// <summary>Finds and reads the configuration of a repository.</summary>
    /// <param name="tree">The repository's files.</param>
    /// <param name="shownPath">Turns a path from the root into the one that findings show.</param>
    public static SettingsFile In(FileTree tree, Func<string, string> shownPath, CancellationToken cancellationToken = default)
    {
        var present = Paths.Concat(Mistaken).Where(tree.Contains).ToList();
        var read = present.Find(p => Paths.Contains(p, StringComparer.Ordinal));
        var findings = present.Where(p => p != read).Select(p => NotRead(shownPath(p), read)).ToList();
        if (read is null)
        {
            return new SettingsFile(null, findings);
        }

        var shown = shownPath(read);
        return TextFile.Read(tree, read, SettingsReader.LargestFile, shown, "The configuration", "Shorten it.", cancellationToken) switch
        {
            TextFile.Whole { Text: var text } => new SettingsFile(text, findings),
            TextFile.Refused { Message: var message } => new SettingsFile(null, [Unreadable(message), .. findings]),
            _ => new SettingsFile(null, [Unreadable("The configuration cannot be read: it is not a file."), .. findings]),
        };

        Finding Unreadable(string message) => new(ConfigurationRules.Unreadable, message, shown, SourceSpan.FileStart);
    }

    private static Finding NotRead(string shown, string? read)
    {
        var message = read is null
            ? $"Automation does not read this file. Rename it to '{Paths[0]}'."
            : $"This file is not read, because '{read}' exists. Move its settings there, and remove it.";
        return new Finding(ConfigurationRules.NotRead, message, shown, SourceSpan.FileStart);
    }
}
