using Automation.Core;
using Automation.Core.Text;
using Automation.Owners;

namespace Automation.Jobs.Configuration;

/// <summary>How owners in CODEOWNERS and owners in the catalog are compared.</summary>
public sealed record OwnershipSettings
{
    /// <summary>What is in force without any configuration.</summary>
    public static OwnershipSettings Default { get; } = new();

    /// <summary>Whose CODEOWNERS rules hold: github or gitlab.</summary>
    public Dialect Dialect { get; init; } = Dialect.GitHub;

    /// <summary>The namespace of groups and users that come from an organisation, by the organisation's name; left out, default.</summary>
    public IReadOnlyDictionary<string, string> Namespaces { get; init; } = new Dictionary<string, string>();

    /// <summary>The group or user that an owner in CODEOWNERS stands for, by the owner as it is written there: @organisation/team, @user or an address.</summary>
    public IReadOnlyDictionary<string, EntityRef> Aliases { get; init; } = new Dictionary<string, EntityRef>();

    /// <summary>Whether a group also owns what the groups below it, and their members, own in CODEOWNERS.</summary>
    public bool Inherit { get; init; }

    /// <summary>Whether to say so where the catalog's owner is not the first one in CODEOWNERS, which is the one Backstage would take.</summary>
    public bool FirstOnly { get; init; }

    /// <summary>Patterns of descriptors whose components need no owner in CODEOWNERS.</summary>
    public IReadOnlyList<Glob> AllowUnowned { get; init; } = [];
}
