namespace Automation.Templates.Language.Values;

/// <summary>Ends the parsing or rendering of a template. It never leaves the language: <see cref="TemplateText"/> answers with a <see cref="TemplateError"/>.</summary>
internal sealed class TemplateException(string message, int at) : Exception(message)
{
    /// <summary>The position in the template, in UTF-16 code units.</summary>
    public int At { get; } = at;
}

/// <summary>Why a template could not be parsed or rendered.</summary>
/// <param name="Message">What is wrong.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column in UTF-16 code units, from 1.</param>
public sealed record TemplateError(string Message, int Line, int Column)
{
    internal static TemplateError From(TemplateException exception, string source)
    {
        var before = source.AsSpan(0, Math.Min(exception.At, source.Length));
        return new TemplateError(exception.Message, before.Count('\n') + 1, before.Length - before.LastIndexOf('\n'));
    }
}
