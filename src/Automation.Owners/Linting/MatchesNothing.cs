using System.Text;
using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Owners.Patterns;

namespace Automation.Owners.Linting;

/// <summary>Patterns that match no file of the repository, and the paths that were probably meant.</summary>
internal static class MatchesNothing
{
    // The maximum number of names compared for suggestions per file; further findings have no suggestion.
    private const int MostNames = 100_000;

    public static readonly Rule Rule = new(
        "owners/matches-nothing", Severity.Warning, Responsible.ApplicationTeam, "Correct or remove a pattern that matches no file.")
    {
        Detects = "A pattern that matches none of the files that git tracks; a submodule counts as one file. Checked only if the files of the "
            + "repository are available.",
        Why = "The file or folder was renamed, deleted or misspelt; paths are case-sensitive. The owners own nothing, and GitHub does not report it.",
        FixDetails = "A path that was probably meant is a suggestion and never a fix, because it gives files to other owners.",
        Bad = "/Docs/ @acme/docs",
        Good = "/docs/ @acme/docs",
        Sources = [RuleSource.CodeOwners("CODEOWNERS syntax", "codeowners-syntax")],
    };

    public static void Check(LintContext context, FileOutcome outcome, IReadOnlyList<string> files, LintFindings findings, CancellationToken cancellationToken)
    {
        var tree = new Lazy<PathTree>(() => new PathTree(files, cancellationToken));
        var names = MostNames;
        foreach (var rule in outcome.Nothing)
        {
            var advice = "";
            string? better = null;
            findings.Add(Rule, rule.Start, rule.End, Message, With);

            string Message()
            {
                (advice, better) = Advice(rule.Pattern, tree.Value, ref names);
                return $"{Quoted.Of(rule.Pattern.Text)} matches no file{advice}";
            }

            Finding With(Finding finding) => finding with
            {
                Identity = Quoted.Cut(rule.Pattern.Text),
                Suggestions = better is null
                    ? []
                    : [
                        new Suggestion(
                            $"Write {Quoted.Of(better)}", context.Source.Path, Edits.Replace(context.Source, "", rule.Start, rule.End, better).Edits),
                    ],
            };
        }
    }

    // The intended path is known only if the pattern has no wildcards.
    private static (string Advice, string? Better) Advice(PathPattern pattern, PathTree tree, ref int names)
    {
        if (pattern.Text.Contains('\\', StringComparison.Ordinal)
            || !pattern.Segments.Skip(1).All(s => s is PatternSegment.Literal)
            || pattern.Segments is not [PatternSegment.Literal or PatternSegment.AnyDepth, ..])
        {
            return (".", null);
        }

        return pattern.Segments switch
        {
            [PatternSegment.AnyDepth, PatternSegment.Literal(var name)] => ForName(pattern, name, tree, ref names),
            [PatternSegment.Literal, ..] => ForPath(pattern, [.. pattern.Segments.Select(s => ((PatternSegment.Literal)s).Name)], tree, ref names),
            _ => (".", null),
        };
    }

    private static (string, string?) ForPath(PathPattern pattern, string[] path, PathTree tree, ref int names)
    {
        var (folder, at) = ("", 0);
        while (at < path.Length && tree.Has(folder, path[at]))
        {
            folder = at == 0 ? path[0] : $"{folder}/{path[at]}";
            at++;
        }

        if (at == path.Length)
        {
            // The path exists, so it is a file, but the pattern matches only paths below it.
            return pattern.Text.EndsWith('/')
                ? ($": {Quoted.Of(folder)} is a file or a submodule, and a pattern that ends with '/' matches only files in a folder.",
                    pattern.Text.TrimEnd('/'))
                : (".", null);
        }

        if (!tree.IsFolder(folder))
        {
            return ($": {Quoted.Of(folder)} is a file or a submodule, not a folder.", null);
        }

        var (better, isCase) = Closest(path[at], tree.NamesIn(folder), ref names);
        var where = folder.Length == 0 ? "the root" : Quoted.Of(folder);
        if (better is null)
        {
            return ($": {where} has no {Quoted.Of(path[at])}.", null);
        }

        var corrected = path.ToArray();
        corrected[at] = better;
        return (Instead(better, path[at], isCase, where), Exists(pattern, corrected, tree) ? Rewritten(pattern, at, path, better) : null);
    }

    private static (string, string?) ForName(PathPattern pattern, string name, PathTree tree, ref int names)
    {
        var isFolder = pattern.Reach == PatternReach.Below;
        var (better, isCase) = Closest(name, (isFolder ? tree.AllFolders : tree.AllNames).Value, ref names);
        return better is null
            ? ($": no {(isFolder ? "folder" : "file or folder")} has this name.", null)
            : (Instead(better, name, isCase, "the repository"), Rewritten(pattern, 0, [name], better));
    }

    private static string Instead(string better, string name, bool isCase, string where) => isCase
        ? $": paths are case-sensitive, and {where} has {Quoted.Of(better)}, not {Quoted.Of(name)}."
        : $": {where} has no {Quoted.Of(name)}. Did you mean {Quoted.Of(better)}?";

    // A name that differs only in letter case has priority over one with a similar spelling.
    private static (string? Name, bool IsCase) Closest(string name, IReadOnlyCollection<string> candidates, ref int names)
    {
        if (candidates.Count > names)
        {
            return (null, false);
        }

        names -= candidates.Count;
        var inOtherCase = candidates.Where(c => string.Equals(c, name, StringComparison.OrdinalIgnoreCase)).Take(2).ToList();
        return inOtherCase is [var only] ? (only, true) : inOtherCase.Count > 1 ? (null, false) : (DidYouMean.Closest(name, candidates), false);
    }

    private static bool Exists(PathPattern pattern, string[] path, PathTree tree)
    {
        var whole = string.Join('/', path);
        return tree.IsFolder(whole) || (pattern.Reach != PatternReach.Below && tree.Has(string.Join('/', path[..^1]), path[^1]));
    }

    // The pattern with one segment replaced; its slashes are kept.
    private static string? Rewritten(PathPattern pattern, int at, string[] path, string better)
    {
        var parts = pattern.Text.Split('/');
        var index = -1;
        for (var segment = -1; segment < at && ++index < parts.Length;)
        {
            segment += parts[index].Length > 0 && parts[index] != "**" ? 1 : 0;
        }

        if (index >= parts.Length || parts[index] != path[at])
        {
            return null;
        }

        parts[index] = Escaped(better);
        return string.Join('/', parts);
    }

    private static string Escaped(string name)
    {
        var escaped = new StringBuilder(name.Length + 4);
        foreach (var c in name)
        {
            if (c is '*' or '?' or '[' or ']' or '\\' or ' ' or '\t' or '#')
            {
                escaped.Append('\\');
            }

            escaped.Append(c);
        }

        return escaped.ToString();
    }
}
