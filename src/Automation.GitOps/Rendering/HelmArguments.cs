using System.Text;
using Automation.GitOps.Model;
using Automation.GitOps.Objects;
using Automation.GitOps.Reading;
using Automation.GitOps.Settings;

namespace Automation.GitOps.Rendering;

/// <summary>The arguments of <c>helm template</c>, as Argo CD gives them.</summary>
internal static class HelmArguments
{
    // Helm's own limit for the name of a release.
    private const int LongestRelease = 53;

    /// <summary>The arguments after the chart.</summary>
    /// <param name="application">The application.</param>
    /// <param name="source">The source.</param>
    /// <param name="values">The value files in order, by their paths in the scratch folder.</param>
    /// <param name="parameters">The files of parameters by name.</param>
    /// <param name="facts">The facts of the cluster; null if none are declared.</param>
    public static IEnumerable<string> Of(
        Application application,
        ApplicationSource source,
        IEnumerable<string> values,
        IEnumerable<KeyValuePair<string, string>> parameters,
        ClusterFacts? facts)
    {
        var (helm, environment) = (source.Helm, BuildEnvironment.Of(application, source));
        var name = helm.Text("releaseName") ?? application.Name;
        yield return "--name-template";
        yield return name.Length > LongestRelease ? name[..LongestRelease] : name;
        if ((helm.Text("namespace") ?? application.Destination.Namespace) is { Length: > 0 } space)
        {
            yield return "--namespace";
            yield return space;
        }

        if ((helm.Text("kubeVersion") ?? facts?.KubernetesVersion) is { } version)
        {
            yield return "--kube-version";
            yield return version;
        }

        foreach (var parameter in helm.Objects("parameters").Where(p => p.Text("name") is not null))
        {
            yield return parameter.IsTrue("forceString") ? "--set-string" : "--set";
            yield return $"{parameter.Text("name")}={Escaped(environment.Substitute(parameter.Text("value") ?? ""))}";
        }

        foreach (var (parameter, path) in parameters)
        {
            yield return "--set-file";
            yield return $"{parameter}={Escaped(path)}";
        }

        foreach (var file in values)
        {
            yield return "--values";
            yield return file;
        }

        var versions = helm.Texts("apiVersions").ToList();
        foreach (var api in versions.Count > 0 ? versions : facts?.ApiVersions ?? [])
        {
            yield return "--api-versions";
            yield return api;
        }

        if (!helm.IsTrue("skipCrds"))
        {
            yield return "--include-crds";
        }

        if (helm.IsTrue("skipSchemaValidation"))
        {
            yield return "--skip-schema-validation";
        }

        if (helm.IsTrue("skipTests"))
        {
            yield return "--skip-tests";
        }
    }

    /// <summary>The values that the source itself has, in YAML; null for none. <c>valuesObject</c> replaces <c>values</c>.</summary>
    public static ReadOnlyMemory<byte>? Values(ApplicationSource source) =>
        source.Helm.Object("valuesObject") is { } map ? Encoding.UTF8.GetBytes(map.ToJsonString())
        : source.Helm.Text("values") is { } text ? Encoding.UTF8.GetBytes(text)
        : null;

    // A comma separates values in '--set', unless the value is a list.
    internal static string Escaped(string value)
    {
        if (value.StartsWith('{') && value.EndsWith('}'))
        {
            return value;
        }

        var result = new StringBuilder(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            result.Append(value[i] == ',' && (i == 0 || value[i - 1] != '\\') ? "\\," : value[i].ToString());
        }

        return result.ToString();
    }
}
