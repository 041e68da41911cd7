namespace Automation.Core.Findings;

/// <summary>What Backstage does with a document that breaks a rule.</summary>
public enum Consequence
{
    /// <summary>Accepts it: the rule is advice of our own, or speaks of something Backstage does not judge by itself.</summary>
    Accepted,

    /// <summary>Keeps this entity out; its siblings in the file are not affected.</summary>
    RejectsEntity,

    /// <summary>Keeps out everything in the file, and everything else of the Location that names it.</summary>
    RejectsFile,

    /// <summary>Nobody knows: the file is over a limit of ours, or could not be read, and was not judged. It counts as rejected.</summary>
    NotJudged,
}
