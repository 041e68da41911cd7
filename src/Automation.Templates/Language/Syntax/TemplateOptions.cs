namespace Automation.Templates.Language.Syntax;

/// <summary>How a template is read.</summary>
/// <param name="TrimBlocks">Removes one line end after each tag.</param>
/// <param name="LstripBlocks">Removes the indentation before each tag that is the first on its line.</param>
/// <param name="IsCookiecutter">Expressions are between <c>{{</c> and <c>}}</c>, and Python's names and methods exist.</param>
public sealed record TemplateOptions(bool TrimBlocks = false, bool LstripBlocks = false, bool IsCookiecutter = false)
{
    /// <summary>The options of a template that sets none.</summary>
    public static readonly TemplateOptions None = new();
}
