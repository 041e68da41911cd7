namespace Automation.Owners.Reading;

/// <summary>The sections of a file as they are met; a repeated name, in any letter case, continues the first section with that name.</summary>
internal sealed class Sections
{
    private readonly List<Section> _all = [Section.Unnamed];
    private readonly Dictionary<string, int> _byName = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<Section> All => _all;

    public int CurrentIndex { get; private set; }

    /// <summary>The section that lines belong to now, with the default owners of its last heading.</summary>
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
