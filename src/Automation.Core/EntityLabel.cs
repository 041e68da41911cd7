namespace Automation.Core;

/// <summary>Labels and annotations of our own in manifests: proposals write them, and health reads them in the cluster.</summary>
public static class EntityLabel
{
    /// <summary>The annotation with the ref of the entity.</summary>
    public const string Entity = "automation/entity";

    /// <summary>The label and annotation with the owner.</summary>
    public const string Owner = "automation/owner";

    /// <summary>The label with the system.</summary>
    public const string System = "automation/system";

    /// <summary>The label with the environment.</summary>
    public const string Environment = "automation/environment";
}
