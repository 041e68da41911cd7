namespace Automation.Templates.Parameters.Schemas;

/// <summary>Why a value does not match its schema.</summary>
/// <param name="Pointer">A JSON pointer to the place in the value; for a missing property, where it would be.</param>
/// <param name="Keyword">The keyword of the schema that is not met; <see cref="SchemaKeyword"/> if the schema itself cannot be used.</param>
/// <param name="Message">What is wrong and what to do. It never repeats the value, which can be a secret.</param>
public sealed record ParameterError(string Pointer, string Keyword, string Message)
{
    /// <summary>The keyword of an error that is the schema's fault.</summary>
    public const string SchemaKeyword = "schema";

    /// <summary>The message as a sentence that names the parameter.</summary>
    public string Sentence => $"The value of {(Pointer.Length == 0 ? "the parameters" : $"'{Pointer.TrimStart('/')}'")} {Message}";
}
