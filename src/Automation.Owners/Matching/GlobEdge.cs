using Automation.Owners.Patterns;

namespace Automation.Owners.Matching;

/// <summary>An edge with a glob.</summary>
/// <param name="To">The target node.</param>
/// <param name="Highest">The last rule at that node or below it.</param>
internal readonly record struct GlobEdge(SegmentGlob Glob, int To, int Highest);
