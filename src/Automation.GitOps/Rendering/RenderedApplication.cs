using Automation.GitOps.Model;
using Automation.GitOps.Objects;
using Automation.GitOps.Secrets;

namespace Automation.GitOps.Rendering;

/// <summary>An application to render, as one revision of the repository has it.</summary>
/// <param name="Application">The application: declared in a file, or generated from an ApplicationSet.</param>
/// <param name="File">The file that declares it, or its ApplicationSet.</param>
/// <param name="GeneratedBy">The name of the ApplicationSet that generates it; null if a file declares it.</param>
/// <param name="Parent">The name of the application whose rendered objects include it; null if a file of the repository does.</param>
public sealed record KnownApplication(Application Application, string File, string? GeneratedBy, string? Parent);

/// <summary>The objects that an application creates in the cluster.</summary>
public sealed record RenderedApplication
{
    /// <summary>The objects by group, kind, namespace and name; empty if it could not be rendered.</summary>
    public IReadOnlyList<RenderedObject> Objects { get; init; } = [];

    /// <summary>Why the application, or one of its sources, could not be rendered; empty if all were. An application with reasons is not complete.</summary>
    public IReadOnlyList<NotRendered> NotRendered { get; init; } = [];

    /// <summary>Sentences about what could not be determined, such as <c>.Capabilities</c> without facts of the cluster.</summary>
    public IReadOnlyList<string> Undecided { get; init; } = [];

    /// <summary>Mistakes: the same key twice, an object without a name.</summary>
    public IReadOnlyList<RenderProblem> Problems { get; init; } = [];

    /// <summary>The secrets that its files and objects have.</summary>
    internal Lazy<SecretTexts> Secrets { get; init; } = new(() => new SecretTexts());

    /// <summary>A sentence about it with its secrets covered.</summary>
    public string Covered(string sentence) => Secrets.Value.CoverSentence(sentence);
}

/// <param name="Source">The source as people name it.</param>
public sealed record NotRendered(string Source, string Reason);

/// <param name="Object">The object, with the namespace that Argo CD gives it.</param>
/// <param name="Hook">When it runs, such as <c>PreSync, wave -1</c>; null for an ordinary object.</param>
public sealed record RenderedObject(KubernetesObject Object, string? Hook);
