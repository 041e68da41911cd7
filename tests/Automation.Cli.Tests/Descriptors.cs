using Automation.Testing;

namespace Automation.Cli.Tests;

/// <summary>Descriptors that name only what matters to a test.</summary>
internal static class Descriptors
{
    /// <summary>A sound component.</summary>
    public const string Sound = SoundDescriptor.Orders;

    /// <summary>A component that Backstage refuses: its name has a blank.</summary>
    public const string Refused =
        """
        apiVersion: backstage.io/v1alpha1
        kind: Component
        metadata:
          name: the orders
        spec:
          type: service
          lifecycle: production
          owner: team-a

        """;

    /// <summary>Another component that Backstage refuses.</summary>
    public static readonly string RefusedToo = Refused.Replace("the orders", "new orders", StringComparison.Ordinal);

    /// <summary>A component that gets a warning only: a known key is misspelt.</summary>
    public const string Doubtful = SoundDescriptor.Orders + "  consumesApi: [stock]\n";

    /// <summary>A sound component of a name.</summary>
    public static string Component(string name, string more = "") => SoundDescriptor.Component(name, more: more);

    /// <summary>A sound entity of a kind that needs a type and an owner only.</summary>
    public static string Resource(string name) =>
        $"""
        apiVersion: backstage.io/v1alpha1
        kind: Resource
        metadata:
          name: {name}
        spec:
          type: database
          owner: team-a

        """;

    /// <summary>A sound group.</summary>
    public static string Group(string name) => SoundDescriptor.Group(name);

    /// <summary>A component whose definition names a file of another repository than <c>acme/orders</c>.</summary>
    public const string NamesAnotherRepository =
        """
        apiVersion: backstage.io/v1alpha1
        kind: API
        metadata:
          name: orders
        spec:
          type: openapi
          lifecycle: production
          owner: team-a
          definition:
            $text: https://github.com/acme/elsewhere/blob/main/openapi.yaml

        """;
}
