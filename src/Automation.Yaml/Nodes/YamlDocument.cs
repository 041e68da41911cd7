namespace Automation.Yaml.Nodes;

/// <summary>One document of a file: its value, or its problems.</summary>
/// <param name="Index">The number in the file, from 0; empty documents are counted.</param>
/// <param name="Start">The offset at which its content begins, or would begin.</param>
/// <param name="Root">The value; null if it could not be read.</param>
/// <param name="Problems">The problems; more than one only for duplicate keys.</param>
public sealed record YamlDocument(int Index, int Start, YamlNode? Root, IReadOnlyList<YamlProblem> Problems)
{
    /// <summary>Whether it contains only comments or null; Backstage ignores such a document without a message.</summary>
    public bool IsEmpty => Problems.Count == 0 && Root is null or { IsNull: true };
}
