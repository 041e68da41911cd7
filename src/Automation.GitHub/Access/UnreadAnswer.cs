using System.Text.Json;
using Automation.Core.Text;
using Octokit;
using Octokit.Internal;

namespace Automation.GitHub.Access;

/// <summary>
/// The type to request from the library for a response that is read member by member: otherwise it deserializes the whole response, by reflection, and a check
/// looks at few of its members.
/// </summary>
internal sealed class UnreadAnswer
{
    private UnreadAnswer()
    {
    }

    /// <exception cref="JsonException">The body is not JSON, but for example an error page of a proxy.</exception>
    public static JsonPart Of(IApiResponse<UnreadAnswer> response) => new(JsonElement.Parse(response.HttpResponse.Body as string ?? "{}"));

    /// <summary>
    /// The library's JSON serializer, which does not deserialize such responses: the native program cannot create one. One for all connections: it compiles an
    /// accessor of each member that it meets, and keeps it.
    /// </summary>
#pragma warning disable RS0030 // The one place that has the library's own.
    public sealed class Serializer : IJsonSerializer
    {
        private readonly SimpleJsonSerializer _others = new();

        private Serializer()
        {
        }

        /// <summary>The only one; it can be used by several threads at a time.</summary>
        public static Serializer Shared { get; } = new();

        /// <inheritdoc/>
        public string Serialize(object item) => _others.Serialize(item);

        /// <inheritdoc/>
        public T Deserialize<T>(string json) => typeof(T) == typeof(UnreadAnswer) ? default! : _others.Deserialize<T>(json);
    }
#pragma warning restore RS0030
}
