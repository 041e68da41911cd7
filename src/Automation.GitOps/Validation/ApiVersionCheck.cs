using System.Globalization;
using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.GitOps.Comparing;
using Automation.GitOps.Manifests;
using Automation.GitOps.Settings;

namespace Automation.GitOps.Validation;

/// <summary>
/// Whether the clusters serve the API version of a manifest. A file does not say which cluster it is for: an error is what none of the declared ones
/// serves. What single clusters do not serve is found where their applications are rendered.
/// </summary>
/// <param name="settings">What <c>.automation/gitops.yml</c> says about the clusters.</param>
public sealed class ApiVersionCheck(GitOpsSettings settings)
{
    private readonly string? _oldest = settings.Clusters.Values.Select(c => c.KubernetesVersion).OfType<string>().OrderBy(Minor).FirstOrDefault();

    /// <summary>The findings of a manifest; none where no version is declared.</summary>
    public IEnumerable<Finding> Run(Manifest manifest)
    {
        if (_oldest is not null && manifest.Root["apiVersion"] is { } at && ApiVersionTable.Problem(manifest.ApiVersion, manifest.Kind, _oldest) is { } problem)
        {
            yield return new Finding(problem.Rule, problem.Text, manifest.Source.Path, manifest.Source.SpanBetween(at.Start, at.End))
            {
                Pointer = $"{JsonPointer.Root.Field("apiVersion")}",
                Subject = $"{manifest.Kind}/{manifest.Name}",
            };
        }
    }

    private static int Minor(string version) =>
        version.TrimStart('v').Split('.') is [_, var minor, ..] && int.TryParse(minor, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;
}
