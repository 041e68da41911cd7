using Automation.Core.Findings;
using Automation.Descriptors.Documents;
using Automation.Descriptors.Relations;

namespace Automation.Descriptors.Validation;

/// <summary>The result of validating one document.</summary>
/// <param name="Document">The number in the file, from 0.</param>
/// <param name="Line">The line on which its content begins.</param>
/// <param name="Descriptor">The entity it names; null if its envelope is not valid.</param>
/// <param name="Findings">Everything that was found.</param>
public sealed record ValidatedDocument(int Document, int Line, Descriptor? Descriptor, IReadOnlyList<Finding> Findings)
{
    /// <summary>The relations it emits, both directions, sorted, distinct; empty if it is not valid. Computed with each call.</summary>
    public IReadOnlyList<Relation> Relations => IsValid && Descriptor is not null ? RelationReader.Of(Descriptor) : [];

    /// <summary>Whether Backstage would accept the document by itself: no finding makes Backstage reject it.</summary>
    public bool IsValid { get; } = Findings.All(f => f.Rule.Consequence == Consequence.Accepted);

    /// <summary>Whether Backstage rejects the whole file because of the document.</summary>
    public bool RejectsFile { get; } = Findings.Any(f => f.Rule.Consequence is Consequence.RejectsFile or Consequence.NotJudged);
}
