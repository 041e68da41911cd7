using System.Text.Json.Serialization;

namespace Automation.Owners;

public enum Dialect
{
    /// <summary>GitHub: one list of rules, the last match wins (specs, codeowners §1-4).</summary>
    [JsonStringEnumMemberName("github")]
    GitHub,

    /// <summary>GitLab: sections, each checked separately (specs, codeowners §5).</summary>
    [JsonStringEnumMemberName("gitlab")]
    GitLab,
}
