using System.Text;
using Automation.Core.Text;
using Automation.GitOps.Manifests;
using Automation.GitOps.Schemas;
using Automation.GitOps.Validation;

namespace Automation.GitOps.Tests.Validation;

/// <summary>Objects are validated with the OpenAPI that an API server gives, in both versions.</summary>
public sealed class OpenApiTests
{
    private const string Schemas =
        """
        {
          "io.example.Deployment": {
            "type": "object",
            "required": ["spec"],
            "properties": {
              "apiVersion": { "type": "string" }, "kind": { "type": "string" },
              "metadata": { "allOf": [{ "$ref": "#/REF/io.example.Meta" }], "default": {} },
              "spec": { "$ref": "#/REF/io.example.Spec" }
            },
            "x-kubernetes-group-version-kind": [{ "group": "apps", "kind": "Deployment", "version": "v1" }]
          },
          "io.example.Meta": { "type": "object", "properties": { "name": { "type": "string" } } },
          "io.example.Spec": {
            "type": "object",
            "required": ["selector"],
            "properties": {
              "replicas": { "type": "integer", "format": "int32" },
              "selector": { "type": "object", "additionalProperties": { "type": "string" } },
              "port": { "type": "string", "format": "int-or-string" },
              "cpu": { "$ref": "#/REF/io.example.Quantity" },
              "policy": { "type": "string", "enum": ["Always", "Never"] },
              "free": { "type": "object" },
              "child": { "$ref": "#/REF/io.example.Spec" }
            }
          },
          "io.example.Quantity": { "description": "Quantity is a fixed-point representation of a number.", "type": "string" }
        }
        """;

    [Theory]
    [InlineData("spec: { selector: { a: b }, replicas: 2, port: 80, cpu: 1, policy: Never, free: { any: [1] } }", "")]
    [InlineData("spec: { selector: { a: b }, port: http, cpu: 100m }", "")]
    [InlineData("spec: { replicas: 2 }", "gitops/required")]
    [InlineData("metadata: { name: a }", "gitops/required")]
    [InlineData("spec: { selector: { a: b }, replicas: '2' }", "gitops/type")]
    [InlineData("spec: { selector: { a: b }, policy: Sometimes }", "gitops/enum")]
    [InlineData("spec: { selector: { a: b }, replica: 2 }", "gitops/unknown-field")]
    [InlineData("spec: { selector: { a: 1 } }", "gitops/type")]
    [InlineData("spec: { selector: { a: b }, child: { selector: {}, child: { anything: 1 } } }", "")]
    public void An_object_is_validated_with_either_version(string text, string rule)
    {
        var manifest = ManifestFile.Read(SourceText.Of("m.yaml", $"apiVersion: apps/v1\nkind: Deployment\n{text}\n"), TestContext.Current.CancellationToken);
        foreach (var document in new[]
        {
            $"{{\"openapi\":\"3.0.0\",\"components\":{{\"schemas\":{Schemas.Replace("REF", "components/schemas", StringComparison.Ordinal)}}}}}",
            $"{{\"swagger\":\"2.0\",\"definitions\":{Schemas.Replace("REF", "definitions", StringComparison.Ordinal)}}}",
        })
        {
            var schemas = SchemaSet.With(OpenApiReader.Read(Encoding.UTF8.GetBytes(document)));
            var findings = new ManifestValidation(schemas).Run(manifest, TestContext.Current.CancellationToken).SelectMany(v => v.Findings)
                .Where(f => ManifestRules.LayerOf(f.Rule) is ManifestLayer.Schema or ManifestLayer.Strict);
            string.Join(' ', findings.Select(f => f.Rule.Id)).ShouldBe(rule);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"definitions\": []}")]
    [InlineData("{\"definitions\": {\"a\": 1, \"b\": {\"x-kubernetes-group-version-kind\": 2}}}")]
    [InlineData("{\"definitions\": {\"a\": {\"$ref\": \"#/definitions/a\", \"x-kubernetes-group-version-kind\": [{\"kind\": \"A\", \"version\": \"v1\"}]}}}")]
    public void What_is_not_OpenAPI_defines_nothing(string text) => OpenApiReader.Read(Encoding.UTF8.GetBytes(text)).ShouldBeEmpty();
}
