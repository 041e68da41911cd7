using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Automation.Jobs.Configuration.Reading;

/// <summary>The words of a configuration file for the values of an enumeration.</summary>
internal static class EnumWords<T>
    where T : struct, Enum
{
    public static IReadOnlyDictionary<string, T> Values { get; } = Enum.GetValues<T>().ToDictionary(WordOf, StringComparer.Ordinal);

    /// <summary>All words, as a message lists them.</summary>
    public static string Expected { get; } = Listed([.. Values.Keys.Select(w => $"'{w}'")]);

    private static string Listed(string[] words) => words.Length < 2 ? string.Concat(words) : $"{string.Join(", ", words[..^1])} or {words[^1]}";

    private static string WordOf(T value) =>
        typeof(T).GetField(value.ToString())!.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name
            ?? JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
