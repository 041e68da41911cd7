namespace Automation.Templates.Language.Values;

/// <summary>What a call passes: values by position, and values by name.</summary>
/// <param name="Positional">The values by position.</param>
/// <param name="Named">The values by name; null where the call has none.</param>
/// <param name="At">Where the call is in the template, for errors.</param>
internal sealed record CallArguments(IReadOnlyList<TemplateValue> Positional, TemplateValue.Map? Named, int At)
{
    /// <summary>How many values a JavaScript function would see: the named ones are one more argument, an object.</summary>
    public int Count => Positional.Count + (Named is null ? 0 : 1);

    /// <summary>The argument at a position, as a JavaScript function would see it; undefined after the last.</summary>
    public TemplateValue this[int index] => index < Positional.Count ? Positional[index]
        : index == Positional.Count && Named is not null ? Named
        : TemplateValue.Undefined;

    /// <summary>All arguments as a JavaScript function would see them.</summary>
    public IEnumerable<TemplateValue> All => Named is null ? Positional : [.. Positional, Named];

    /// <summary>The error that a function ends with.</summary>
    public TemplateException Error(string message) => new(message, At);
}
