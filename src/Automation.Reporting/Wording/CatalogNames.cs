using Automation.Core;
using Automation.Reporting.Model;

namespace Automation.Reporting.Wording;

/// <summary>Short names of entities: without default parts.</summary>
internal static class CatalogNames
{
    private const string DefaultNamespace = $":{EntityRef.DefaultNamespace}/";
    private const string DefaultGroup = $"group{DefaultNamespace}";

    /// <summary><c>orders-api</c> of <c>api:default/orders-api</c>; with the namespace if it is not the default.</summary>
    public static string Name(string reference) =>
        reference.IndexOf(DefaultNamespace, StringComparison.Ordinal) is >= 0 and var at
            ? reference[(at + DefaultNamespace.Length)..]
            : reference[(reference.IndexOf(':', StringComparison.Ordinal) + 1)..];

    /// <summary><c>component</c>.</summary>
    public static string Kind(string reference) => reference[..Math.Max(0, reference.IndexOf(':', StringComparison.Ordinal))];

    /// <summary><c>ordering</c> of <c>group:default/ordering</c>, <c>user:ada</c> of <c>user:default/ada</c>.</summary>
    public static string Owner(string reference) =>
        reference.StartsWith(DefaultGroup, StringComparison.Ordinal)
            ? reference[DefaultGroup.Length..]
            : reference.Replace(DefaultNamespace, ":", StringComparison.Ordinal);

    /// <summary><c>2 components</c>; <c>3 entities</c> if they are of several kinds.</summary>
    public static string Count(IReadOnlyList<CatalogEntity> entities) =>
        entities.Select(e => Kind(e.Ref)).Distinct(StringComparer.Ordinal).ToList() is [var kind and ("component" or "api" or "resource" or "system"
            or "domain" or "group" or "user" or "template")]
            ? ReportWording.Count(entities.Count, kind == "api" ? "API" : kind)
            : CatalogChangeWording.Entities(entities.Count);
}
