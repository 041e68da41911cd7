namespace Automation.Core.Findings;

/// <summary>What Backstage does with a document that breaks a rule.</summary>
public enum Consequence
{
    /// <summary>Backstage accepts the document: the rule is our own advice, or is about something that Backstage does not validate.</summary>
    Accepted,

    /// <summary>Rejects this entity; other entities of the file are not affected.</summary>
    RejectsEntity,

    /// <summary>Backstage rejects everything in the file, and everything else of the Location that refers to it.</summary>
    RejectsFile,

    /// <summary>Unknown: the file exceeds a limit of ours, or could not be read, and was not validated. It counts as rejected.</summary>
    NotJudged,
}
