namespace Automation.Templates.Language.Values;

/// <summary>
/// Ends the parsing or rendering of a template. It is caught inside the language, whose result is then a <see cref="TemplateError"/> then.
/// </summary>
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
        var (line, column) = TemplatePosition.Of(source, exception.At);
        return new TemplateError(exception.Message, line, column);
    }
}

/// <summary>A place in a template.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column in UTF-16 code units, from 1.</param>
public readonly record struct TemplatePosition(int Line, int Column)
{
    internal static TemplatePosition Of(string source, int at)
    {
        var before = source.AsSpan(0, Math.Min(at, source.Length));
        return new TemplatePosition(before.Count('\n') + 1, before.Length - before.LastIndexOf('\n'));
    }
}
