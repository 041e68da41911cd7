using Automation.GitHub.Access;
using Automation.GitHub.Repositories;
using Automation.Jobs.Sources.Declaring;

namespace Automation.Jobs.Following;

/// <summary>A source of a catalog that is followed.</summary>
/// <param name="Declared">The source.</param>
internal sealed record FollowedSource(DeclaredSource Declared)
{
    /// <summary>The repository on GitHub; null if the source is something else.</summary>
    public InstalledRepository? Repository { get; init; }

    /// <summary>Reads the repository.</summary>
    public InstallationAccess? Access { get; init; }

    /// <summary>The organisation whose people and teams it is; null if it is something else.</summary>
    public AppInstallation? Organisation { get; init; }

    public string Name => Declared.Settings.Name;
}
