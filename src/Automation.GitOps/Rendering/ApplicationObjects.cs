using System.Text.Json.Nodes;
using Automation.GitOps.Model;
using Automation.GitOps.Objects;

namespace Automation.GitOps.Rendering;

/// <summary>What Argo CD does with the objects of an application before it applies them: namespaces, duplicates, order.</summary>
internal static class ApplicationObjects
{
    public static RenderedApplication Of(Application application, IReadOnlyList<KubernetesObject> objects, ObjectScopes scopes)
    {
        var (kept, problems, undecided) = (new OrderedDictionary<ObjectKey, RenderedObject>(), new List<RenderProblem>(), new List<string>());
        var (unnamed, defined) = (new List<RenderedObject>(), ObjectScopes.DefinedBy(objects));
        foreach (var one in objects)
        {
            var isNamespaced = scopes.IsNamespaced(one, defined);
            if (isNamespaced is null)
            {
                undecided.Add($"whether {one.Kind} of {(one.Group.Length == 0 ? one.ApiVersion : one.Group)} is in a namespace: no definition of it "
                    + $"is known (--crds)");
            }

            var placed = Placed(one, isNamespaced, application.Destination.Namespace);
            var rendered = new RenderedObject(placed, HookPhase.Of(placed));
            if (placed.Name.Length == 0)
            {
                unnamed.Add(rendered);
                if (placed.Metadata.Text("generateName") is null)
                {
                    problems.Add(new RenderProblem(RenderedRules.UnnamedObject, $"A {one.Kind} has neither 'name' nor 'generateName'."));
                }

                continue;
            }

            if (!kept.TryAdd(placed.Key, rendered))
            {
                problems.Add(new RenderProblem(
                    RenderedRules.DuplicateObject, $"{placed.Key} is rendered more than once: Argo CD applies only the last one."));
                kept[placed.Key] = rendered;
            }
        }

        return new RenderedApplication
        {
            Objects = [.. kept.Values.Concat(unnamed).OrderBy(o => o.Object.Key)],
            Problems = [.. problems.Distinct()],
            Undecided = [.. undecided.Distinct(StringComparer.Ordinal)],
        };
    }

    // An object in a namespace gets the destination's if it has none; one that is not in a namespace loses its own.
    private static KubernetesObject Placed(KubernetesObject one, bool? isNamespaced, string destination)
    {
        var remains = isNamespaced == false ? one.Namespace.Length == 0 : one.Namespace.Length > 0 || destination.Length == 0;
        if (remains)
        {
            return one;
        }

        var root = (JsonObject)one.Root.DeepClone();
        if (root["metadata"] is not JsonObject metadata)
        {
            root["metadata"] = metadata = [];
        }

        metadata.Remove("namespace");
        if (isNamespaced != false)
        {
            metadata["namespace"] = destination;
        }

        return new KubernetesObject(root);
    }
}
