using System.Text.Json;
using Automation.Core.Text;

namespace Automation.Health.Objects;

/// <summary>A resource as an API server returns it.</summary>
public sealed class ClusterObject
{
    // The longest name that an API server accepts (DNS-1123 subdomain).
    private const int LongestName = 253;

    private readonly ResourceField _root;

    /// <summary>Reads the identity of a resource.</summary>
    /// <param name="root">The resource; valid as long as its document.</param>
    public ClusterObject(JsonElement root)
        : this(root, "", "")
    {
    }

    /// <summary>Reads the identity of an item of a list; the items of built-in kinds have neither API version nor kind of their own.</summary>
    /// <param name="root">The resource; valid as long as its document.</param>
    /// <param name="apiVersion">The API version, where it has none.</param>
    /// <param name="kind">The kind, where it has none.</param>
    public ClusterObject(JsonElement root, string apiVersion, string kind)
    {
        _root = new ResourceField(root);
        var version = _root["apiVersion"].Text ?? apiVersion;
        var slash = version.IndexOf('/', StringComparison.Ordinal);
        (Group, Version) = slash < 0 ? ("", version) : (version[..slash], version[(slash + 1)..]);
        Kind = _root["kind"].Text ?? kind;
        Metadata = _root["metadata"];
        Name = VisibleText.Of(Metadata["name"].TextOrEmpty, LongestName);
        Namespace = Metadata["namespace"].Text is { Length: > 0 } space ? VisibleText.Of(space, LongestName) : null;
        Uid = Metadata["uid"].TextOrEmpty;
    }

    /// <summary>The group of its API; empty for the core group.</summary>
    public string Group { get; }

    /// <summary>The version of its API.</summary>
    public string Version { get; }

    /// <summary>Its kind.</summary>
    public string Kind { get; }

    /// <summary>Its name, safe to show.</summary>
    public string Name { get; }

    /// <summary>Its namespace, safe to show; null if it has none.</summary>
    public string? Namespace { get; }

    /// <summary>Its identity for the lifetime of the resource; empty if it is not known.</summary>
    public string Uid { get; }

    /// <summary>Its metadata.</summary>
    public ResourceField Metadata { get; }

    /// <summary>What is wanted.</summary>
    public ResourceField Spec => _root["spec"];

    /// <summary>What is observed.</summary>
    public ResourceField Status => _root["status"];

    /// <summary>The generation of its specification; 0 if it is not known.</summary>
    public long Generation => Metadata["generation"].Number ?? 0;

    /// <summary>When it was created.</summary>
    public DateTimeOffset? Created => Metadata["creationTimestamp"].Time;

    /// <summary>Whether its deletion was requested.</summary>
    public bool IsBeingDeleted => Metadata["deletionTimestamp"].Exists;

    /// <summary>A member of the resource itself, such as <c>involvedObject</c> of an event.</summary>
    public ResourceField this[string name] => _root[name];

    /// <summary>Whether it is of a kind of an API group, in any version.</summary>
    public bool Is(string group, string kind) => Group == group && Kind == kind;

    /// <summary>An annotation; null if it has none of this name.</summary>
    public string? Annotation(string name) => Metadata["annotations"][name].Text;

    /// <summary>A label; null if it has none of this name.</summary>
    public string? Label(string name) => Metadata["labels"][name].Text;

    /// <summary>The first condition of a type.</summary>
    public Condition? ConditionOf(string type)
    {
        foreach (var condition in Status["conditions"].Items)
        {
            if (condition["type"].Is(type))
            {
                return new Condition(condition);
            }
        }

        return null;
    }

    /// <summary>The resource that controls it: kind, name and uid; null if there is none.</summary>
    public ObjectOwner? Owner
    {
        get
        {
            foreach (var owner in Metadata["ownerReferences"].Items)
            {
                if (owner["controller"].IsTrue)
                {
                    return new ObjectOwner(
                        VisibleText.Of(owner["kind"].TextOrEmpty, LongestName),
                        VisibleText.Of(owner["name"].TextOrEmpty, LongestName),
                        owner["uid"].TextOrEmpty);
                }
            }

            return null;
        }
    }
}

/// <summary>The resource that controls another one.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Name">Its name.</param>
/// <param name="Uid">Its identity.</param>
public sealed record ObjectOwner(string Kind, string Name, string Uid);

/// <summary>What a controller says about one aspect of a resource.</summary>
/// <param name="condition">The condition.</param>
public readonly struct Condition(ResourceField condition)
{
    /// <summary>Whether it holds.</summary>
    public bool IsTrue => condition["status"].Is("True");

    /// <summary>Whether it does not hold.</summary>
    public bool IsFalse => condition["status"].Is("False");

    /// <summary>Why, as one word; empty if there is none.</summary>
    public string Reason => condition["reason"].TextOrEmpty;

    /// <summary>Why, for people. It may quote anything: it is classified, and never shown to others than those who can read the cluster.</summary>
    public string Message => condition["message"].TextOrEmpty;

    /// <summary>Since when.</summary>
    public DateTimeOffset? Since => condition["lastTransitionTime"].Time;

    /// <summary>Whether the reason is this one.</summary>
    public bool HasReason(string reason) => condition["reason"].Is(reason);
}
