using System.Text.Json.Nodes;
using Automation.Testing.GitHub.Model;

namespace Automation.Testing.GitHub.Json;

/// <summary>Labels as GitHub writes them.</summary>
internal static class LabelJson
{
    /// <summary>The labels of an issue or a pull request.</summary>
    public static JsonArray Of(Urls urls, HostedRepository repository, int number) =>
    [
        .. repository.Settings.Labels.GetValueOrDefault(number, []).Select(l => new JsonObject
        {
            ["id"] = 1,
            ["node_id"] = $"LA_{l}",
            ["url"] = $"{urls.Of(repository)}/labels/{Uri.EscapeDataString(l)}",
            ["name"] = l,
            ["description"] = "",
            ["color"] = "ededed",
            ["default"] = false,
        }),
    ];
}
