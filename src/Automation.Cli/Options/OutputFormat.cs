namespace Automation.Cli.Options;

/// <summary>The values of <c>--format</c>.</summary>
internal enum OutputFormat
{
    /// <summary>For people at a terminal.</summary>
    Text,

    /// <summary>One JSON document.</summary>
    Json,

    /// <summary>One JSON object per line.</summary>
    Jsonl,

    /// <summary>SARIF 2.1.0.</summary>
    Sarif,

    /// <summary>GitHub's workflow commands: annotations.</summary>
    Github,

    /// <summary>Markdown, as in a step's summary.</summary>
    Markdown,
}
