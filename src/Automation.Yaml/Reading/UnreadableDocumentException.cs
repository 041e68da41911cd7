namespace Automation.Yaml.Reading;

/// <summary>Leaves the reading of one document, from whatever depth; never leaves this room.</summary>
internal sealed class UnreadableDocumentException(YamlProblem problem) : Exception(problem.Message)
{
    public YamlProblem Problem { get; } = problem;
}
