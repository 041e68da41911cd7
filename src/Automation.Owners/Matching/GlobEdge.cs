using Automation.Owners.Patterns;

namespace Automation.Owners.Matching;

/// <summary>A step that a glob decides.</summary>
/// <param name="To">The node it leads to.</param>
/// <param name="Highest">The last rule at that node or below it.</param>
internal readonly record struct GlobEdge(SegmentGlob Glob, int To, int Highest);
