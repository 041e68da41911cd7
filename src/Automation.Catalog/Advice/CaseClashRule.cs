using Automation.Catalog.Descriptors;
using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Yaml.Nodes;

namespace Automation.Catalog.Advice;

/// <summary>Paths that differ only by letter case: Backstage accepts the entity and then never shows it (specs, descriptors §11).</summary>
internal static class CaseClashRule
{
    public static readonly Rule Rule = new("catalog/keys-differ-by-case", Severity.Warning, Responsible.ApplicationTeam, "Do not write two keys that differ only by letter case.")
    {
        Why = "Backstage's search index takes the path of every value, such as `metadata.annotations.acme.example/team`, and fails where two of an entity differ only by letter case. It fails in silence: the entity is accepted, but it never appears, or never changes again, and nothing says why.",
        Bad = "annotations:\n  acme.example/team: a\n  acme.example/Team: b",
        Good = "annotations:\n  acme.example/team: a",
        Source = "buildEntitySearch of plugin-catalog-backend 4.0.0",
    };

    private const char Separator = '\0';

    public static void Check(Descriptor descriptor, Findings findings)
    {
        // Almost no document has such a clash: hashes tell without a string for every path.
        var seen = new Dictionary<ulong, ulong>();
        if (MayClash(descriptor.Processed, Fnv1a.Basis, Fnv1a.Basis, 0, seen))
        {
            Say(descriptor.Root, "", new(StringComparer.OrdinalIgnoreCase), findings);
        }
    }

    private static bool MayClash(YamlNode node, ulong exact, ulong folded, int depth, Dictionary<ulong, ulong> seen)
    {
        if (node is YamlMapping mapping)
        {
            foreach (var entry in mapping.Entries)
            {
                if (depth > 0 || entry.Key is not ("relations" or "status"))
                {
                    var (exactHere, foldedHere) = (Fnv1a.Add(exact, Separator), Fnv1a.Add(folded, Separator));
                    foreach (var c in entry.Key)
                    {
                        exactHere = Fnv1a.Add(exactHere, c);
                        foldedHere = Fnv1a.Add(foldedHere, char.ToLowerInvariant(c));
                    }

                    if (MayClash(entry.Value, exactHere, foldedHere, depth + 1, seen))
                    {
                        return true;
                    }
                }
            }
        }
        else if (node is YamlSequence sequence)
        {
            foreach (var item in sequence.Items)
            {
                if (MayClash(item, exact, folded, depth, seen))
                {
                    return true;
                }
            }
        }
        else if (!seen.TryAdd(folded, exact))
        {
            return seen[folded] != exact;
        }

        return false;
    }

    private static void Say(Place place, string path, Dictionary<string, string> seen, Findings findings)
    {
        if (path is "relations" or "status" or "metadata.name" or "metadata.namespace" or "metadata.uid" or "metadata.etag")
        {
            return;
        }

        if (place.Value is YamlScalar)
        {
            if (!seen.TryAdd(path, path) && seen[path] != path)
            {
                var node = place.Entry?.Name ?? place.Value;
                findings.Add(Rule, node, place.Pointer, $"{Wording.Quote(path)} and {Wording.Quote(seen[path])} differ only by letter case. Backstage accepts the entity but never shows it, and does not say why. Keep one.");
            }

            return;
        }

        foreach (var item in place.Items())
        {
            Say(item, path, seen, findings);
        }

        foreach (var field in place.Fields())
        {
            Say(field, path.Length == 0 ? field.Pointer.Last : $"{path}.{field.Pointer.Last}", seen, findings);
        }
    }
}
