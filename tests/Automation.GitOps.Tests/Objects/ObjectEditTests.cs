using System.Text.Json.Nodes;
using Automation.GitOps.Model;
using Automation.GitOps.Objects;
using Automation.Testing;

namespace Automation.GitOps.Tests.Objects;

/// <summary>Manifests of people are changed in one field, and keep everything else.</summary>
public sealed class ObjectEditTests
{
    private const string Project =
        """
        # Who may deploy what.
        apiVersion: argoproj.io/v1alpha1
        kind: AppProject
        metadata:
          name: payments   # the system
        spec:
          futureField: { kept: true }
          sourceRepos:
            - https://github.com/acme/gitops
          destinations:
            # the first cluster
            - name: staging
              namespace: orders-staging
            - { name: production, namespace: orders-production }
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: AppProject
        metadata: { name: other }
        spec: { destinations: [{ name: a, namespace: b }] }

        """;

    [Fact]
    public void An_item_is_added_and_comments_and_unknown_fields_stay()
    {
        var edited = Find(Project, "payments").WithItem(["spec", "destinations"], Destination("staging", "billing"));

        edited.ShouldBe(Project.Replace(
            "namespace: orders-production }\n", "namespace: orders-production }\n    - name: staging\n      namespace: billing\n", StringComparison.Ordinal));
    }

    [Fact]
    public void An_item_is_taken_away_and_the_rest_stays()
    {
        var edited = Find(Project, "payments").WithoutItems(["spec", "destinations"], d => d!["name"]!.ToString() == "production");

        edited.ShouldBe(Project.Replace("    - { name: production, namespace: orders-production }\n", "", StringComparison.Ordinal));
    }

    [Fact]
    public void Where_the_text_cannot_be_edited_the_object_is_written_again_with_all_fields()
    {
        var edited = Find(Project, "other").WithItem(["spec", "destinations"], Destination("staging", "billing"));

        edited.ShouldStartWith(Project[..Project.IndexOf("---", StringComparison.Ordinal)]);
        new AppProject(new KubernetesObject(Find(edited, "other").Json)).Destinations.Select(d => d.Namespace).ShouldBe(["b", "billing"]);
    }

    [Fact]
    public void A_value_is_changed_where_it_is_written()
    {
        const string text = "kind: Application\nspec:\n  source:\n    targetRevision: v1.0 # pinned\n";

        ObjectEdit.Find(text, o => o.Kind == "Application")!.With(["spec", "source", "targetRevision"], "1.20")
            .ShouldBe("kind: Application\nspec:\n  source:\n    targetRevision: \"1.20\" # pinned\n");
    }

    [Fact]
    public void A_file_with_a_mistake_is_not_changed() => ObjectEdit.Find("kind: AppProject\nmetadata: {", _ => true).ShouldBeNull();

    // Every valid manifest of Argo CD: read, changed in one field, and still the same otherwise.
    [Fact]
    public void One_field_is_changed_in_every_valid_manifest_and_no_other()
    {
        var changed = 0;
        foreach (var line in File.ReadLines(Conformance.PathOf("manifests.jsonl") ?? throw new InvalidOperationException(Conformance.Absent)))
        {
            var text = JsonNode.Parse(line)!["text"]?.ToString() ?? "";
            if (ObjectEdit.Find(text, o => o.Group == "argoproj.io" && o.Metadata is not null) is not { } edit)
            {
                continue;
            }

            var expected = edit.Json.DeepClone();
            expected["metadata"]!["name"] = "renamed";
            var after = ObjectEdit.Find(edit.With(["metadata", "name"], "renamed"), o => o.Name == "renamed");
            JsonNode.DeepEquals(after?.Json, expected).ShouldBeTrue(text);
            if (ObjectYaml.Write(edit.Json) is { } whole)
            {
                JsonNode.DeepEquals(ObjectEdit.Find(whole, _ => true)?.Json, edit.Json).ShouldBeTrue(whole);
            }

            changed++;
        }

        changed.ShouldBeGreaterThan(100);
    }

    private static ObjectEdit Find(string text, string name) => ObjectEdit.Find(text, o => o.Name == name)!;

    private static JsonObject Destination(string cluster, string space) => new() { ["name"] = cluster, ["namespace"] = space };
}
