namespace Automation.GitOps.Rendering;

/// <summary>An option of <c>kustomize build</c> in <c>kustomize.buildOptions</c> of Argo CD that can be used here.</summary>
public static class KustomizeOption
{
    /// <summary>Inflates Helm charts.</summary>
    public const string EnableHelm = "--enable-helm";

    private const string Restrictor = "--load-restrictor=";

    /// <summary>The options, as messages list them.</summary>
    public const string Expected = $"use '{EnableHelm}' or '{Restrictor}LoadRestrictionsNone'";

    /// <summary>Whether an option can be used.</summary>
    public static bool IsKnown(string option) => option is EnableHelm or $"{Restrictor}LoadRestrictionsNone" or $"{Restrictor}LoadRestrictionsRootOnly";
}
