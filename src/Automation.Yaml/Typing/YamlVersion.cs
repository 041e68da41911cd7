namespace Automation.Yaml.Typing;

/// <summary>The two dialects of documents.</summary>
internal enum YamlVersion
{
    /// <summary>YAML 1.2 with the core schema: the default, also for unknown versions.</summary>
    Core12,

    /// <summary>YAML 1.1, after the directive <c>%YAML 1.1</c>: more booleans and numbers, and merge keys.</summary>
    Yaml11,
}
