namespace Automation.Reporting.Markdown;

/// <summary>The room a text has on GitHub, in the unit that GitHub counts there.</summary>
/// <param name="limit">How much there is.</param>
/// <param name="measure">How much a piece takes.</param>
internal sealed class Budget(int limit, Func<string, int> measure)
{
    private int _left = limit;

    /// <summary>Takes room for something that must be there.</summary>
    public void Take(string text) => _left -= measure(text);

    /// <summary>Takes room for a piece, or nothing where it does not fit.</summary>
    public bool TryTake(string text)
    {
        var size = measure(text);
        if (size > _left)
        {
            return false;
        }

        _left -= size;
        return true;
    }
}
