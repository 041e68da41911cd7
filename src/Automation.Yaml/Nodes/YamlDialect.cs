namespace Automation.Yaml.Nodes;

/// <summary>Whose YAML a file is: what a plain scalar means differs.</summary>
public enum YamlDialect
{
    /// <summary>
    /// As <c>yaml</c> 2.x reads it, which Backstage uses: the core types of YAML 1.2, and those of 1.1 after <c>%YAML 1.1</c> (specs, descriptors §1).
    /// </summary>
    Backstage,

    /// <summary>
    /// As go-yaml 2 reads it, which Kubernetes uses: <c>yes</c> and <c>on</c> are true, <c>017</c> is fifteen, dates and <c>12:30</c> are strings;
    /// merge keys.
    /// </summary>
    Kubernetes,
}
