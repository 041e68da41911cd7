using Automation.Core;
using Automation.GitHub;
using Automation.Templates.Workspaces;

namespace Automation.Jobs.Scaffolding.Hosting;

/// <summary>What runs of templates may reach. By default all that the token allows.</summary>
public sealed record ScaffoldPolicy
{
    /// <summary>The owners whose repositories may be created and changed; null for all.</summary>
    public IReadOnlyCollection<string>? AllowedOwners { get; init; }

    /// <summary>The templates that may run; null for all.</summary>
    public IReadOnlyCollection<EntityRef>? AllowedTemplates { get; init; }

    /// <summary>Fails where a template may not run, or not for this owner.</summary>
    /// <exception cref="StepException">It may not.</exception>
    public void Require(EntityRef template, RepositoryName repository)
    {
        if (AllowedTemplates?.Contains(template) == false)
        {
            throw new StepException($"The platform's policy does not allow {template} to reach GitHub. Ask the platform team to allow the template.");
        }

        if (AllowedOwners?.Contains(repository.Owner, StringComparer.OrdinalIgnoreCase) == false)
        {
            throw new StepException(
                $"The platform's policy does not allow repositories of '{repository.Owner}': name a repository of {string.Join(", ", AllowedOwners)}.");
        }
    }
}
