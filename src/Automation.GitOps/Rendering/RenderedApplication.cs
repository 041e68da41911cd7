using Automation.GitOps.Model;
using Automation.GitOps.Objects;

namespace Automation.GitOps.Rendering;

/// <summary>An application to render, as one revision of the repository has it.</summary>
/// <param name="Application">The application: declared in a file, or generated from an ApplicationSet.</param>
/// <param name="File">The file that declares it, or its ApplicationSet.</param>
/// <param name="GeneratedBy">The name of the ApplicationSet that generates it; null where a file declares it.</param>
/// <param name="Parent">The name of the application whose rendered objects include it; null where a file of the repository does.</param>
public sealed record KnownApplication(Application Application, string File, string? GeneratedBy, string? Parent);

/// <summary>What an application consists of in the cluster.</summary>
public sealed record RenderedApplication
{
    /// <summary>Its objects by group, kind, namespace and name; empty where it could not be rendered.</summary>
    public IReadOnlyList<RenderedObject> Objects { get; init; } = [];

    /// <summary>Why it, or one of its sources, could not be rendered; empty where it was rendered whole. An application that is not rendered never counts as empty.</summary>
    public IReadOnlyList<NotRendered> NotRendered { get; init; } = [];

    /// <summary>What could not be decided, such as <c>.Capabilities</c> without facts of the cluster: sentences for people.</summary>
    public IReadOnlyList<string> Undecided { get; init; } = [];

    /// <summary>Mistakes: the same key twice, an object without a name. Sentences for people.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];
}

/// <summary>A source that was not rendered.</summary>
/// <param name="Source">The source as people name it.</param>
/// <param name="Reason">Why.</param>
public sealed record NotRendered(string Source, string Reason);

/// <summary>An object of an application.</summary>
/// <param name="Object">The object, with the namespace that Argo CD gives it.</param>
/// <param name="Hook">When it runs, such as <c>PreSync, wave -1</c>; null for an ordinary object.</param>
public sealed record RenderedObject(KubernetesObject Object, string? Hook);
