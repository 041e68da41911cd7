using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.Owners;
using Automation.Owners.Reading;

namespace Automation.Jobs.GitOps.Proposing;

/// <summary>The line of CODEOWNERS for the folder of a service.</summary>
internal static class CodeownersEntry
{
    private const string NewPath = ".github/CODEOWNERS";

    /// <summary>The file with the line of a folder, or without it; null where nothing changes.</summary>
    /// <param name="tree">The repository.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="owner">The owner as the file names it; null takes the line away.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public static (string Path, string Text)? Change(FileTree tree, string folder, string? owner, CancellationToken cancellationToken)
    {
        var found = CodeownersLookup.Find(tree, Dialect.GitHub, path => path, cancellationToken);
        if (found.Path is { } path && found.File is null)
        {
            return null;
        }

        var (text, pattern) = (found.File?.Source.Content ?? "", $"/{folder}/");
        if (found.File is { Source.IsExact: false })
        {
            return null;
        }

        var changed = found.File?.Rules.LastOrDefault(r => r.Pattern.Text == pattern) is { } rule
            ? Changed(found.File!.Source, rule, pattern, owner)
            : owner is null ? text
            : $"{(text.Length == 0 || text.EndsWith('\n') ? text : text + "\n")}{pattern} {owner}\n";
        return changed == text ? null : (found.Path ?? NewPath, changed);
    }

    private static string Changed(SourceText source, OwnershipRule rule, string pattern, string? owner)
    {
        var start = source.OffsetOf(new SourcePosition(rule.Line, 1));
        var end = source.Content.IndexOf('\n', start) is >= 0 and var found ? found + 1 : source.Content.Length;

        // An owner that is there stays, with those that people added.
        return owner is not null && rule.Owners.Any(o => string.Equals(o.Text, owner, StringComparison.OrdinalIgnoreCase))
            ? source.Content
            : TextEdit.Apply(source.Content, [new TextEdit(start, end, owner is null ? "" : $"{pattern} {owner}\n")]).Text;
    }
}
