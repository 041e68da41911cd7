using Automation.Cli.Hosting;
using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Git;
using Automation.Jobs;
using Automation.Jobs.Configuration;
using Automation.Jobs.Suppressions;

namespace Automation.Cli.Inputs;

/// <summary>The configuration that a command runs with, and what is wrong with it.</summary>
/// <param name="Settings">The settings.</param>
/// <param name="Baseline">The findings that were accepted.</param>
/// <param name="Findings">What is wrong; with an error among it, nothing is judged.</param>
/// <param name="Sources">The configuration files, for the code frames of their findings.</param>
internal sealed record Configured(AutomationSettings Settings, Baseline Baseline, IReadOnlyList<Finding> Findings, IReadOnlyList<SourceText> Sources)
{
    /// <summary>Whether the configuration cannot be understood.</summary>
    public bool IsBroken => Findings.Any(f => f.Severity == Severity.Error);

    /// <summary>Reads the configuration: the file that <c>--config</c> names, then the repository's own.</summary>
    /// <param name="terminal">The world.</param>
    /// <param name="config">The value of <c>--config</c>.</param>
    /// <param name="tree">The tree whose configuration applies: on a pull request the tip of the base branch.</param>
    /// <param name="shown">Turns a path of the tree into the one that findings show.</param>
    /// <param name="withBaseline">Whether findings that were accepted are to be left out; not where they are about to be accepted anew.</param>
    public static Configured Read(Terminal terminal, string? config, FileTree tree, Func<string, string> shown, bool withBaseline = true)
    {
        var own = SettingsFile.In(tree, shown, terminal.Cancelled);
        var sources = new[] { config is null ? null : Inherited(terminal, config), own.Source }.OfType<SourceText>().ToList();
        var reading = new SettingsReader(RuleReference.All).Read(sources);
        var findings = own.Findings.Concat(reading.Findings).ToList();
        var baseline = Baseline.Empty;
        if (withBaseline && reading.Settings.Baseline is { } path)
        {
            (baseline, var problems) = BaselineReader.Read(tree, path, shown, terminal.Cancelled);
            findings.AddRange(problems);
        }

        return new Configured(reading.Settings, baseline, findings, sources);
    }

    private static SourceText Inherited(Terminal terminal, string config)
    {
        var full = terminal.FullPath(config);
        // In an action the file may be a pull request's: it is read as those are, without following links.
        return new DirectoryTree(Path.GetDirectoryName(full)!, intoRepositories: true).Read(Path.GetFileName(full), SettingsReader.LargestFile, terminal.Cancelled) switch
        {
            FileContent.Whole whole => SourceText.Decode(PathExpansion.Shown(config), whole.Bytes.Span),
            FileContent.TooLarge => throw new UsageException($"The configuration file '{config}' has more than {SettingsReader.LargestFile / 1024} KiB."),
            FileContent.Unreadable(var reason) => throw new UsageException($"The configuration file '{config}' cannot be read: {reason}."),
            _ => throw new UsageException($"There is no configuration file '{config}'."),
        };
    }
}
