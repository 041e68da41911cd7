using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Descriptors.Discovery;
using Automation.GitHub.Access;
using Automation.GitHub.Trees;
using Automation.Jobs.Configuration;
using Automation.Templates.Documents;

namespace Automation.Jobs.SelfService;

/// <summary>Finds the template that a request names, among those of the default branch, and fetches what it renders.</summary>
/// <param name="tree">The files of the default branch.</param>
/// <param name="access">Its repository.</param>
internal sealed class RequestedTemplate(GitHubTree tree, RepositoryAccess access)
{
    // The largest file of a skeleton that is fetched ahead; larger ones are read when they are rendered.
    private const long LargestAhead = 1 << 20;
    private const int MostNames = 20;

    /// <summary>The path of the template.</summary>
    /// <param name="named">Its name, its ref or its path.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The path, or why there is none.</returns>
    public async Task<(string? Path, string Refusal)> FindAsync(string? named, CancellationToken cancellationToken)
    {
        var candidates = TemplateFetches.Named(tree.List(cancellationToken))
            .Concat(tree.List(cancellationToken).Where(f => DescriptorFiles.Default.Includes(f.Path)).Select(f => f.Path))
            .Distinct(StringComparer.Ordinal).Take(TemplateFetches.MostTemplates).ToHashSet(StringComparer.Ordinal);
        await tree.FetchTogetherAsync(f => candidates.Contains(f.Path), TemplateFetches.LargestTemplate, cancellationToken);
        var templates = candidates.Order(StringComparer.Ordinal).Select(p => (Path: p, Template: Read(p))).Where(t => t.Template is not null).ToList();
        var found = templates.Where(t => t.Path == named || t.Template!.Ref.ToString() == named?.ToLowerInvariant() || t.Template.Ref.Name == named).ToList();
        return found switch
        {
            [var (path, _)] => (path, ""),
            [] => (null, $"{(named is null ? "The request names no template" : $"There is no template {Quoted.Of(named)} in {access.Repository}")}: "
                + $"write '/automation scaffold' and one of {Names(templates.Select(t => t.Template!.Ref.Name))}."),
            _ => (null, $"{access.Repository} has several templates {Quoted.Of(named!)}: name the file, one of {Names(found.Select(t => t.Path))}."),
        };
    }

    /// <summary>Fetches the files that the template renders, many at a time.</summary>
    public Task FetchAsync(string path, RepositorySlug repository, CancellationToken cancellationToken)
    {
        var fetched = TemplateFetches.In(tree, path, repository, cancellationToken);
        return tree.FetchTogetherAsync(f => fetched.Any(p => f.Path == p || RepositoryPath.Within(p, f.Path) is not null), LargestAhead, cancellationToken);
    }

    private TemplateDocument? Read(string path)
    {
        _ = new TemplateReader(tree, path).TryRead(out var template);
        return template;
    }

    private static string Names(IEnumerable<string> names)
    {
        var all = names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return all.Count == 0 ? "(there are none)"
            : string.Join(", ", all.Take(MostNames).Select(n => $"'{n}'")) + (all.Count > MostNames ? $" and {all.Count - MostNames} more" : "");
    }
}
