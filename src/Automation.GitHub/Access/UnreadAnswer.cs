using System.Text.Json;
using Automation.Core.Text;
using Octokit;
using Octokit.Internal;

namespace Automation.GitHub.Access;

/// <summary>
/// The type to ask the library for where an answer is read member by member: otherwise it makes objects of the whole answer, by reflection, and a check looks
/// at few of its members.
/// </summary>
internal sealed class UnreadAnswer
{
    private UnreadAnswer()
    {
    }

    /// <summary>The answer.</summary>
    /// <exception cref="JsonException">It is not JSON: a page of a proxy, say.</exception>
    public static JsonPart Of(IApiResponse<UnreadAnswer> response) => new(JsonElement.Parse(response.HttpResponse.Body as string ?? "{}"));

    /// <summary>The library's JSON, which leaves such answers alone.</summary>
    public sealed class Serializer : IJsonSerializer
    {
        private readonly SimpleJsonSerializer _others = new();

        /// <inheritdoc/>
        public string Serialize(object item) => _others.Serialize(item);

        /// <inheritdoc/>
        public T Deserialize<T>(string json) => typeof(T) == typeof(UnreadAnswer) ? default! : _others.Deserialize<T>(json);
    }
}
