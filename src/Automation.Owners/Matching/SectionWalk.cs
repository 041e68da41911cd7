namespace Automation.Owners.Matching;

/// <summary>A walk through the rules of one section.</summary>
internal sealed class SectionWalk(SectionRules section)
{
    private readonly TrieWalk _rules = new(section.Rules);
    private readonly TrieWalk? _exclusions = section.Exclusions is null ? null : new TrieWalk(section.Exclusions);

    /// <summary>The index of the deciding rule in the file; -1 if no rule of the section matches the path.</summary>
    public int Decision => _rules.Best == 0 || _exclusions is { Best: > 0 } ? -1 : section.Rules.Rules[_rules.Best - 1];

    /// <inheritdoc cref="TrieWalk.IsStranded"/>
    public bool IsStranded => _rules.IsStranded || _exclusions is { IsStranded: true };

    /// <inheritdoc cref="TrieWalk.Restart"/>
    public void Restart()
    {
        _rules.Restart();
        _exclusions?.Restart();
    }

    /// <inheritdoc cref="TrieWalk.Return"/>
    public void Return(int depth)
    {
        _rules.Return(depth);
        _exclusions?.Return(depth);
    }

    /// <inheritdoc cref="TrieWalk.Enter"/>
    public void Enter(ReadOnlySpan<char> segment, int name)
    {
        _rules.Enter(segment, name);
        _exclusions?.Enter(segment, name);
    }

    /// <inheritdoc cref="TrieWalk.Look"/>
    public void Look(ReadOnlySpan<char> segment, int name)
    {
        _rules.Look(segment, name);
        _exclusions?.Look(segment, name);
    }
}
