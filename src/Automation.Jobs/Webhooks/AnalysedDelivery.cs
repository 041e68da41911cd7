using Automation.GitHub;

namespace Automation.Jobs.Webhooks;

/// <summary>An analysed delivery.</summary>
/// <param name="Outcome">What is to be done about it.</param>
/// <param name="Repository">The repository that it is about, for searches; null if it names none.</param>
public readonly record struct AnalysedDelivery(DeliveryOutcome Outcome, RepositoryName? Repository);
