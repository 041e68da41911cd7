using Json.Schema;

namespace Automation.Templates.Parameters.Schemas;

/// <summary>The state of one validation: the remaining work, and the parts of the schema that could not be used.</summary>
internal sealed class SchemaWork : EvaluationOptions
{
    private int _left = SchemaLimits.Work;

    public SchemaWork()
    {
        OutputFormat = OutputFormat.Hierarchical;
        FormatRegistry = new FormatRegistry();
    }

    /// <summary>The parts of the schema that are not valid schemas, in the order in which they were found.</summary>
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

/// <summary>Ends a validation. It is caught in <see cref="ParameterSchema"/>, which returns an error.</summary>
internal sealed class SchemaWorkException(string message) : Exception(message);
