using Automation.Catalog.Relations;
using Automation.Core;
using Automation.Yaml.Nodes;

namespace Automation.Catalog.Processing;

/// <summary>An entity as processing leaves it: complete, and still by itself.</summary>
/// <param name="Ref">Its ref.</param>
/// <param name="Body">The descriptor that it has become; it holds nothing that depends on other entities.</param>
/// <param name="Relations">The relations it emits, both directions, sorted, distinct.</param>
/// <param name="Origin">Where it comes from.</param>
public sealed record ProcessedEntity(EntityRef Ref, YamlMapping Body, IReadOnlyList<Relation> Relations, EntityOrigin Origin);
