using Automation.Core.Text;
using Automation.Owners.Patterns;

namespace Automation.Owners.Reading;

/// <summary>Reads a file line by line as GitLab does: sections, default owners, no comments after owners (specs, codeowners §5).</summary>
internal static class GitLabReader
{
    /// <summary>Reads every line; a word that is not an owner is ignored.</summary>
    public static CodeownersFile Read(SourceText source)
    {
        var rules = new List<OwnershipRule>();
        var problems = new List<LineProblem>();
        var sections = new Sections();
        foreach (var line in Lines.Of(source))
        {
            if (SectionHeading.Read(source.Content, line.Start, line.End) is { } heading)
            {
                sections.Enter(heading);
                continue;
            }

            var words = new Words(source.Content, line.Start, line.End);
            words.MoveToPattern(hashEnds: false);
            var (start, end) = words.Current;
            switch (GitLabPatterns.Read(source.Content[start..end]))
            {
                case PatternOutcome.Invalid(var suggestion):
                    problems.Add(new LineProblem(LineProblemKind.InvalidPattern, line.Number, start, end, suggestion));
                    break;
                case PatternOutcome.Read(var pattern):
                    var owners = GitLabOwners.In(source.Content, words);
                    rules.Add(new OwnershipRule(
                        line.Number,
                        pattern,
                        start,
                        owners.Count > 0 || pattern.IsExclusion ? owners : sections.Current.DefaultOwners,
                        sections.CurrentIndex));
                    break;
            }
        }

        return new CodeownersFile(source, Dialect.GitLab, rules, problems, sections.All);
    }
}

/// <summary>The sections of a file in order; a repeated name, in any letter case, continues the first section with that name.</summary>
internal sealed class Sections
{
    private readonly List<Section> _all = [Section.Unnamed];
    private readonly Dictionary<string, int> _byName = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<Section> All => _all;

    public int CurrentIndex { get; private set; }

    /// <summary>The current section, with the default owners of its last heading.</summary>
    public Section Current { get; private set; } = Section.Unnamed;

    public void Enter(Section heading)
    {
        if (!_byName.TryGetValue(heading.Name, out var index))
        {
            _byName.Add(heading.Name, index = _all.Count);
            _all.Add(heading);
        }

        (CurrentIndex, Current) = (index, heading);
    }
}
