namespace Automation.Descriptors.Tests.Positions;

/// <summary>Texts that are not YAML.</summary>
internal static class SyntaxCases
{
    private const string Syntax = "catalog/yaml-syntax";
    private const string Head = "apiVersion: backstage.io/v1alpha1\nkind: System\nmetadata:\n  name: orders\n";

    public static IEnumerable<RejectionCase> All =>
    [
        Case("an unclosed double quote", "  title: \"Orders #!\nspec:\n  owner: payments\n"),
        Case("an unclosed single quote", "  title: 'Orders #!\nspec:\n  owner: payments\n"),
        Case("an unclosed quote on the last line", "spec:\n  owner: \"payments #!"),
        Case("an unclosed quote before a quoted line", "  title: \"Orders #!\n  description: \"Takes orders\"\nspec:\n  owner: payments\n"),
        Case("text after a closing quote", "  title: \"Orders\" and more #!\nspec:\n  owner: payments\n"),
        Case("a tab as indentation", "\ttitle: Orders #!\nspec:\n  owner: payments\n"),
        Case("a no-break space as indentation", "\u00a0 title: Orders #!\n  description: x\nspec:\n  owner: payments\n"),
        Case("a tab after spaces", "spec:\n  \towner: payments #!\n"),
        Case("a tab before a list item", "  tags:\n\t- java #!\nspec:\n  owner: payments\n"),
        Case("a tab after a dash", "  links:\n    -\turl: https://example.com #!\n      title: Home\nspec:\n  owner: payments\n"),
        Case("a colon in plain text", "  description: Orders: everything about them #!\nspec:\n  owner: payments\n"),
        Case("a colon at the end of plain text", "  description: see the wiki: #!\nspec:\n  owner: payments\n"),
        Case("a line indented too far", "  title: Orders\n    uid: x #!\nspec:\n  owner: payments\n"),
        Case("a line indented too little", "  title: Orders\n uid: x #!\nspec:\n  owner: payments\n"),
        Case("an item indented too little", "  tags:\n    - java\n   - go #!\nspec:\n  owner: payments\n"),
        Case("a list where a field is expected", "  - java #!\nspec:\n  owner: payments\n"),
        Case("a field in a list", "  tags:\n    - java\n    go: true #!\nspec:\n  owner: payments\n"),
        RejectionCase.Of("a field without a colon", "catalog/field-type", "/spec", $"{Head}spec:\n  owner payments #!\n"),
        Case("a field without a colon between others", "spec:\n  owner: payments\n  domain #!\n  type: product\n"),
        RejectionCase.Of("no blank after a colon", "catalog/field-type", "/spec", $"{Head}spec:\n  owner:payments #!\n"),
        Case("a first field without a colon", "spec:\n  owner payments #!\n  domain: commerce\n"),
        Case("a field without a colon at the root", "spec #!\n  owner: payments\n"),
        Case("a field indented into a longer text", "  description: one\n    two\n    title: three #!\nspec:\n  owner: payments\n"),
        Case("an unclosed list before another field", "  tags: [java #!\n  title: Orders\nspec:\n  owner: payments\n"),
        Case("an unclosed list", "  tags: [java, go #!\nspec:\n  owner: payments\n"),
        Case("an unclosed map", "  labels: {tier: gold #!\nspec:\n  owner: payments\n"),
        Case("an unclosed list at the end", "spec:\n  owner: payments\n  tags: [a, b #!\n"),
        Case("a bracket of the wrong kind", "  tags: [java, go} #!\nspec:\n  owner: payments\n"),
        Case("a closing bracket too many", "  tags: [java, go]] #!\nspec:\n  owner: payments\n"),
        Case("text after a closing bracket", "  tags: [java] go #!\nspec:\n  owner: payments\n"),
        Case("an at sign at the start", "spec:\n  owner: @payments #!\n"),
        Case("a backtick at the start", "  title: `orders` #!\nspec:\n  owner: payments\n"),
        Case("a percent sign at the start", "  title: %orders #!\nspec:\n  owner: payments\n"),
        Case("a directive within a document", "spec:\n  owner: payments\n%TAG ! x #!\n"),
        Case("an escape that does not exist", "  title: \"a\\qb\" #!\nspec:\n  owner: payments\n"),
        Case("a path with backslashes in double quotes", "  title: \"C:\\Users\\me\" #!\nspec:\n  owner: payments\n"),
        Case("a template expression on a line of its own", "{% if owner %} #!\nspec:\n  owner: payments\n"),
        Case("a template expression as a line", "  {{- include \"labels\" . }} #!\nspec:\n  owner: payments\n"),
        Case("a merge conflict", "<<<<<<< HEAD #!\nspec:\n  owner: payments\n=======\nspec:\n  owner: orders\n>>>>>>> main\n"),
        Case("text after the end of a document", "spec:\n  owner: payments\n... more #!\n"),
        Case("a continued value too far left", "  title: \"Orders #!\n of all sorts\"\nspec:\n  owner: payments\n"),
        Case("a text block with a tab", "  description: |\n    one\n\ttwo #!\nspec:\n  owner: payments\n"),
        Case("a text block whose first line is blank and too long", "  description: |\n        \n    one #!\nspec:\n  owner: payments\n"),
        Case("two anchors", "  title: &a &b Orders #!\nspec:\n  owner: payments\n"),
        Case("a tag without a handle", "  title: !e!x Orders #!\nspec:\n  owner: payments\n"),
        Case("a wrong timestamp", "  title: !!timestamp tomorrow #!\nspec:\n  owner: payments\n"),
        RejectionCase.Of("a directive without a marker", Syntax, "", $"%YAML 1.2\n{Head.Insert(Head.IndexOf('\n'), " #!")}spec:\n  owner: payments\n"),
        RejectionCase.Of("a version that is none", Syntax, "", $"%YAML one #!\n---\n{Head}spec:\n  owner: payments\n"),
        RejectionCase.Of("an unclosed quote in the second document", Syntax, "", $"{Head}spec:\n  owner: payments\n---\n{Head}spec:\n  owner: 'payments #!\n"),
        RejectionCase.Of(
            "an indented first line",
            Syntax,
            "",
            $"  {Head.Replace("\nkind: System", "\nkind: System #!", StringComparison.Ordinal)}spec:\n  owner: payments\n"),

        Case("a key twice", "  name: other #!\nspec:\n  owner: payments\n", "catalog/duplicate-key"),
        Case("a quoted key twice", "  'name': other #!\nspec:\n  owner: payments\n", "catalog/duplicate-key"),
        Case("a map twice", "spec:\n  owner: payments\nspec: #!\n  owner: orders\n", "catalog/duplicate-key"),
        Case("a key twice in brackets", "  labels: {a: b,\n    a: c} #!\nspec:\n  owner: payments\n", "catalog/duplicate-key"),
        Case("an alias without an anchor", "spec:\n  owner: *payments #!\n", "catalog/undefined-alias"),
        Case("an anchor after its alias", "  title: *t #!\n  description: &t x\nspec:\n  owner: payments\n", "catalog/undefined-alias"),
        RejectionCase.Of("a merge of text", "catalog/bad-merge", "", $"%YAML 1.1\n---\n{Head}spec:\n  <<: payments #!\n"),
    ];

    private static RejectionCase Case(string name, string rest, string rule = Syntax) => RejectionCase.Of(name, rule, "", Head + rest);
}
