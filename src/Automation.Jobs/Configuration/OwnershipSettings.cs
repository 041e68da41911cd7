using Automation.Core;
using Automation.Core.Text;
using Automation.Owners;

namespace Automation.Jobs.Configuration;

/// <summary>How owners in CODEOWNERS and owners in the catalog are compared.</summary>
public sealed record OwnershipSettings
{
    public static OwnershipSettings Default { get; } = new();

    /// <summary>The rules for CODEOWNERS: github or gitlab.</summary>
    public Dialect Dialect { get; init; } = Dialect.GitHub;

    /// <summary>The namespace of groups and users that come from an organisation, by the organisation's name; default: default.</summary>
    public IReadOnlyDictionary<string, string> Namespaces { get; init; } = new Dictionary<string, string>();

    /// <summary>The group or user of an owner in CODEOWNERS, by the owner as it is written there: @organisation/team, @user or an address.</summary>
    public IReadOnlyDictionary<string, EntityRef> Aliases { get; init; } = new Dictionary<string, EntityRef>();

    /// <summary>Whether a group also owns what its subgroups and their members own in CODEOWNERS.</summary>
    public bool Inherit { get; init; }

    /// <summary>Whether to report an owner in the catalog that is not the first one in CODEOWNERS, the only one that Backstage uses.</summary>
    public bool FirstOnly { get; init; }

    /// <summary>Patterns of descriptors whose components need no owner in CODEOWNERS.</summary>
    public IReadOnlyList<Glob> AllowUnowned { get; init; } = [];
}
