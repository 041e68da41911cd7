using Automation.Testing;

namespace Automation.Catalog.Tests.Stitching;

/// <summary>Descriptors as tests need them.</summary>
internal static class Descriptions
{
    public static string Component(string name, string owner = "payments", string more = "") => SoundDescriptor.Component(name, owner, more);

    public static string Group(string name) => SoundDescriptor.Group(name);

    public static string Api(string name, string definition = "none") => $"""
        apiVersion: backstage.io/v1alpha1
        kind: API
        metadata:
          name: {name}
        spec:
          type: openapi
          lifecycle: production
          owner: payments
          definition: {definition}

        """;

    public static string Location(params string[] targets) => $"""
        apiVersion: backstage.io/v1alpha1
        kind: Location
        metadata:
          name: all
        spec:
          targets: [{string.Join(", ", targets.Select(t => $"\"{t}\""))}]

        """;

    public static string Documents(params string[] documents) => string.Join("---\n", documents.Select(d => d.TrimEnd() + "\n"));
}
