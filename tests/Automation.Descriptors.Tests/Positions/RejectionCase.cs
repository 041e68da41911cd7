using Automation.Core.Text;

namespace Automation.Descriptors.Tests.Positions;

/// <summary>A document with one mistake, its line, and the expected finding.</summary>
/// <param name="Name">The mistake in a few words.</param>
/// <param name="Rule">The rule that is broken.</param>
/// <param name="Pointer">The path to the mistake; empty where there is no document to point into.</param>
/// <param name="Text">The document, without marks.</param>
/// <param name="Line">The line that was marked.</param>
internal sealed record RejectionCase(string Name, string Rule, string Pointer, string Text, int Line)
{
    private const string Mark = " #!";

    /// <summary>The name, which tells the cases apart.</summary>
    public override string ToString() => Name;

    /// <summary>A case of a whole text; the mistaken line ends with <c> #!</c>, which is taken away.</summary>
    public static RejectionCase Of(string name, string rule, string pointer, string marked)
    {
        var at = marked.IndexOf(Mark, StringComparison.Ordinal);
        at.ShouldBeGreaterThanOrEqualTo(0, $"'{name}' marks no line");
        var text = marked.Remove(at, Mark.Length);
        return new RejectionCase(name, rule, pointer, text, SourceText.Of("x.yaml", text).PositionAt(at).Line);
    }
}

/// <summary>A sound document whose lines can be spoilt.</summary>
internal sealed class SoundDocument(string kind, string text)
{
    /// <summary>The document as it is.</summary>
    public string Text => text;

    /// <summary>
    /// The document with one stretch replaced by another, whose mistaken line is marked with <c> #!</c>; a line that stays can be named instead.
    /// </summary>
    public RejectionCase With(string good, string bad, string rule, string pointer, string? name = null, string? mark = null)
    {
        var at = text.IndexOf(good, StringComparison.Ordinal);
        at.ShouldBeGreaterThanOrEqualTo(0, $"'{good}' is not in the {kind}");
        var spoilt = text[..at] + bad + text[(at + good.Length)..];
        spoilt = mark is null ? spoilt : spoilt.Replace(mark, mark + " #!", StringComparison.Ordinal);
        return RejectionCase.Of(
            name ?? $"{kind}, {pointer}: {bad.Trim().ReplaceLineEndings("⏎").Replace("#!", "", StringComparison.Ordinal)}", rule, pointer, spoilt);
    }
}
