namespace Automation.Owners.Tests.Linting;

/// <summary>Lines whose first word is not the path it is read as.</summary>
public sealed class MisreadLineTests
{
    private static readonly string[] Files = ["README.md", "docs/a.md", "package-lock.json", "packages/@acme/web/index.ts", "patches/react@18"];

    [Theory]
    [InlineData("package-lock.json@bob @amy", "package-lock.json @bob @amy")]
    [InlineData("README.md@bo", "README.md @bo")]
    [InlineData("README.md@bo@amy", "README.md @bo @amy")]
    [InlineData("*.md@acme/docs # ours", "*.md @acme/docs # ours")]
    [InlineData("*@acme/all", "* @acme/all")]
    [InlineData("/docs@acme/docs", "/docs @acme/docs")]
    [InlineData("docs/**@bo", "docs/** @bo")]
    [InlineData("package-lock.json@bo,@amy", "package-lock.json @bo @amy")]
    [InlineData("README.md@bo, @amy", "README.md @bo @amy")]
    [InlineData("README.md,@bo;@acme/docs,@amy;", "README.md @bo @acme/docs @amy")]
    [InlineData("*.md@bo,@amy @eve # ours", "*.md @bo @amy @eve # ours")]
    public void A_space_that_is_missing_before_an_owner_is_inserted(string line, string better)
    {
        var finding = Linted.Lint($"{line}\n", Files).ShouldHaveSingleItem();

        finding.Rule.Id.ShouldBe("owners/missing-space");
        finding.Message.ShouldStartWith("A space is missing before '@");
        finding.Mend($"{line}\n").ShouldBe($"{better}\n");
        Linted.Lint($"{better}\n", Files).Of("missing-space").ShouldBeEmpty();
    }

    [Fact]
    public void Without_the_repositorys_files_it_is_reported_and_not_fixed()
    {
        var finding = Linted.Lint("README.md@bo\n").ShouldHaveSingleItem();

        (finding.Rule.Id, finding.Fix).ShouldBe(("owners/missing-space", null));
        finding.Message.ShouldBe("A space is missing before '@bo': 'README.md@bo' is read as one path. Write 'README.md @bo'.");
    }

    [Fact]
    public void Behind_a_folder_an_owner_may_be_a_scope_so_people_choose()
    {
        var finding = Linted.Lint("docs/@acme/docs\n", Files).ShouldHaveSingleItem();

        (finding.Rule.Id, finding.Fix).ShouldBe(("owners/missing-space", null));
        finding.Suggested("docs/@acme/docs\n").ShouldBe("docs/ @acme/docs\n");
    }

    [Theory]
    [InlineData("/docs/@bo@acme.example", "/docs/ bo@acme.example", "bo@acme.example")]
    [InlineData("/docs/bo@acme.example", "/docs/ bo@acme.example", "bo@acme.example")]
    [InlineData("/docs/bo@acme.example,@amy", "/docs/ bo@acme.example @amy", "bo@acme.example")]
    [InlineData("/@acme/docs", "* @acme/docs", "@acme/docs")]
    [InlineData("/@amy", "* @amy", "@amy")]
    public void A_line_that_matches_nothing_and_has_no_owner_is_one_finding_with_the_space_that_is_missing(string line, string better, string owner)
    {
        var finding = Linted.Lint($"{line}\n", Files).ShouldHaveSingleItem();

        finding.Message.ShouldBe($"A space is missing before '{owner}': '{line}' is read as one path, which matches no file. Write '{better}'.");
        finding.Fix.ShouldBeNull();
        finding.Suggested($"{line}\n").ShouldBe($"{better}\n");
        Linted.Lint($"{better}\n", Files).Of("missing-space").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("docs/[ab] @x", null)]
    [InlineData("app/[id]/page.tsx @x", "app/\\[id\\]/page.tsx @x")]
    [InlineData("app/[slug]/ @x", "app/\\[slug\\]/ @x")]
    public void Brackets_are_escaped_unless_they_seem_to_be_a_set_of_letters(string line, string? better) =>
        Linted.Lint($"{line}\n", ["app/[id]/page.tsx", "docs/a", "docs/b"])
            .Of("invalid-pattern")
            .ShouldHaveSingleItem()
            .Mend($"{line}\n")
            .ShouldBe(better is null ? null : $"{better}\n");

    [Fact]
    public void An_address_behind_a_star_is_an_owner() =>
        Linted.Lint("*bo@acme.example\n", Files).ShouldHaveSingleItem().Mend("*bo@acme.example\n").ShouldBe("* bo@acme.example\n");

    [Theory]
    [InlineData("docs/bo@acme.example/ @x")]
    [InlineData("users/bo@acme.example @x")]
    [InlineData("docs/gone.md")]
    [InlineData("docs/logo@2x.png")]
    [InlineData("logo@3x.png @x")]
    public void Another_line_that_matches_nothing_is_only_that(string line) =>
        Linted.Lint($"{line}\n", Files).ShouldHaveSingleItem().Rule.Id.ShouldBe("owners/matches-nothing");

    [Theory]
    [InlineData("packages/@acme/web @x")]
    [InlineData("packages/@acme/web")]
    [InlineData("patches/react@18 @x")]
    [InlineData("@acme @x")]
    public void A_word_that_matches_a_file_is_a_path(string line) =>
        Linted.Lint($"{line}\n", Files).Where(f => f.Rule.Id is "owners/missing-space" or "owners/missing-pattern" or "owners/matches-nothing").ShouldBeEmpty();

    [Theory]
    [InlineData("packages/@acme/gone @x", "owners/matches-nothing")]
    [InlineData("patches/vue@3 @x", "owners/matches-nothing")]
    public void A_scope_or_version_that_is_gone_matches_nothing_and_is_no_owner(string line, string rule)
    {
        Linted.Lint($"{line}\n", Files).ShouldHaveSingleItem().Rule.Id.ShouldBe(rule);
        Linted.Lint($"{line}\n").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("README.md @bo@amy", "README.md @bo @amy", "missing-space")]
    [InlineData("README.md @acme/a@acme/b", "README.md @acme/a @acme/b", "invalid-owner")]
    [InlineData("README.md @a@b@c", "README.md @a @b @c", "invalid-owner")]
    [InlineData("README.md @a,@b@c", "README.md @a @b @c", "invalid-owner", "separate owners with spaces")]
    public void Owners_without_a_space_between_them_are_separated(string line, string better, string rule, string reason = "a space is missing before '@")
    {
        var finding = Linted.Lint($"{line}\n", Files).ShouldHaveSingleItem();

        finding.Rule.Id.ShouldBe("owners/" + rule);
        finding.Message.ShouldContain(reason, Case.Insensitive);
        finding.Mend($"{line}\n").ShouldBe($"{better}\n");
    }

    [Theory]
    [InlineData("@acme/maintainers", "* @acme/maintainers")]
    [InlineData("@ada # everything", "* @ada")]
    [InlineData("@acme/a @acme/b", "* @acme/a @acme/b")]
    [InlineData("@acme/a@acme/b", "* @acme/a @acme/b")]
    [InlineData("ada@acme.example", "* ada@acme.example")]
    public void An_owner_without_a_pattern_is_reported_as_one(string line, string example)
    {
        foreach (var finding in (Core.Findings.Finding[])[
            Linted.Lint($"{line}\n").ShouldHaveSingleItem(),
            Linted.Lint($"{line}\n", Files).ShouldHaveSingleItem(),
        ])
        {
            finding.Rule.Id.ShouldBe("owners/missing-pattern");
            finding.Message.ShouldBe(
                $"The line has no pattern: its owner '{line.Split(' ')[0]}' is read as a path. Write a pattern before it, for example '{example}'.");
            finding.Fix.ShouldBeNull();
        }
    }

    [Fact]
    public void A_folder_may_be_called_like_a_team() => Linted.Lint("@acme/web @platform/web\n").ShouldBeEmpty();

    [Fact]
    public void GitLabs_owners_without_a_pattern_are_reported_too() =>
        Linted.Lint("@group/sub/team\n", dialect: Dialect.GitLab).ShouldHaveSingleItem().Rule.Id.ShouldBe("owners/missing-pattern");
}
