using Automation.Templates.Parameters.Schemas;

namespace Automation.Templates.Parameters.Pickers;

/// <summary>Pickers whose value is a name or a tag of an entity, by the rules of Backstage's catalog model.</summary>
internal static class NamePickers
{
    // Of a name and of a tag, in Backstage's KubernetesValidatorFunctions and CommonValidatorFunctions.
    private const int Longest = 63;

    public static ParameterError? CheckName(string value, string pointer) =>
        value.Length is > 0 and <= Longest
        && char.IsAsciiLetterOrDigit(value[0])
        && char.IsAsciiLetterOrDigit(value[^1])
        && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
            ? null
            : new ParameterError(
                pointer,
                "EntityNamePicker",
                "is not a valid name for an entity. Use 1 to 63 letters, digits, '-', '_' or '.', and begin and end with a letter or digit.");

    public static ParameterError? CheckTag(string value, string pointer) =>
        value.Length is > 0 and <= Longest
        && value.Split('-').All(p => p.Length > 0 && p.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is ':' or '+' or '#'))
            ? null
            : new ParameterError(
                pointer,
                "EntityTagsPicker",
                "is not a valid tag. Use 1 to 63 lower-case letters, digits, ':', '+' or '#', with single hyphens between them.");
}
