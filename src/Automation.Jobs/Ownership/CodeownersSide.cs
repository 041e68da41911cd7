using Automation.Jobs.Descriptors;
using Automation.Owners;
using Automation.Owners.Matching;
using Automation.Owners.Reading;

namespace Automation.Jobs.Ownership;

/// <summary>CODEOWNERS on one side of a change.</summary>
internal sealed class CodeownersSide
{
    private readonly OwnersMatcher? _matcher;
    private readonly OwnersMatcher? _skipped;

    /// <summary>Compiles the file that was found.</summary>
    public CodeownersSide(FoundCodeowners found)
    {
        Found = found;
        if (found.File is { } file)
        {
            _matcher = new OwnersMatcher(file);
            _skipped = file.Skipped.Count == 0 ? null : new OwnersMatcher(file with { Rules = file.Skipped });
        }
    }

    /// <summary>The file, or its state if it is not read.</summary>
    public FoundCodeowners Found { get; }

    /// <summary>The file that is used; null if there is none.</summary>
    public CodeownersFile? File => Found.File;

    public static CodeownersSide Read(RepositorySnapshot snapshot, Dialect dialect, CancellationToken cancellationToken) =>
        new(CodeownersLookup.Find(snapshot.Tree, dialect, snapshot.Show, cancellationToken));

    public OwnersLookup Lookup() => new(_matcher?.Walk(), _skipped?.Walk());
}
