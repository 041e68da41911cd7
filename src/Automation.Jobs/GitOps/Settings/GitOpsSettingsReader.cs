using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.GitOps.Settings;
using Automation.Jobs.Configuration;
using Automation.Jobs.Configuration.Reading;
using Automation.Jobs.Rules;

namespace Automation.Jobs.GitOps.Settings;

/// <summary>Reads <c>.automation/gitops.yml</c>.</summary>
public static class GitOpsSettingsReader
{
    /// <summary>Reads that of a repository; the defaults if there is none.</summary>
    /// <param name="tree">The repository's files.</param>
    /// <param name="shownPath">Turns a path from the root into the one that findings show.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public static GitOpsSettingsReading In(FileTree tree, Func<string, string> shownPath, CancellationToken cancellationToken = default)
    {
        const string path = GitOpsSettings.Path;
        return TextFile.Read(tree, path, SettingsReader.LargestFile, shownPath(path), "The configuration", "Shorten it.", cancellationToken) switch
        {
            TextFile.Whole { Text: var text } => Read(text),
            TextFile.Refused { Message: var message } => new GitOpsSettingsReading(
                GitOpsSettings.Default, [new Finding(ConfigurationRules.Unreadable, message, shownPath(path), SourceSpan.FileStart)], null),
            _ => new GitOpsSettingsReading(GitOpsSettings.Default, [], null),
        };
    }

    /// <summary>Reads its text.</summary>
    public static GitOpsSettingsReading Read(SourceText source)
    {
        var problems = new SettingProblems(source, []);
        var settings = GitOpsSettings.Default;
        if (SettingsReader.RootOf(source, problems) is { } root && GitOpsKeys.Settings.Read(root) is { } read)
        {
            settings = read;
            GitOpsReferences.Check(root, settings);
        }

        return new GitOpsSettingsReading(settings, problems.All, source);
    }
}

/// <summary>The content of <c>.automation/gitops.yml</c>, and its problems.</summary>
/// <param name="Settings">The settings; what could not be read has its default.</param>
/// <param name="Findings">All problems; with an error, nothing is done with the settings.</param>
/// <param name="Source">The file, for the code frames of its findings; null if there is none.</param>
public sealed record GitOpsSettingsReading(GitOpsSettings Settings, IReadOnlyList<Finding> Findings, SourceText? Source)
{
    /// <summary>The settings for a repository, which is always one of its own addresses.</summary>
    /// <param name="repository">The repository; null if it is not known.</param>
    public GitOpsSettings Of(RepositorySlug? repository) => repository is null
        ? Settings
        : Settings with { Repositories = [.. Settings.Repositories, $"https://{repository.Host}/{repository}"] };

    /// <summary>Whether the configuration has errors.</summary>
    public bool IsBroken => Findings.Any(f => f.Severity == Severity.Error);
}
