
namespace Automation.Templates.Language.Values;

/// <summary>The place in the template that is being evaluated, for error messages, and the remaining budget.</summary>
/// <param name="At">The position in the template, in UTF-16 code units.</param>
/// <param name="Budget">What the rendering may still cost.</param>
internal readonly record struct CallSite(int At, RenderBudget Budget)
{
    public static implicit operator int(CallSite place) => place.At;
}
