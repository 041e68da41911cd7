using System.Text;

namespace Automation.GitOps.Expansion.GoTemplates;

/// <summary>What a template does with a name that a map does not have.</summary>
internal enum MissingKey
{
    /// <summary>It prints <c>&lt;no value&gt;</c>.</summary>
    NoValue,

    /// <summary>It takes the zero value of the map's type.</summary>
    Zero,

    /// <summary>It fails.</summary>
    Error,
}

/// <summary>A template of Go's <c>text/template</c> with the functions that Argo CD offers.</summary>
internal sealed class GoTemplate
{
    private readonly IReadOnlyList<GoNode> _body;
    private readonly IReadOnlyDictionary<string, IReadOnlyList<GoNode>> _defined;

    private GoTemplate(IReadOnlyList<GoNode> body, IReadOnlyDictionary<string, IReadOnlyList<GoNode>> defined) => (_body, _defined) = (body, defined);

    /// <summary>Parses a template.</summary>
    /// <exception cref="GoTemplateException">It is not well-formed.</exception>
    public static GoTemplate Parse(string text)
    {
        var (body, defined) = GoParser.Parse(text, GoFunctions.Contains);
        return new GoTemplate(body, defined);
    }

    /// <summary>Executes it.</summary>
    /// <param name="dot">The value of <c>.</c> at the beginning.</param>
    /// <param name="missing">What happens with names that maps do not have.</param>
    /// <param name="budget">What it may use.</param>
    /// <exception cref="GoTemplateException">It fails.</exception>
    public string Execute(object? dot, MissingKey missing, GoBudget budget)
    {
        var output = new StringBuilder();
        new GoExecution(_defined, missing, budget, output).Run(_body, dot);
        return output.ToString();
    }
}
