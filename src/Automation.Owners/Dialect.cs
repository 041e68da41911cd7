using System.Text.Json.Serialization;

namespace Automation.Owners;

/// <summary>Whose CODEOWNERS rules hold.</summary>
public enum Dialect
{
    /// <summary>GitHub: one list of rules, the last match wins (specs, codeowners §1-4).</summary>
    [JsonStringEnumMemberName("github")]
    GitHub,

    /// <summary>GitLab: sections, each judged by itself (specs, codeowners §5).</summary>
    [JsonStringEnumMemberName("gitlab")]
    GitLab,
}
