using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Automation.Core;
using Automation.Core.Text;

namespace Automation.Jobs.Configuration;

/// <summary>Who may run which software template, and where it may publish.</summary>
public sealed record ScaffoldSettings
{
    public static ScaffoldSettings Default { get; } = new();

    /// <summary>
    /// A run is allowed if one of these rules allows it; without rules, a run may do whatever its token allows. A repository's own rules apply in
    /// addition to those of the
    /// organisation: they can only narrow them.
    /// </summary>
    [MinLength(1)]
    public IReadOnlyList<ScaffoldRule>? Allow { get; init; }

    /// <summary>The settings that these narrow; null if there are none.</summary>
    [JsonIgnore]
    public ScaffoldSettings? Inherited { get; init; }

    /// <summary>Whether a rule depends on who runs a template.</summary>
    [JsonIgnore]
    public bool NamesPeople => Levels().Any(rules => rules.Any(r => r.By.Count > 0));

    /// <summary>The rules of each configuration file that has some, the repository's own first.</summary>
    internal IEnumerable<IReadOnlyList<ScaffoldRule>> Levels() =>
        (Allow is null ? [] : new[] { Allow }).Concat(Inherited?.Levels() ?? []);

    internal ScaffoldSettings With(IReadOnlyList<ScaffoldRule> allow) => new() { Allow = allow, Inherited = Allow is null ? Inherited : this };
}

/// <summary>A rule of what is allowed.</summary>
public sealed record ScaffoldRule
{
    /// <summary>The templates, such as template:default/node-service; * stands for any characters of a name. If missing, all.</summary>
    [MinLength(1)]
    public IReadOnlyList<TemplatePattern> Templates { get; init; } = [];

    /// <summary>Who may run them: users, and groups with the members of the groups below them. If missing, everyone.</summary>
    [MinLength(1)]
    public IReadOnlyList<EntityRef> By { get; init; } = [];

    /// <summary>The organisations and users on GitHub whose repositories the run may create and change. If missing, all.</summary>
    [MinLength(1)]
    public IReadOnlyList<string> Into { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString()
    {
        var templates = Templates.Count == 0 ? "all templates" : string.Join(", ", Templates);
        var by = By.Count == 0 ? "everyone" : string.Join(", ", By);
        return $"{templates} by {by}{(Into.Count == 0 ? "" : $" into {string.Join(", ", Into)}")}";
    }
}

/// <summary>The refs of some templates.</summary>
/// <param name="pattern">A full ref, in which <c>*</c> stands for any characters of a part.</param>
public sealed class TemplatePattern(string pattern)
{
    private readonly Glob _glob = new(pattern);

    public bool Matches(EntityRef template) => _glob.Matches(template.ToString());

    /// <inheritdoc/>
    public override string ToString() => pattern;
}
