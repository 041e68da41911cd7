using Automation.Templates.Language.Functions;

namespace Automation.Templates.Language.Values;

/// <summary>Where in the template something is evaluated, for its errors, and what that may still cost.</summary>
/// <param name="At">The position in the template, in UTF-16 code units.</param>
/// <param name="Budget">What the rendering may still cost.</param>
internal readonly record struct Place(int At, RenderBudget Budget)
{
    public static implicit operator int(Place place) => place.At;
}
