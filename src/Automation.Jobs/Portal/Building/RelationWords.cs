using Automation.Portal.Graph;

namespace Automation.Jobs.Portal.Building;

/// <summary>The types of relations in words.</summary>
internal static class RelationWords
{
    /// <summary>The relation as the middle of a sentence: this entity <c>depends on</c> that one.</summary>
    public static string Of(string type) => type switch
    {
        "ownedBy" => "is owned by",
        "ownerOf" => "owns",
        "partOf" => "is part of",
        "hasPart" => "consists of",
        "dependsOn" => "depends on",
        "dependencyOf" => "is used by",
        "providesApi" => "provides",
        "apiProvidedBy" => "is provided by",
        "consumesApi" => "consumes",
        "apiConsumedBy" => "is consumed by",
        "memberOf" => "is a member of",
        "hasMember" => "has the member",
        "childOf" => "is below",
        "parentOf" => "is above",
        _ => RelationPlacement.Spaced(type),
    };

    /// <summary>Whether it says that this entity uses the other one.</summary>
    public static bool IsUse(string type) => type is "dependsOn" or "consumesApi" or "providesApi";
}
