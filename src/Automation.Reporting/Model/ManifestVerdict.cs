using Automation.Core.Findings;

namespace Automation.Reporting.Model;

/// <summary>The result for a manifest.</summary>
/// <param name="Document">The number of its document in the file, from 0.</param>
/// <param name="Kind">The kind; empty if it cannot be read.</param>
/// <param name="Name">The name; empty if there is none.</param>
/// <param name="IsServerValid">Whether a server would accept it.</param>
/// <param name="IsValid">Whether no layer rejects it.</param>
/// <param name="Findings">What is wrong, with the layer.</param>
public sealed record ManifestVerdict(
    string File, int Document, string Kind, string Name, bool IsServerValid, bool IsValid, IReadOnlyList<LayeredFinding> Findings);

/// <summary>A finding, and who rejects the manifest because of it.</summary>
/// <param name="Layer"><c>schema</c>, <c>strict</c>, <c>meta</c>, <c>argo</c> or <c>policy</c>.</param>
public sealed record LayeredFinding(Finding Finding, string Layer);
