namespace Automation.Core.Text;

/// <summary>Finds the delimiters of template engines in a text: <c>${{</c> and <c>{{</c> (Backstage, Jinja, Helm, cookiecutter), <c>{%</c> (Jinja).</summary>
public static class TemplateExpression
{
    public static bool IsIn(ReadOnlySpan<char> text) => text.Contains("{{", StringComparison.Ordinal) || text.Contains("{%", StringComparison.Ordinal);
}
