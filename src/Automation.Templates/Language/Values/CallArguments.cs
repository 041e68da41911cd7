namespace Automation.Templates.Language.Values;

/// <summary>What a call passes: values by position, and values by name.</summary>
/// <param name="Positional">The values by position.</param>
/// <param name="Named">The values by name; null if the call has none.</param>
/// <param name="At">Where the call is in the template, for errors.</param>
internal sealed record CallArguments(IReadOnlyList<TemplateValue> Positional, TemplateValue.Map? Named, CallSite At)
{
    /// <summary>The number of arguments that a JavaScript function would get: all named ones together are one object.</summary>
    public int Count => Positional.Count + (Named is null ? 0 : 1);

    /// <summary>The argument at a position, as a JavaScript function would see it; undefined after the last.</summary>
    public TemplateValue this[int index] => index < Positional.Count ? Positional[index]
        : index == Positional.Count && Named is not null ? Named
        : TemplateValue.Undefined;

    /// <summary>The argument of a function that can be called with names: <c>int(base=16)</c>, <c>sort(reverse=true)</c>.</summary>
    public TemplateValue Get(int index, string name) =>
        index < Positional.Count ? Positional[index] : Named?.Entries[name] ?? TemplateValue.Undefined;

    /// <summary>The error that a function ends with.</summary>
    public TemplateException Error(string message) => new(message, At);
}
