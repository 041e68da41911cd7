using Automation.GitHub;

namespace Automation.Jobs.Webhooks;

/// <summary>A delivery that was looked into.</summary>
/// <param name="Outcome">What is to be done about it.</param>
/// <param name="Repository">The repository that it is about, so that it is found by it whatever it asks for; null where it names none.</param>
public readonly record struct AnalysedDelivery(DeliveryOutcome Outcome, RepositoryName? Repository);
