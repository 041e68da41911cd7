namespace Automation.Server.Tests.Operations;

/// <summary>
/// Tests that read what the exporter shows. It listens to the whole process and adds up what servers count under the same name: beside another test's
/// server a number would be a matter of luck, so these run when no other test does.
/// </summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class WholeProcess;
