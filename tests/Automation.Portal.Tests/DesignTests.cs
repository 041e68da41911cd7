using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using Automation.Portal.Design;
using Automation.Testing;

namespace Automation.Portal.Tests;

/// <summary>The design system keeps WCAG 2.2 AA: text 4.5 to 1, borders and focus 3 to 1, in both themes.</summary>
public sealed partial class DesignTests
{
    private static readonly (string Front, string Back, double Least)[] Pairs =
    [
        ("ink", "bg", 4.5), ("ink", "bg-soft", 4.5), ("ink-soft", "bg", 4.5), ("ink-soft", "bg-soft", 4.5), ("link", "bg", 4.5), ("link", "bg-soft", 4.5),
        ("ink", "unknown-bg", 4.5), ("link", "unknown-bg", 4.5), ("primary-ink", "primary", 4.5), ("good", "good-bg", 4.5), ("good", "bg", 4.5),
        ("attention", "attention-bg", 4.5), ("bad", "bad-bg", 4.5), ("unknown", "unknown-bg", 4.5), ("ink", "attention-bg", 4.5), ("ink", "bad-bg", 4.5),
        ("line-strong", "bg", 3), ("line-strong", "bg-soft", 3), ("focus", "bg", 3), ("focus", "bg-soft", 3),
    ];

    public static TheoryData<string, string, string, double> All()
    {
        var all = new TheoryData<string, string, string, double>();
        foreach (var (front, back, least) in Pairs)
        {
            all.Add("light", front, back, least);
            all.Add("dark", front, back, least);
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Each_pair_of_tokens_has_enough_contrast(string theme, string front, string back, double least)
    {
        var blocks = PortalAssets.TokenSheet.Split("@media", 3);
        var tokens = Tokens(blocks[theme == "light" ? 0 : 1]);

        Contrast(tokens[front], tokens[back]).ShouldBeGreaterThanOrEqualTo(least);
    }

    [Fact]
    public void The_style_sheet_and_the_scripts_stay_small()
    {
        PortalAssets.All.Single(a => a.Name == "portal.css").Content.Length.ShouldBeLessThan(20_000);
        PortalAssets.Scripts.Sum(s => Compressed(PortalAssets.All.Single(a => a.Name == s).Content)).ShouldBeLessThan(25_000);
        PortalAssets.Scripts.ShouldContain("portal.js");
    }

    [Fact]
    public void Nothing_is_inline_and_no_markup_passes_unescaped_but_what_this_program_made()
    {
        var files = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "Automation.Portal"), "*.razor", SearchOption.AllDirectories).ToList();

        files.Where(f => InlineCode().IsMatch(File.ReadAllText(f))).ShouldBeEmpty();
        files.SelectMany(f => MarkupUse().Matches(File.ReadAllText(f)).Select(m => $"{Path.GetFileName(f)}: {m.Value}")).ShouldBe(
            [
                "DocumentPage.razor: (MarkupString)Model.Document.Html",
                "EntityPage.razor: (MarkupString)Model.Documentation.Html",
                "GraphFigure.razor: (MarkupString)Drawing.Svg",
            ],
            ignoreOrder: true);
    }

    private static long Compressed(byte[] content)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return compressed.Length;
    }

    private static Dictionary<string, string> Tokens(string block) =>
        Token().Matches(block).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value, StringComparer.Ordinal);

    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    // https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
    private static double Luminance(string colour)
    {
        double Part(int start)
        {
            var value = int.Parse(colour.AsSpan(start, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }

        return (0.2126 * Part(0)) + (0.7152 * Part(2)) + (0.0722 * Part(4));
    }

    [GeneratedRegex(@"--([\w-]+): #([0-9a-f]{6});")]
    private static partial Regex Token();

    [GeneratedRegex(@"\sstyle=|\son[a-z]+=|<script>|<style")]
    private static partial Regex InlineCode();

    [GeneratedRegex(@"(\(|new )MarkupString\)?[\w.(]*")]
    private static partial Regex MarkupUse();
}
