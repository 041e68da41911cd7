namespace Automation.Templates.Language.Syntax;

/// <summary>A part of a template's text: text, an expression between <c>${{</c> and <c>}}</c>, or a tag between <c>{%</c> and <c>%}</c>.</summary>
/// <param name="Kind">Which of these.</param>
/// <param name="At">Where it starts in the template.</param>
/// <param name="Start">Where its content starts.</param>
/// <param name="End">Where its content ends.</param>
internal readonly record struct Segment(SegmentKind Kind, int At, int Start, int End);

internal enum SegmentKind
{
    Text,
    Expression,
    Tag,
}
