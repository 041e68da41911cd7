using Automation.Core;
using Automation.GitHub;
using Automation.Jobs.Configuration;
using Automation.Templates.Workspaces;

namespace Automation.Jobs.Scaffolding.Hosting;

/// <summary>Decides who may run which template, and in which organisation it may publish. Without rules, a run may do whatever its token allows.</summary>
/// <param name="actor">Who runs the template.</param>
public sealed class ScaffoldPolicy(ScaffoldSettings settings, ScaffoldActor actor)
{
    private const string Ask = "Ask the platform team to add a rule to 'scaffold.allow'.";

    private readonly IReadOnlyList<IReadOnlyList<ScaffoldRule>> _levels = [.. settings.Levels()];

    public static ScaffoldPolicy Open { get; } = new(ScaffoldSettings.Default, ScaffoldActor.NotKnown("no one is named"));

    /// <summary>Why the run is refused, whatever it publishes; null if it is allowed.</summary>
    public string? Refusal(EntityRef template) => _levels.Select(rules => Refusal(rules, template)).FirstOrDefault(r => r is not null);

    /// <summary>Why the run may not reach a repository; null if it may.</summary>
    public string? Refusal(EntityRef template, RepositoryName repository) =>
        _levels.Select(rules => Refusal(rules, template) ?? Refusal(rules, template, repository)).FirstOrDefault(r => r is not null);

    /// <summary>Fails if the policy does not let the run change a repository.</summary>
    /// <exception cref="StepException">It may not.</exception>
    public void Require(EntityRef template, RepositoryName repository)
    {
        if (Refusal(template, repository) is { } refusal)
        {
            throw new StepException(refusal);
        }
    }

    private string? Refusal(IReadOnlyList<ScaffoldRule> rules, EntityRef template)
    {
        var about = rules.Where(r => IsAbout(r, template)).ToList();
        if (about.Count == 0)
        {
            return $"The platform's policy does not allow {template}. {Ask}";
        }

        if (about.Exists(IsForActor))
        {
            return null;
        }

        var allowed = Alternatives(about.SelectMany(r => r.By).Distinct());
        return actor.Ref is { } known
            ? $"The platform's policy allows {template} only for {allowed}, and {known} is not one of them. {Ask}"
            : $"The platform's policy allows {template} only for {allowed}, and it is not known who runs it: {actor.Unknown}.";
    }

    private string? Refusal(IReadOnlyList<ScaffoldRule> rules, EntityRef template, RepositoryName repository)
    {
        var applying = rules.Where(r => IsAbout(r, template) && IsForActor(r)).ToList();
        return applying.Exists(r => r.Into.Count == 0 || r.Into.Contains(repository.Owner, StringComparer.OrdinalIgnoreCase))
            ? null
            : $"The platform's policy does not allow {template} to reach repositories of '{repository.Owner}': "
                + $"name a repository of {Alternatives(applying.SelectMany(r => r.Into).Distinct(StringComparer.OrdinalIgnoreCase))}.";
    }

    private static bool IsAbout(ScaffoldRule rule, EntityRef template) => rule.Templates.Count == 0 || rule.Templates.Any(t => t.Matches(template));

    private bool IsForActor(ScaffoldRule rule) => rule.By.Count == 0 || rule.By.Any(b => b == actor.Ref || actor.Groups.Contains(b));

    private static string Alternatives(IEnumerable<object> items) => string.Join(" or ", items);
}
