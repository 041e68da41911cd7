using System.Text.Json.Nodes;
using Automation.GitOps.Secrets;

namespace Automation.GitOps.Tests.Secrets;

/// <summary>What is covered in a difference, and what stays: a reader has to see names, versions and digests.</summary>
public sealed class SecretMaskTests
{
    [Theory]
    [InlineData("password")]
    [InlineData("DB_PASSWORD")]
    [InlineData("dbPassword2")]
    [InlineData("acme.example/api-token")]
    [InlineData("clientSecret")]
    [InlineData("credentials")]
    [InlineData("aws.accessKey")]
    [InlineData("/spec/stringData/api_key")]
    public void A_name_that_says_secret(string name) => SecretName.Is(name).ShouldBeTrue();

    [Theory]
    [InlineData("secretName")]
    [InlineData("existingSecret")]
    [InlineData("imagePullSecrets")]
    [InlineData("secretKeyRef")]
    [InlineData("passwordSecretRef")]
    [InlineData("tokenExpirationSeconds")]
    [InlineData("key")]
    [InlineData("image")]
    [InlineData("")]
    public void A_name_that_does_not(string name) => SecretName.Is(name).ShouldBeFalse();

    [Theory]
    [InlineData("password: correct horse", "password: *")]
    [InlineData("  token: \"x y\" # old", "  token: \"*\" # old")]
    [InlineData("JAVA_OPTS=-Ddb.password=correct -Dx=1", "JAVA_OPTS=-Ddb.password=* -Dx=1")]
    [InlineData("--token=abc --verbose", "--token=* --verbose")]
    [InlineData("{\"apiKey\": \"abc\", \"a\": 1}", "{\"apiKey\": \"*\", \"a\": 1}")]
    [InlineData("Server=db;Password=correct;Port=1", "Server=db;Password=*;Port=1")]
    [InlineData("password: ${PASSWORD}", "password: ${PASSWORD}")]
    [InlineData("automountServiceAccountToken: false", "automountServiceAccountToken: false")]
    [InlineData("token:", "token:")]
    [InlineData("secretName: orders-db", "secretName: orders-db")]
    [InlineData("url: http://a:8080", "url: http://a:8080")]
    public void A_line_of_a_text(string line, string covered) => SecretLine.CoverNamed(line, "*").ShouldBe(covered);

    [Theory]
    [InlineData("postgres://orders:correct-horse@db:5432/x", "postgres://orders:*@db:5432/x")]
    [InlineData("https://user@host/a", "https://user@host/a")]
    [InlineData("x: kJ8xQ2mP0vLr7TzW4bNc", "x: *")]
    [InlineData("x: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b", "x: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b")]
    [InlineData("image: registry/orders@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "image: registry/orders@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    [InlineData("kind: HorizontalPodAutoscalerConfigurationV2", "kind: HorizontalPodAutoscalerConfigurationV2")]
    [InlineData("name: orders-production-europe-west1-6f8d9c7b5-x2kqj", "name: orders-production-europe-west1-6f8d9c7b5-x2kqj")]
    public void A_form_without_a_name(string line, string covered) => SecretLine.CoverForms(line, "*").ShouldBe(covered);

    [Fact]
    public void Values_are_covered_by_their_names_and_changes_stay_visible()
    {
        var (before, after) = SecretMask.Apply(Deployment("one", "first"), Deployment("two", "second"));

        var text = before!.ToJsonString() + after!.ToJsonString();
        new[] { "one", "two", "first", "second", "always" }.Where(s => text.Contains(s, StringComparison.Ordinal)).ShouldBeEmpty();
        Env(before, 1).ShouldBe(SecretMask.Old);
        Env(after, 0).ShouldBe(SecretMask.New);
        $"{after["args"]![1]}".ShouldBe(SecretMask.New);
        $"{after["config"]}".ShouldBe($"a: 1\npassword: {SecretMask.New}\ntoken: {SecretMask.Same}");
        $"{after["volumes"]![0]!["secret"]!["secretName"]}".ShouldBe("orders-db");
    }

    // The order of variables is another one on each side.
    private static JsonObject Deployment(string value, string argument) => (JsonObject)JsonNode.Parse($$"""
        {
          "env": [{{(value == "one" ? """{ "name": "LEVEL", "value": "info" }, """ : "")}}{ "name": "DB_PASSWORD", "value": "{{value}}" }],
          "args": ["--password", "{{argument}}", "--level", "info"],
          "config": "a: 1\npassword: {{value}}\ntoken: always",
          "volumes": [{ "secret": { "secretName": "orders-db" } }]
        }
        """)!;

    private static string Env(JsonObject root, int index) => $"{root["env"]![index]!["value"]}";
}
