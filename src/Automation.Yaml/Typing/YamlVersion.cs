namespace Automation.Yaml.Typing;

internal enum YamlVersion
{
    /// <summary>YAML 1.2 with the core schema: the default, also for unknown versions.</summary>
    Core12,

    /// <summary>YAML 1.1, after the directive <c>%YAML 1.1</c>: more booleans and numbers, and merge keys.</summary>
    Yaml11,

    /// <summary>YAML 1.1 as go-yaml 2 reads it: without numbers to the base of sixty and without timestamps.</summary>
    Go,
}
