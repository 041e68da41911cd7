namespace Automation.Templates.Workflows;

/// <summary>How large the inputs of a workflow can be.</summary>
internal static class WorkflowLimits
{
    /// <summary>Inputs of a <c>workflow_dispatch</c> (docs.github.com, "Events that trigger workflows", workflow_dispatch).</summary>
    public const int Inputs = 25;

    /// <summary>Characters of all inputs of one run together (same page).</summary>
    public const int Payload = 65_535;

    /// <summary>The most characters of one default or choice, so that an unchanged form uses at most half of the payload. Our own limit.</summary>
    public const int Value = Payload / Inputs / 2;

    /// <summary>The most choices of one input: a longer list without a search field is of no use. Our own limit.</summary>
    public const int Choices = 200;

    /// <summary>Characters of all choices of one input, so that the file stays within the limits of a YAML file here. Our own limit.</summary>
    public const int ChoiceText = 20_000;

    /// <summary>Secrets of one template. Our own limit.</summary>
    public const int Secrets = 50;

    /// <summary>Characters of a description, which GitHub shows above its input. Our own limit.</summary>
    public const int Description = 300;

    /// <summary>Characters of the description of the JSON input, which has the parameters without an input of their own. Our own limit.</summary>
    public const int JsonDescription = 2_000;

    /// <summary>Characters of the name of an input, of a workflow and of a secret. Our own limit.</summary>
    public const int Name = 100;
}
