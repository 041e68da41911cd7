using System.Buffers;

namespace Automation.Core;

/// <summary>
/// The name of an entity: kind, namespace and name. Two refs are equal when they differ only by letter case, as in Backstage
/// (specs, descriptors §2 and §7).
/// </summary>
public sealed record EntityRef
{
    /// <summary>The namespace of an entity without one.</summary>
    public const string DefaultNamespace = "default";

    private static readonly SearchValues<char> PlainLowerCase = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_.");

    private readonly string _text;

    // A catalog looks a ref up many times, and its text never changes.
    private readonly int _hash;

    /// <summary>Makes a ref from its three parts, which are kept in lower case.</summary>
    public EntityRef(string kind, string @namespace, string name)
    {
        Kind = Lower(kind);
        Namespace = Lower(@namespace);
        Name = Lower(name);
        _text = $"{Kind}:{Namespace}/{Name}";
        _hash = string.GetHashCode(_text, StringComparison.Ordinal);
    }

    public string Kind { get; }

    public string Namespace { get; }

    public string Name { get; }

    /// <summary>
    /// Reads <c>[kind:][namespace/]name</c>. Only the split is checked, as in Backstage: no character set, no trimming, no existence.
    /// </summary>
    /// <param name="text">The reference as written.</param>
    /// <param name="defaultKind">The kind of a reference without one; null if a reference must have a kind.</param>
    /// <param name="defaultNamespace">The namespace of a reference without one.</param>
    /// <param name="reference">The ref, or null if it cannot be read.</param>
    /// <param name="problem">Why it cannot be read, or null.</param>
    public static bool TryParse(string text, string? defaultKind, string defaultNamespace, out EntityRef? reference, out EntityRefProblem? problem)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash >= 0 && slash < colon)
        {
            colon = -1;
        }

        var kind = colon < 0 ? null : text[..colon];
        var @namespace = slash < 0 ? null : text[(colon + 1)..slash];
        var name = text[(Math.Max(colon, slash) + 1)..];

        reference = null;
        problem = (kind, @namespace, name) switch
        {
            ("", _, _) or (_, "", _) or (_, _, "") => EntityRefProblem.EmptyPart,
            (null, _, _) when defaultKind is null => EntityRefProblem.KindMissing,
            _ => null,
        };

        if (problem is null)
        {
            reference = new EntityRef(kind ?? defaultKind!, @namespace ?? defaultNamespace, name);
        }

        return reference is not null;
    }

    /// <summary>The full form, <c>kind:namespace/name</c>, in lower case.</summary>
    public override string ToString() => _text;

    // The one letter that JavaScript lower-cases into two and .NET leaves alone.
    private static string Lower(string text) =>
        text.AsSpan().ContainsAnyExcept(PlainLowerCase) ? text.ToLowerInvariant().Replace("\u0130", "i\u0307", StringComparison.Ordinal) : text;

    /// <inheritdoc/>
    public bool Equals(EntityRef? other) =>
        ReferenceEquals(this, other) || (other is not null && _hash == other._hash && string.Equals(_text, other._text, StringComparison.Ordinal));

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;
}

/// <summary>Why a reference cannot be read.</summary>
public enum EntityRefProblem
{
    /// <summary>A kind, namespace or name is empty, as in <c>:a</c>, <c>/a</c> or <c>a/</c>.</summary>
    EmptyPart,

    /// <summary>The field has no default kind, so the reference must name one.</summary>
    KindMissing,
}
