using System.Collections.Frozen;

namespace Automation.Core.Findings;

/// <summary>
/// What messages said before they were reworded. The fingerprint of a finding without an identity is computed from the former words of its message,
/// so that a better wording does not make accepted findings new. A reworded message of such a finding gets a line here.
/// </summary>
internal static class FormerWording
{
    private static readonly Reworded[] All =
    [
        new(["catalog/bad-merge", "config/unreadable"],
        [
            (
                "The value of a merge key '<<' must be a map, an alias of one, or a list of these.",
                "A merge key '<<' takes a map, an alias of one, or a list of these."),
        ]),
        new(["catalog/blank-text"],
        [
            (" is blank. Write a value", " is blank. Write something"),
        ]),
        new(["catalog/duplicate-key", "config/unreadable"],
        [
            ("' is used twice in this map; keys must be unique.", "' stands twice in this map; keys must be unique."),
        ]),
        new(["catalog/field-missing"],
        [
            ("Add it: the fields of the ", "Add it: what makes the "),
            ("its stage, such as 'production'", "how far along it is, such as 'production'"),
            ("the type of component", "what sort of component it is"),
            ("the type of API", "what sort of API it is"),
            ("the type of resource", "what sort of resource it is"),
            ("the type of group", "what sort of group it is"),
            ("the type of what it creates", "what sort of thing it makes"),
            ("its child groups, or '[]' if it has none", "its child groups; '[]' where it has none"),
            ("the groups of the user, or '[]' if there are none", "the groups the user is in; '[]' where in none"),
        ]),
        new(["catalog/field-type"],
        [
            (
                "Write its fields below, each on its own line as 'name: value' with a space after the colon.",
                "Write its fields as 'name: value', each on a line below, with a blank after the colon."),
        ]),
        new(["catalog/kind-needs-allow-rule"],
        [
            ("A default Backstage rejects kind ", "A default Backstage refuses kind "),
            (
                ". Allow it in 'catalog.rules' of its app-config.yaml, like any other kind besides",
                ": 'catalog.rules' in its app-config.yaml must allow it, and any kind besides"),
            (", so Backstage rejects the file.", ", so Backstage refuses the file."),
            (" there.", " to the kinds that it allows."),
        ]),
        new(["catalog/kind-unrecognized"],
        [
            (" with apiVersion", " of apiVersion"),
            (" unless a module for it is installed.", " without a module of its own for it."),
            ("does not recognise kind ", "does not recognise a "),
            ("'. Use '", "'; it takes '"),
        ]),
        new(["catalog/label-key-format", "catalog/annotation-key-format"],
        [
            (
                " is not a valid key: a key is 'name' or 'prefix/name'. The name has 1 to 63 letters",
                " is not a key: a key is 'name' or 'prefix/name', the name of 1 to 63 letters"),
            ("; the prefix is a lower-case domain name.", ", the prefix a lower-case domain name."),
        ]),
        new(["catalog/limit-aliases", "config/unreadable"],
        [
            (", which could exhaust the memory of a reader.", ", as an attack that exhausts memory would."),
            ("With every alias written out, the document has more than ", "With every alias written out the document holds more than "),
        ]),
        new(["catalog/limit-documents", "config/unreadable"],
        [
            ("The file has more than", "The file holds more than"),
        ]),
        new(["catalog/limit-nodes", "config/unreadable"],
        [
            ("The document has more than", "The document holds more than"),
        ]),
        new(["catalog/limit-size"],
        [
            ("a descriptor may have at most ", "a descriptor may have "),
        ]),
        new(["catalog/link-script"],
        [
            (" link runs its content in the browser of everybody who follows it.", " link runs what stands in it for whoever follows it."),
        ]),
        new(["catalog/link-text-blank"],
        [
            ("Write a value, or remove the field.", "Write one, or leave it out."),
        ]),
        new(["catalog/merge-key-ignored"],
        [
            (" and treats it as an unknown field.", " and takes it for an unknown field."),
        ]),
        new(["catalog/not-a-descriptor"],
        [
            ("Add them, or exclude the file from the descriptors.", "Add them, or leave the file out of the descriptors."),
        ]),
        new(["catalog/people-not-taken"],
        [
            ("The catalog ignores Users and Groups of this repository, so ", "The catalog takes no Users and Groups from this repository, so "),
            ("Define it where people and teams are maintained, or ask", "Define it where people and teams are kept, or ask"),
        ]),
        new(["catalog/placeholder-other-repository"],
        [
            (" is not in ", " leads elsewhere than "),
        ]),
        new(["catalog/placeholder-value"],
        [
            ("' must be a path or a URL, as text, but is ", "' takes a path or a URL as text, but is "),
        ]),
        new(["catalog/root-type"],
        [
            ("One such document keeps the whole file out of Backstage.", "One such document keeps the whole file out."),
        ]),
        new(["catalog/secret-in-annotation"],
        [
            (". Revoke it where it was issued, and", ". Take it back where it was issued, and"),
        ]),
        new(["catalog/turned-skeleton"],
        [
            ("and the catalog keeps its last valid version.", "and the catalog keeps its last good version."),
            (
                "or move the skeleton to its own folder. To remove the entities, delete the file.",
                "or move the skeleton to a folder of its own. If the entities are to be removed, delete the file."),
        ]),
        new(["catalog/undefined-alias", "config/unreadable"],
        [
            ("or add the anchor to the value.", "or add the anchor where the value stands."),
        ]),
        new(["catalog/unknown-root-field"],
        [
            (
                "It begins with a character that only looks like a space, so the line is not indented. Replace that character with spaces.",
                "It begins with a character that looks like a space and is none, so that it is not indented. Replace that with spaces."),
            (" is not allowed at the root of a descriptor. ", " may not stand at the root of a descriptor. "),
        ]),
        new(["catalog/unreadable"],
        [
            ("The file does not exist.", "The file is not there."),
        ]),
        new(["catalog/yaml-syntax", "catalog/duplicate-key", "config/unreadable"],
        [
            (
                "is part of its value, so the lines below repeat the keys of the document above. Put",
                "is part of its value, so that what follows repeats the keys of the document above. Put"),
        ]),
        new(["catalog/yaml-syntax", "config/unreadable"],
        [
            ("The directive '%TAG' needs a handle and a prefix.", "The directive '%TAG' takes a handle and a prefix."),
            ("The directive '%YAML' needs one version:", "The directive '%YAML' takes one version:"),
            ("The entries of a '!!set' must not have values.", "The entries of a '!!set' have no values."),
            (
                "The items of a '!!omap' must be maps with one entry each and different keys.",
                "The items of a '!!omap' are maps of one entry each, with different keys."),
            ("The items of '!!pairs' must be maps with one entry each.", "The items of '!!pairs' are maps of one entry each."),
            ("This text is after the end of the document.", "This text stands after the document has ended."),
            (
                "A line with '---' is required between the directives ('%…') and the document.",
                "A line with '---' must stand between the directives ('%…') and the document."),
            ("This text is not allowed here. Close", "This text cannot stand here. Close"),
            ("There is text after the end of a value in quotes or brackets.", "Text stands after the end of a value in quotes or brackets."),
            (
                "is not indented enough to continue it. Close the quote, or indent the next lines further",
                "is not indented as its continuation. Close the quote, or indent the lines that continue it further"),
            (
                "A block of text begins here with an empty line that is indented further than the text. Remove the spaces of that line.",
                "A block of text begins here with a blank line that is indented further than the text. Remove its blanks."),
            ("A '[' or '{' is not closed. Add", "A '[' or '{' is opened and not closed as it should be. Add"),
            ("nor part of the value above it. Put a space after the colon,", "nor part of the value above it. Put a blank after the colon,"),
            (", which only looks like a space. Replace", ", which looks like a space and is none. Replace"),
            ("or exclude the template from the descriptors.", "or leave the template out of the descriptors that are checked."),
            (
                "a backslash begins an escape sequence such as '\\n', and this is not one.",
                "a backslash begins an escape such as '\\n', and this is none."),
            ("The items in brackets must be separated by one comma each.", "The items in brackets are separated by one comma each."),
            ("Inside brackets, a list or map needs its own brackets.", "Within brackets a list or map needs brackets of its own."),
            ("The indentation of this line does not fit its list or map. Correct", "This line does not fit the list or map it stands in. Correct"),
            (
                "A list item '- ' cannot begin here. Put the list on the lines below the key, or put the value in quotes.",
                "A list item '- ' stands where none can begin. Put the list on lines of its own below the key, or the value in quotes."),
            ("A value can have one anchor", "A value has at most one anchor"),
            (
                "After '|' or '>', only a comment may follow on the same line. Put the text on the next line, indented, or put the value in quotes.",
                "After '|' or '>' only a comment may follow on the line. Put the text on the next line, indented, or the value in quotes."),
            (
                "A space is required here: before a comment, and after an anchor ('&') or a tag ('!'). Add it,",
                "A blank must stand here: before a comment, and after an anchor ('&') or a tag ('!'). Add it,"),
            ("A ': ' is not allowed here, because no map can begin: the line", "A ': ' stands where no map can begin: the line"),
            ("A value cannot begin with a control character. Remove it.", "A control character stands where a value begins. Remove it."),
            ("The tag '!!timestamp' needs a date that begins with 'yyyy-mm-dd'.", "The tag '!!timestamp' takes a date that begins 'yyyy-mm-dd'."),
        ]),
        new(["config/baseline"],
        [
            ("MiB. Accept fewer findings.", "MiB. Accept less."),
        ]),
        new(["config/misspelt-kind"],
        [
            (" is not a kind of Backstage. Did", " is not a kind of Backstage's own. Did"),
        ]),
        new(["config/not-read"],
        [
            ("Move its settings there, and remove it.", "Move what it says there, and remove it."),
        ]),
        new(["config/unknown-rule"],
        [
            (" cannot be changed: rules about the configuration always apply.", " cannot be changed: rules about the configuration hold always."),
        ]),
        new(["config/unreadable"],
        [
            (
                "A configuration is one document. Put everything above and below this '---' line into one map.",
                "A configuration is one document. Put everything above this '---' line and below into one map."),
        ]),
        new(["config/wrong-value"],
        [
            ("which could take too long; write it without", "which could take for ever; write it without"),
            (" is not a namespace: write only its name,", " is not a namespace: write its name alone,"),
            (" is not a group or user: write it as in the catalog,", " is no group or user: write it as the catalog does,"),
            (" contains '\\': write '/'", " is written with '\\': write '/'"),
            (
                "begins with '!', which has no meaning here: exclude files with 'descriptors.exclude'",
                "begins with '!', which means nothing here: files are left out with 'descriptors.exclude'"),
            (" characters and not only spaces.", " characters that are not all blank."),
            (", with 1 to ", ", of 1 to "),
            ("with its repetitions expanded, it has more than ", "its repetitions stand for more than "),
        ]),
        new(["owners/byte-order-mark"],
        [
            (
                "The file begins with a byte order mark, so the first line may match nothing. Save it as UTF-8 without a byte order mark.",
                "The file begins with a byte order mark, which may keep the first line from matching anything. Save it as UTF-8 without one."),
        ]),
        new(["owners/dead-file"],
        [
            ("This file is never read: ", "Nobody reads this file: "),
        ]),
        new(["owners/invalid-pattern"],
        [
            ("is not a valid pattern, so GitHub skips the whole line", "is no pattern, so the whole line is skipped"),
        ]),
        new(["owners/unsettled-owner"],
        [
            (
                " is not a user, team or e-mail address. GitHub does not document whether it skips the line. Name a user, a team or an address.",
                " is no user, team or e-mail address. It is not documented whether GitHub skips the line for it."),
        ]),
        new(["owners/unsettled-pattern"],
        [
            (" contains '//': ", " holds '//': "),
            ("contains '.' or '..' as a segment, which no path has", "holds '.' or '..' as a segment, and paths have none"),
            (
                ": GitHub does not document what that matches. Write the pattern in another way.",
                ": it is not documented what that matches. Write it another way."),
            (" contains '\\#': ", " holds '\\#': "),
            (" contains '\\/': ", " holds '\\/': "),
        ]),
        new(["policy/kind"],
        [
            ("Descriptors here may not define a ", "Descriptors here may not bring a "),
        ]),
        new(["policy/kind", "policy/type", "policy/lifecycle"],
        [
            (": the allowed values are ", ": allowed are "),
        ]),
        new(["policy/name"],
        [
            (" is not a name that the configuration allows for a ", " is not what a "),
        ]),
        new(["policy/type", "policy/lifecycle"],
        [
            (" that is allowed here: ", " that is used here: "),
        ]),
        new(["reference/cycle"],
        [
            ("Remove one of these links.", "Take one of these links out."),
        ]),
        new(["reference/missing-target"],
        [
            ("the entities of the target are missing", "nothing that it should bring appears"),
        ]),
        new(["reference/missing-target", "reference/missing-file"],
        [
            (" is not an ordinary file.", " is no ordinary file."),
        ]),
        new(
            [
                "reference/missing-target", "reference/missing-file", "catalog/unreadable",
                "config/baseline", "config/unreadable", "reference/placeholder-content",
            ],
        [
            ("it does not exist", "it is not there"),
            ("is not a file of the repository", "is no file of the repository"),
            ("is not an ordinary file", "is no ordinary file"),
            ("the git object is damaged: clone again", "git's object is broken: clone again"),
            ("which was made with a filter or is damaged", "which was made with a filter or is broken"),
        ]),
        new(["reference/misspelt"],
        [
            (" is not defined in these files, but ", " is not defined in these files, and "),
        ]),
        new(
            [
                "reference/unknown-owner", "reference/unknown-system", "reference/unknown-domain", "reference/unknown-component",
                "reference/unknown-api", "reference/unknown-dependency", "reference/unknown-group", "reference/unknown-user",
            ],
        [
            (" exists, but is not what '", " exists, which is not what '"),
            (": the name in the catalog, not the name on GitHub.", ": the name of the catalog, not GitHub's."),
        ]),
        new(["suppression/new-acceptance"],
        [
            ("Remove the comment if this is not intended.", "Remove the comment if that is not meant."),
        ]),
        new(["suppression/no-reason"],
        [
            (
                "The comment gives no reason: write it in parentheses at the end of the comment.",
                "Say why this is accepted: write the reason in brackets at the end of the comment."),
        ]),
        new(["suppression/not-in-force"],
        [
            ("it takes effect when both are on the base branch.", "it counts once both are on the base branch."),
        ]),
        new(["suppression/unknown-rule"],
        [
            ("The comment names no rule: write the id after 'accept'.", "The comment names no rule: write its id behind 'accept'."),
        ]),
    ];

    private static readonly FrozenDictionary<string, (string Now, string Before)[]> OfRule = All
        .SelectMany(r => r.Rules, (reworded, rule) => (Rule: rule, reworded.Phrases))
        .GroupBy(r => r.Rule, StringComparer.Ordinal)
        .ToFrozenDictionary(g => g.Key, g => g.SelectMany(r => r.Phrases).ToArray(), StringComparer.Ordinal);

    /// <summary>The message in its former words; unchanged where it was not reworded.</summary>
    public static string Of(string rule, string message)
    {
        foreach (var (now, before) in OfRule.GetValueOrDefault(rule, []))
        {
            message = message.Replace(now, before, StringComparison.Ordinal);
        }

        return message;
    }

    private sealed record Reworded(string[] Rules, (string Now, string Before)[] Phrases);
}
