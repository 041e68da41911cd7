using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Owners.Reading;

namespace Automation.Owners.Linting.Rules;

/// <summary>Files that were meant for CODEOWNERS and that the forge does not read.</summary>
internal static class MisplacedCodeownersFile
{
    public static readonly Rule Rule = new("owners/misplaced-file", Severity.Warning, Responsible.ApplicationTeam, "Give CODEOWNERS the name and the place where it is read.")
    {
        Why = "GitHub reads `.github/CODEOWNERS`, `CODEOWNERS` or `docs/CODEOWNERS`, GitLab `CODEOWNERS`, `docs/CODEOWNERS` or `.gitlab/CODEOWNERS`; the name is exact, letter case included, and links are not followed. Any other file (`.github/CODEOWNER`, `CODEOWNERS.txt`, `src/CODEOWNERS`) is not read, and nothing says so. Reported where the file names owners; folders of other repositories, such as `vendor`, `testdata` and `templates`, are passed over. A note where another CODEOWNERS is in force and the file stands in some other folder.",
        Bad = ".github/CODEOWNER",
        Good = ".github/CODEOWNERS",
        Source = "GitHub Docs, \"About code owners\", CODEOWNERS file location; ory/meta#239",
    };

    public static IEnumerable<Finding> Check(LintInput input) => input.Misplaced.Select(file =>
        new Finding(Rule, $"{Problem(input, file)} {Advice(input, file)}", input.Show(file.Path), SourceSpan.FileStart)
        {
            Severity = input.Found.Path is not null && file.Fault != MisplacedFault.Name ? Severity.Info : Rule.Severity,
            Identity = $"{file.Fault}",
            Related = input.Found.Path is { } inForce ? new RelatedPlace(input.Show(inForce), SourceSpan.FileStart, "the file that is in force") : null,
        });

    private static string Problem(LintInput input, MisplacedFile file)
    {
        var places = CodeownersLookup.Places(input.Dialect);
        return file.Fault switch
        {
            MisplacedFault.Link => $"This CODEOWNERS is a symbolic link, which {input.Dialect} does not follow: it is not in force.",
            MisplacedFault.Name => $"{input.Dialect} does not read this file, because of its name: only a file called CODEOWNERS, in capital letters and without an extension, is read.",
            _ => $"{input.Dialect} does not read this file, because of its folder: it reads only {string.Join(", ", places.SkipLast(1))} or {places[^1]}.",
        };
    }

    private static string Advice(LintInput input, MisplacedFile file) => (input.Found.Path, file.Fault) switch
    {
        ({ } inForce, MisplacedFault.Link) => $"{input.Show(inForce)} is; delete the link.",
        ({ } inForce, _) => $"Move its lines to {input.Show(inForce)}, which is in force, with patterns from the root of the repository.",
        (null, MisplacedFault.Link) => "Put the file itself in its place.",
        (null, MisplacedFault.Name) => $"Rename it to {input.Show(file.Place)}.",
        _ => $"Move it to {input.Show(file.Place)}, with patterns from the root of the repository.",
    };
}
