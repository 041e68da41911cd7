using Automation.Owners.Patterns;

namespace Automation.Owners.Matching;

/// <param name="To">The target node.</param>
/// <param name="Highest">The last rule at that node or below it.</param>
internal readonly record struct GlobEdge(SegmentGlob Glob, int To, int Highest);
