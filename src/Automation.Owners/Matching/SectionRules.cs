using Automation.Owners.Reading;

namespace Automation.Owners.Matching;

/// <summary>The rules of one section, compiled.</summary>
/// <param name="Rules">The rules that assign owners.</param>
/// <param name="Exclusions">GitLab's <c>!</c>: the section does not own what they match, even if later lines match it; null if there are none.</param>
internal sealed record SectionRules(RuleTrie Rules, RuleTrie? Exclusions)
{
    /// <summary>Compiles every section that has rules, in file order.</summary>
    public static SectionRules[] Of(CodeownersFile file, SegmentNames names)
    {
        var sections = new (RuleTrieBuilder? Rules, RuleTrieBuilder? Exclusions)[file.Sections.Count];
        for (var i = 0; i < file.Rules.Count; i++)
        {
            var rule = file.Rules[i];
            ref var section = ref sections[rule.Section];
            var builder = rule.Pattern.IsExclusion ? section.Exclusions ??= new RuleTrieBuilder(names) : section.Rules ??= new RuleTrieBuilder(names);
            builder.Add(rule.Pattern, i);
        }

        var compiled = new List<SectionRules>();
        foreach (var (rules, exclusions) in sections)
        {
            if (rules is not null)
            {
                compiled.Add(new SectionRules(rules.Build(), exclusions?.Build()));
            }
        }

        return [.. compiled];
    }
}
