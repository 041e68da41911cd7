using Automation.Testing.GitHub.Model;

namespace Automation.Testing.GitHub.State;

/// <summary>A code that somebody was sent back to an app with.</summary>
/// <param name="Person">Whom it vouches for.</param>
/// <param name="ReturnsTo">The address they were sent back to.</param>
/// <param name="Challenge">What the verifier has to fit; null where none was asked for.</param>
internal sealed record SignInCode(Account Person, string ReturnsTo, string? Challenge);
