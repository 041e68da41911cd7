namespace Automation.GitOps.Expansion.GoTemplates;

/// <summary>A function of templates.</summary>
/// <param name="Least">The fewest arguments.</param>
/// <param name="Most">The most arguments.</param>
/// <param name="Run">What it does.</param>
internal sealed record GoFunction(int Least, int Most, Func<GoArguments, object?> Run)
{
    /// <summary>Any number of arguments.</summary>
    public const int Any = int.MaxValue;
}

/// <summary>The arguments of a call. An argument of another type is an error, as in Go.</summary>
internal sealed class GoArguments(IReadOnlyList<object?> values, GoBudget budget)
{
    /// <summary>How many there are.</summary>
    public int Count => values.Count;

    /// <summary>What the call may use.</summary>
    public GoBudget Budget => budget;

    /// <summary>An argument of any type; null where there is no value.</summary>
    public object? this[int index] => ReferenceEquals(values[index], GoValue.Missing) ? null : values[index];

    /// <summary>The arguments from one on.</summary>
    public IEnumerable<object?> From(int index) => Enumerable.Range(index, Math.Max(0, Count - index)).Select(i => this[i]);

    /// <summary>A text.</summary>
    public string Text(int index) => this[index] as string ?? throw Wrong(index, "string");

    /// <summary>A boolean.</summary>
    public bool Boolean(int index) => this[index] is bool value ? value : throw Wrong(index, "bool");

    /// <summary>An integer of Go's type <c>int</c>.</summary>
    public long Integer(int index) => this[index] is long value ? value : throw Wrong(index, "int");

    /// <summary>A number of Go's type <c>float64</c>.</summary>
    public double Number(int index) => this[index] switch
    {
        double value => value,
        long value => value,
        _ => throw Wrong(index, "float64"),
    };

    /// <summary>A map whose values can be of any type.</summary>
    public GoMap Map(int index) => this[index] switch
    {
        GoMap { IsOfText: false } map => map,
        _ => throw Wrong(index, "map[string]interface {}"),
    };

    /// <summary>A list.</summary>
    public List<object?> List(int index) =>
        this[index] as List<object?> ?? throw new GoTemplateException($"Cannot use type {GoValue.KindOf(this[index])} as a list");

    private GoTemplateException Wrong(int index, string expected) => new(ReferenceEquals(values[index], GoValue.Missing)
        ? $"invalid value; expected {expected}"
        : $"wrong type for value; expected {expected}; got {GoValue.TypeOf(this[index])}");
}
