namespace Automation.Fleet;

/// <summary>Something that the machine lacks, or a program that does not start: no statement about the product.</summary>
public sealed class FleetException(string message) : Exception(message);
