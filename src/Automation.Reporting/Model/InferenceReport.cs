using Automation.Core.Text;

namespace Automation.Reporting.Model;

/// <summary>The descriptors that were inferred for a repository.</summary>
/// <param name="Descriptors">The files, in the order of their paths.</param>
public sealed record InferenceReport(IReadOnlyList<InferredFile> Descriptors)
{
    /// <summary>The descriptors that the repository already has; then nothing is inferred.</summary>
    public IReadOnlyList<string> Existing { get; init; } = [];

    /// <summary>What was left out, and why, in sentences.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Whether the files were written.</summary>
    public bool IsWritten { get; init; }

    /// <summary>How many values a person has to decide.</summary>
    public int Undecided => Descriptors.SelectMany(d => d.Entities).SelectMany(e => e.Fields).Count(f => !f.Value.IsCertain);
}

/// <param name="Path">The path as findings show it.</param>
/// <param name="Text">The content.</param>
public sealed record InferredFile(string Path, string Text, IReadOnlyList<InferredEntity> Entities);

/// <param name="Ref">The ref, as <c>kind:namespace/name</c>.</param>
/// <param name="Fields">The inferred values, in the order in which they are written.</param>
public sealed record InferredEntity(string Ref, IReadOnlyList<InferredField> Fields);

/// <param name="Pointer">The place in the descriptor, such as <c>/spec/owner</c>.</param>
public sealed record InferredField(JsonPointer Pointer, Inferred Value);

/// <summary>A value, and what it was inferred from.</summary>
/// <param name="Value">The value as it is written.</param>
/// <param name="Evidence">What it was inferred from, as the end of a sentence.</param>
public sealed record Inferred(string Value, string Evidence)
{
    /// <summary>Whether no person has to look at it.</summary>
    public bool IsCertain { get; init; } = true;

    /// <summary>The values among which a person can choose; empty if any value is possible.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>A value that a person has to decide.</summary>
    public static Inferred Guess(string value, string evidence, params IReadOnlyList<string> choices) =>
        new(value, evidence) { IsCertain = false, Choices = choices };
}
