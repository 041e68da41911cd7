namespace Automation.Testing;

/// <summary>Descriptors that Backstage accepts, with what is required and nothing else.</summary>
public static class SoundDescriptor
{
    /// <summary>The component <c>orders</c> of <c>team-a</c>.</summary>
    public const string Orders =
        """
        apiVersion: backstage.io/v1alpha1
        kind: Component
        metadata:
          name: orders
        spec:
          type: service
          lifecycle: production
          owner: team-a

        """;

    /// <summary>The group <c>team-a</c>.</summary>
    public const string TeamA =
        """
        apiVersion: backstage.io/v1alpha1
        kind: Group
        metadata:
          name: team-a
        spec:
          type: team
          children: []

        """;

    /// <summary>A component.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="owner">Its owner.</param>
    /// <param name="more">More lines of its <c>spec</c>, indented.</param>
    public static string Component(string name, string owner = "team-a", string more = "") =>
        Orders.Replace("name: orders", $"name: {name}", StringComparison.Ordinal).Replace("owner: team-a", $"owner: {owner}", StringComparison.Ordinal) + more;

    /// <summary>A group.</summary>
    public static string Group(string name) => TeamA.Replace("name: team-a", $"name: {name}", StringComparison.Ordinal);
}
