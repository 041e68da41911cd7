using Json.Schema;

namespace Automation.Templates.Parameters.Schemas;

/// <summary>What travels through one validation: how much work is left, and what of the schema could not be used.</summary>
internal sealed class SchemaWork : EvaluationOptions
{
    private int _left = SchemaLimits.Work;

    public SchemaWork()
    {
        OutputFormat = OutputFormat.Hierarchical;
        FormatRegistry = new FormatRegistry();
    }

    /// <summary>The parts of the schema that are no schema, in the order in which they were met.</summary>
    public List<string> Unusable { get; } = [];

    /// <summary>Counts work; ends the validation if there was too much.</summary>
    public void Spend(int steps)
    {
        _left -= steps;
        if (_left < 0)
        {
            throw new SchemaWorkException($"Validation needs more than {SchemaLimits.Work:N0} steps. Use a smaller schema or fewer values.");
        }
    }
}

/// <summary>Ends a validation. It never leaves <see cref="ParameterSchema"/>, which answers with an error.</summary>
internal sealed class SchemaWorkException(string message) : Exception(message);
