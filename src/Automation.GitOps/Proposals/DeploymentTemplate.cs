using System.Text.Json.Nodes;

namespace Automation.GitOps.Proposals;

/// <summary>What a service runs as: the files of its base and of each environment. A folder of the GitOps repository, or the built-in one.</summary>
public abstract class DeploymentTemplate
{
    /// <summary>What names this state of it in the record of a service.</summary>
    public abstract string Version { get; }

    /// <summary>The files of a part, by their paths in its folder.</summary>
    /// <param name="part">The part.</param>
    /// <param name="values">What expressions see as <c>values</c>.</param>
    /// <param name="cancellationToken">Cancels the rendering.</param>
    /// <exception cref="DeploymentTemplateException">The template cannot be rendered.</exception>
    public abstract IReadOnlyDictionary<string, string> Render(TemplatePart part, JsonObject values, CancellationToken cancellationToken);

    /// <summary>A Deployment and a Service.</summary>
    public static DeploymentTemplate BuiltIn { get; } = new BuiltInTemplate();

    private sealed class BuiltInTemplate : DeploymentTemplate
    {
        // To be raised with every change of the files: services are then rendered again.
        private const int Revision = 1;

        private const int Port = 8080;

        public override string Version => $"built-in {Revision}";

        public override IReadOnlyDictionary<string, string> Render(TemplatePart part, JsonObject values, CancellationToken cancellationToken)
        {
            var name = values["name"]!.ToString();
            return part == TemplatePart.Environment
                ? new Dictionary<string, string>(StringComparer.Ordinal)
                : new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["deployment.yaml"] = ApplicationFile.Written(Deployment(name)),
                    ["service.yaml"] = ApplicationFile.Written(Service(name)),
                };
        }

        private static JsonObject Selector(string name) => new() { ["app.kubernetes.io/name"] = name };

        private static JsonObject Deployment(string name) => new()
        {
            ["apiVersion"] = "apps/v1",
            ["kind"] = "Deployment",
            ["metadata"] = new JsonObject { ["name"] = name, ["labels"] = Selector(name) },
            ["spec"] = new JsonObject
            {
                ["replicas"] = 2,
                ["selector"] = new JsonObject { ["matchLabels"] = Selector(name) },
                ["template"] = new JsonObject
                {
                    ["metadata"] = new JsonObject { ["labels"] = Selector(name) },
                    ["spec"] = new JsonObject
                    {
                        ["automountServiceAccountToken"] = false,
                        ["securityContext"] = new JsonObject
                        {
                            ["runAsNonRoot"] = true,
                            ["seccompProfile"] = new JsonObject { ["type"] = "RuntimeDefault" },
                        },
                        ["containers"] = new JsonArray(Container(name)),
                    },
                },
            },
        };

        private static JsonObject Container(string name) => new()
        {
            ["name"] = name,
            ["image"] = name,
            ["ports"] = new JsonArray(new JsonObject { ["name"] = "http", ["containerPort"] = Port }),
            ["readinessProbe"] = new JsonObject { ["tcpSocket"] = new JsonObject { ["port"] = "http" } },
            ["resources"] = new JsonObject
            {
                ["requests"] = new JsonObject { ["cpu"] = "100m", ["memory"] = "128Mi" },
                ["limits"] = new JsonObject { ["memory"] = "256Mi" },
            },
            ["securityContext"] = new JsonObject
            {
                ["allowPrivilegeEscalation"] = false,
                ["capabilities"] = new JsonObject { ["drop"] = new JsonArray("ALL") },
            },
        };

        private static JsonObject Service(string name) => new()
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Service",
            ["metadata"] = new JsonObject { ["name"] = name, ["labels"] = Selector(name) },
            ["spec"] = new JsonObject
            {
                ["selector"] = Selector(name),
                ["ports"] = new JsonArray(new JsonObject { ["name"] = "http", ["port"] = 80, ["targetPort"] = "http" }),
            },
        };
    }
}

/// <summary>A part of a deployment template.</summary>
public enum TemplatePart
{
    /// <summary>What all environments have.</summary>
    Base,

    /// <summary>What one environment has.</summary>
    Environment,
}

/// <summary>A deployment template cannot be rendered: a mistake in it.</summary>
/// <param name="message">Where, and what is wrong.</param>
/// <param name="inner">The cause.</param>
public sealed class DeploymentTemplateException(string message, Exception? inner = null) : Exception(message, inner);
