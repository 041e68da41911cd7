using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Owners.Reading;

namespace Automation.Owners.Linting;

/// <summary>Files that were probably meant as CODEOWNERS and that the forge does not read.</summary>
internal static class MisplacedCodeownersFile
{
    public static readonly Rule Rule = new(
        "owners/misplaced-file", Severity.Warning, Responsible.ApplicationTeam, "Use a name and a folder in which CODEOWNERS is read.")
    {
        Detects = "A file that names owners but is not read because of its name, its folder, or because it is a link: `.github/CODEOWNER`, "
            + "`CODEOWNERS.txt`, `src/CODEOWNERS`. Folders such as `vendor`, `testdata` and `templates` are skipped. If another CODEOWNERS file is "
            + "read, a file in some other folder is reported as info.",
        Why = "GitHub reads `.github/CODEOWNERS`, `CODEOWNERS` or `docs/CODEOWNERS`, GitLab `CODEOWNERS`, `docs/CODEOWNERS` or "
            + "`.gitlab/CODEOWNERS`. Letter case matters, links are not followed, and nothing reports the other file.",
        Bad = ".github/CODEOWNER",
        Good = ".github/CODEOWNERS",
        Sources = [RuleSource.CodeOwners("CODEOWNERS file location", "codeowners-file-location")],
    };

    public static IEnumerable<Finding> Check(LintInput input) => input.Misplaced.Select(file =>
        new Finding(Rule, $"{Problem(input, file)} {Advice(input, file)}", input.Show(file.Path), SourceSpan.FileStart)
        {
            Severity = input.Found.Path is not null && file.Fault != MisplacedFault.Name ? Severity.Info : Rule.Severity,
            Identity = $"{file.Fault}",
            Related = input.Found.Path is { } inForce ? new RelatedPlace(input.Show(inForce), SourceSpan.FileStart, "the file that is read") : null,
        });

    private static string Problem(LintInput input, MisplacedFile file)
    {
        var places = CodeownersLookup.Places(input.Dialect);
        return file.Fault switch
        {
            MisplacedFault.Link => $"This CODEOWNERS is a symbolic link, which {input.Dialect} does not follow, so it has no effect.",
            MisplacedFault.Name =>
                $"{input.Dialect} does not read this file, because of its name: only a file called CODEOWNERS, in capital letters and without an extension, "
                + "is read.",
            _ => $"{input.Dialect} does not read this file, because of its folder: it reads only {string.Join(", ", places.SkipLast(1))} or {places[^1]}.",
        };
    }

    private static string Advice(LintInput input, MisplacedFile file) => (input.Found.Path, file.Fault) switch
    {
        ({ } inForce, MisplacedFault.Link) => $"{input.Show(inForce)} is read; delete the link.",
        ({ } inForce, _) => $"Move its lines to {input.Show(inForce)}, which is read, and write patterns from the root of the repository.",
        (null, MisplacedFault.Link) => "Replace it with the file.",
        (null, MisplacedFault.Name) => $"Rename it to {input.Show(file.Place)}.",
        _ => $"Move it to {input.Show(file.Place)}, and write patterns from the root of the repository.",
    };
}
