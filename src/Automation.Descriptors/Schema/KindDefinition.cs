namespace Automation.Descriptors.Schema;

/// <summary>A kind that Backstage recognises.</summary>
/// <param name="Name">Its name; letter case matters.</param>
/// <param name="ApiVersions">The API versions it may have.</param>
/// <param name="Fields">The fields of its <c>spec</c>; others are allowed.</param>
internal sealed record KindDefinition(string Name, IReadOnlyList<string> ApiVersions, IReadOnlyList<Field> Fields)
{
    public Shape Spec { get; } = Shape.MapWith([.. Fields]);
}
