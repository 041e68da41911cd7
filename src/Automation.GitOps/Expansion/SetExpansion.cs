using Automation.GitOps.Model;

namespace Automation.GitOps.Expansion;

/// <summary>What an ApplicationSet stands for.</summary>
public abstract record SetExpansion
{
    private SetExpansion()
    {
    }

    /// <summary>Its applications are known.</summary>
    /// <param name="Applications">The applications, each with a name of its own.</param>
    /// <param name="Problems">Mistakes: a name that is generated twice, a name that is empty. Sentences for people.</param>
    /// <param name="Undecided">What another setting of Argo CD would decide differently. Sentences for people.</param>
    public sealed record Expanded(IReadOnlyList<Application> Applications, IReadOnlyList<string> Problems, IReadOnlyList<string> Undecided) : SetExpansion;

    /// <summary>Its applications are not known: it never counts as empty.</summary>
    /// <param name="Reason">Why, as the rest of a sentence after "because".</param>
    /// <param name="IsMistake">Whether Argo CD would not expand it either.</param>
    public sealed record NotExpanded(string Reason, bool IsMistake) : SetExpansion;
}

/// <summary>An ApplicationSet cannot be expanded. Does not leave <see cref="ApplicationSetExpansion"/>.</summary>
/// <param name="reason">Why, as the rest of a sentence after "because".</param>
/// <param name="isMistake">Whether Argo CD would not expand it either.</param>
internal sealed class NotExpandedException(string reason, bool isMistake) : Exception(reason)
{
    /// <summary>Whether Argo CD would not expand it either.</summary>
    public bool IsMistake => isMistake;
}
