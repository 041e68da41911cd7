using Automation.Core.Text;
using Automation.Git.Disk;
using Automation.Jobs.Rules;

namespace Automation.Jobs.Sources.Declaring;

/// <summary>Finds the sources that declarations stand for. What finds nothing is a mistake: a source that is gone takes its entities with it.</summary>
public static class SourceExpansion
{
    private const string GitEnding = ".git";

    /// <summary>The sources in order; what is wrong is said at the declaration.</summary>
    /// <param name="declared">The declarations.</param>
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
                    declaration.Node.Say(ConfigurationRules.WrongValue, $"The name {Quoted.Of(source.Settings.Name)} {problem}. Write a 'name' for it.");
                }
                else if (!names.Add(source.Settings.Name))
                {
                    declaration.Node.Say(ConfigurationRules.WrongValue, $"There are two sources called {Quoted.Of(source.Settings.Name)}. Write another 'name' for one of them.");
                }

                sources.Add(source);
            }
        }

        return sources;
    }

    /// <summary>What a folder, repository or file is called where nobody gives it a name.</summary>
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
            declaration.Node.Say(ConfigurationRules.WrongValue, "Sources on GitHub are read by automation-server. Elsewhere clone the repository, and name the clone with 'git'.");
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
            declaration.Node.Say(ConfigurationRules.WrongValue, $"{Quoted.Of(path)} matches no folder. Paths begin from the folder of this file.");
            return [];
        }

        return found.Select(name => Source(declaration, kind, Path.Join(fullParent, name), NameOf(name)));
    }

    private static DeclaredSource Source(SourceDeclaration declaration, SourceKind kind, string path, string name) =>
        new(kind, path, declaration.SettingsFor(name)) { Revision = declaration.Revision ?? DeclaredSource.Head };
}
