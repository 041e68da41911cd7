using System.Globalization;
using System.Text;
using Automation.Core;
using Automation.Core.Trees;

namespace Automation.Jobs.Portal.Building;

/// <summary>The addresses of pages, from the root of the portal. The ones of entities are Backstage's, so that old links keep working.</summary>
public static class PortalAddress
{
    public const string Home = "";
    public const string Entities = "catalog/";
    public const string Documents = "docs/";
    public const string Lists = "lists/";
    public const string Owners = "owners/";
    public const string Problems = "problems/";
    public const string Templates = "templates/";
    public const string Scorecards = "scorecards/";
    public const string Search = "search/";

    /// <summary>What is longer is shortened and gets a hash: names of files have at most 255 bytes.</summary>
    private const int LongestSlug = 100;

    public static string Entity(EntityRef entity) => $"{Entities}{Slug(entity.Namespace)}/{Slug(entity.Kind)}/{Slug(entity.Name)}/";

    public static string Relations(EntityRef entity) => $"{Entity(entity)}relations/";

    /// <summary>A document of an entity, at the address that TechDocs gives it.</summary>
    /// <param name="name">The path of the page below the folder of pages, without extension; empty for the first one.</param>
    public static string Document(EntityRef entity, string name) =>
        $"{Documents}{Slug(entity.Namespace)}/{Slug(entity.Kind)}/{Slug(entity.Name)}/"
            + string.Concat(name.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(part => Slug(part) + "/"));

    public static string Owner(EntityRef owner) => $"{Owners}{Slug(owner.Namespace)}/{Slug(owner.Name)}/";

    /// <summary>The list of a value of a facet.</summary>
    public static string List(string facet, string value) => $"{Lists}{facet}/{Slug(value)}/";

    /// <summary>A page of a list; the first one is the list itself.</summary>
    public static string Page(string list, int number) => number == 1 ? list : string.Create(CultureInfo.InvariantCulture, $"{list}{number}/");

    /// <summary>A part of an address, and of a path on any file system: other characters are written as the hexadecimal digits of their bytes.</summary>
    public static string Slug(string text)
    {
        var slug = new StringBuilder(text.Length);
        foreach (var one in Encoding.UTF8.GetBytes(text))
        {
            var c = (char)one;
            if (char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_' || (c == '.' && slug.Length > 0))
            {
                slug.Append(c);
            }
            else
            {
                slug.Append(CultureInfo.InvariantCulture, $"~{one:x2}");
            }
        }

        // A name that ends with a dot is another one on some file systems, and one that is the file of a page would be a folder and a file.
        if (slug.Equals("index.html"))
        {
            return "index~2ehtml";
        }

        var whole = slug.Length > 0 && slug[^1] == '.' ? $"{slug.ToString(0, slug.Length - 1)}~2e" : slug.ToString();
        return whole.Length == 0 ? "~" : whole.Length <= LongestSlug ? whole : $"{whole[..LongestSlug]}~~{BlobId.Of(whole)[..12]}";
    }
}
