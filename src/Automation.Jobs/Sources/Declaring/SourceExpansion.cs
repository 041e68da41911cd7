using Automation.Core.Text;
using Automation.Git.Disk;
using Automation.Jobs.Rules;

namespace Automation.Jobs.Sources.Declaring;

/// <summary>Finds the sources of declarations. A declaration without sources is an error, because the entities of a missing source are removed.</summary>
public static class SourceExpansion
{
    private const string GitEnding = ".git";

    /// <summary>The sources in order; problems are reported at the declaration.</summary>
    /// <param name="folder">The folder that their paths begin from.</param>
    internal static IReadOnlyList<DeclaredSource> Of(IReadOnlyList<SourceDeclaration> declared, string folder)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var sources = new List<DeclaredSource>();
        foreach (var declaration in declared)
        {
            foreach (var source in Of(declaration, folder))
            {
                if (SourceWords.Problem(source.Settings.Name) is { } problem)
                {
                    declaration.Node.Report(ConfigurationRules.WrongValue, $"The name {Quoted.Of(source.Settings.Name)} {problem}. Give it another 'name'.");
                }
                else if (!names.Add(source.Settings.Name))
                {
                    declaration.Node.Report(
                        ConfigurationRules.WrongValue, $"There are two sources called {Quoted.Of(source.Settings.Name)}. Give one of them another 'name'.");
                }

                sources.Add(source);
            }
        }

        return sources;
    }

    /// <summary>The default name of a folder, repository or file.</summary>
    public static string NameOf(string path)
    {
        var name = Path.GetFileName(path);
        name = name.Length > GitEnding.Length && name.EndsWith(GitEnding, StringComparison.Ordinal) ? name[..^GitEnding.Length] : name;
        return name.Length == 0 ? "root" : name;
    }

    private static IEnumerable<DeclaredSource> Of(SourceDeclaration declaration, string folder)
    {
        var (kind, _, path) = declaration.Place;
        if (kind is SourceKind.GitHub or SourceKind.GitHubPeople)
        {
            declaration.Node.Report(
                ConfigurationRules.WrongValue,
                "Only automation-server reads sources on GitHub. For this command, clone the repository, and specify the clone with 'git'.");
            return [];
        }

        var slash = path.LastIndexOf('/');
        var (parent, last) = slash < 0 ? ("", path) : (path[..Math.Max(1, slash)], path[(slash + 1)..]);
        if (!last.Contains('*', StringComparison.Ordinal))
        {
            var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path, folder));
            return [Source(declaration, kind, full, NameOf(full))];
        }

        var fullParent = Path.GetFullPath(parent, folder);
        if (SubFolders.Matching(fullParent, last) is not { Count: > 0 } found)
        {
            declaration.Node.Report(ConfigurationRules.WrongValue, $"{Quoted.Of(path)} matches no folder. Paths are relative to the folder of this file.");
            return [];
        }

        return found.Select(name => Source(declaration, kind, Path.Join(fullParent, name), NameOf(name)));
    }

    private static DeclaredSource Source(SourceDeclaration declaration, SourceKind kind, string path, string name) =>
        new(kind, path, declaration.SettingsFor(name)) { Revision = declaration.Revision ?? DeclaredSource.Head };
}
