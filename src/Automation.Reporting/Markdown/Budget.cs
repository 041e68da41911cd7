namespace Automation.Reporting.Markdown;

/// <summary>The space for a text on GitHub, in GitHub's unit, and what was left out.</summary>
internal sealed class Budget
{
    private readonly Func<string, int> _measure;
    private readonly Budget? _whole;
    private readonly List<string> _leftOut = [];
    private int _left;

    /// <param name="limit">The available space.</param>
    /// <param name="measure">The size of a piece.</param>
    public Budget(int limit, Func<string, int> measure) => (_left, _measure) = (limit, measure);

    private Budget(Budget whole, int most) => (_whole, _left, _measure) = (whole, Math.Min(most, whole._left), whole._measure);

    /// <summary>A description of what was left out.</summary>
    public IReadOnlyList<string> LeftOut => _leftOut;

    /// <summary>A budget of at most this much of the remaining space.</summary>
    public Budget Share(int most) => new(this, most);

    public void Take(string text) => Take(_measure(text));

    /// <summary>Takes space for a piece; takes none if it does not fit.</summary>
    public bool TryTake(string text)
    {
        var size = _measure(text);
        if (size > _left)
        {
            return false;
        }

        Take(size);
        return true;
    }

    /// <summary>The first pieces, as many as fit.</summary>
    public List<string> TakeWhile(IEnumerable<string> pieces) => [.. pieces.TakeWhile(TryTake)];

    public void Note(string what) => (_whole?._leftOut ?? _leftOut).Add(what);

    private void Take(int size)
    {
        _left -= size;
        if (_whole is not null)
        {
            _whole._left -= size;
        }
    }
}
