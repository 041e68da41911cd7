using System.Globalization;
using Automation.Core.Text;
using Automation.Jobs.Inference.Projects;
using Automation.Reporting.Model;

namespace Automation.Jobs.Inference;

/// <summary>Infers the lifecycle from the version, and from what the README says.</summary>
internal static class LifecycleStep
{
    private const string Production = "production";
    private const string Experimental = "experimental";
    private const string Deprecated = "deprecated";

    // The values that Backstage documents as well-known (Backstage Docs, spec.lifecycle).
    private static readonly string[] Known = [Experimental, Production, Deprecated];

    private static readonly string[] Ended =
        ["is deprecated", "has been deprecated", "is archived", "has been archived", "no longer maintained", "not maintained anymore", "is unmaintained"];

    public static Inferred Of(FoundComponent component, ReadmeText? readme)
    {
        var facts = component.Facts;
        if (readme?.Ended is { } mark)
        {
            return Inferred.Guess(Deprecated, $"the heading of {readme.File} says '{mark}'", Known);
        }

        if (readme?.Paragraph is { } text && Ended.FirstOrDefault(e => text.Contains(e, StringComparison.OrdinalIgnoreCase)) is { } words)
        {
            return Inferred.Guess(Deprecated, $"{readme.File} says '{words}'", Known);
        }

        var seen = facts?.Version is { Length: > 0 } version
            ? $"{facts.Manifest} has version {VisibleText.Of(version, 40)}, which does not say it"
            : "the build files have no version";

        // 1.0.0 is what generators write, also as 1.0-SNAPSHOT; below it, many projects are in production; and the version of a part is not that of the
        // whole.
        var has = $"{facts?.Manifest} has version {VisibleText.Of(facts?.Version ?? "", 40)}";
        return Major(facts?.Version) is { } major
                ? major > 0 && !facts!.Manifest.Contains('/', StringComparison.Ordinal)
                    && (!IsFirst(facts.Version!) || (component.Releases is not null && component.Files.Folder.Length == 0)
                        || (facts.Runs && component.Files.Deployment is not null))
                        ? new Inferred(Production, has)
                    : Inferred.Guess(major > 0 || (facts!.Runs && component.Files.Deployment is not null) ? Production : Experimental, has, Known)
            : facts?.Runs == true && component.Files.Deployment is { } deployment
                ? Inferred.Guess(Production, $"{deployment} deploys it, but nothing says where", Known)
            : facts?.Type.Value is ComponentType.Infrastructure or ComponentType.Documentation or ComponentType.Action
                ? Inferred.Guess(Production, "nothing says that it is not in use", Known)
            : component.Releases is { } releases ? Inferred.Guess(Production, $"{releases} speaks of releases, and {seen}", Known)
            : Inferred.Guess(Experimental, seen, Known);
    }

    private static bool IsFirst(string version) => version.Contains('-', StringComparison.Ordinal) || version.TrimStart('v') is "1.0" or "1.0.0" or "1.0.0.0";

    // 0.0.x is what generators write, and development versions have no meaning here.
    private static int? Major(string? version)
    {
        var number = version?.TrimStart('v') ?? "";
        var dot = number.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && !number.StartsWith("0.0.", StringComparison.Ordinal)
            && int.TryParse(number.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : null;
    }
}
