using Automation.Core;
using Automation.Core.Findings;
using Automation.Core.Text;
using Automation.Descriptors.Documents;
using Automation.Descriptors.Fixes;
using Automation.Descriptors.Relations;

namespace Automation.Descriptors.References;

/// <summary>Reports references to entities that do not exist, with a suggestion.</summary>
internal sealed class UnknownReferences(KnownEntityLookup inSight, Unchecked notChecked, Suggestions suggestions)
{
    private static readonly string[] Owners = ["group", "user"];
    private static readonly string[] Dependencies = ["component", "resource", "api"];

    public void Check(Descriptor descriptor, FindingCollector findings)
    {
        foreach (var reference in Reference.Of(descriptor))
        {
            if (reference.Target is not { } target)
            {
                continue;
            }

            var exists = inSight.Contains(target);
            if (reference.Field.Name == "owner" && !Owners.Contains(target.Kind, StringComparer.Ordinal) && (exists || !inSight.HasCatalog))
            {
                OwnerKindRule.Report(reference, target, Elsewhere(reference, target, descriptor), findings);
            }
            else if (!exists)
            {
                if (!IsLeftOpen(target))
                {
                    Report(reference, target, descriptor, findings);
                }
                else if (!inSight.HasCatalog && suggestions.OneLetterAway(target) is { } meant)
                {
                    findings.Add(
                        UnknownRules.Misspelt,
                        reference.Place,
                        $"{DescriptorWording.Quote(reference.Place.Text ?? target.ToString())} is not defined in these files, but {Shown(meant)} is. Did you "
                        + $"mean {DescriptorWording.Quote(meant.Name)}?");
                }
            }
        }
    }

    private bool IsLeftOpen(EntityRef target)
    {
        if (inSight.UnreadFileOf(target) is { } file)
        {
            notChecked.Add(
                "reference to an entity that a broken file may define",
                "references to entities that a broken file may define",
                $"{file} could not be read. Fix it first.");
        }
        else if (inSight.Removed(target) is not null)
        {
            // The repository defined the entity before, so an incomplete catalog is not the reason.
            return false;
        }
        else if (!inSight.HasCatalog)
        {
            notChecked.Add(
                "reference to an entity outside these files",
                "references to entities outside these files",
                "no catalog is available to look them up in",
                lacksCatalog: true);
        }
        else if (target.Kind is "group" or "user" && !inSight.HasKind(target.Kind))
        {
            // Most companies load people and teams from their directory, not from descriptors.
            notChecked.Add(
                $"reference to a {target.Kind}",
                $"references to {target.Kind}s",
                $"The catalog has no {target.Kind}s; they probably come from a directory service. Add a file that defines them to the folder of the catalog.");
        }
        else
        {
            return false;
        }

        return true;
    }

    private void Report(Reference reference, EntityRef target, Descriptor descriptor, FindingCollector findings)
    {
        if (inSight.Removed(target) is { } removed)
        {
            ReportRemoved(reference, removed, descriptor, findings);
            return;
        }

        var written = DescriptorWording.Quote(reference.Place.Text ?? target.ToString());
        var what = reference.Place.Text is { } text && text.Equals(target.ToString(), StringComparison.OrdinalIgnoreCase)
            ? $"There is no {written}"
            : $"{written} is read as {Shown(target)}, and there is no such entity";
        var meant = Meant(reference, target, descriptor);
        findings.Add(UnknownRules.For(reference.Field.Name), reference.Place, $"{what}.{meant.Hint}", meant.Fix(findings.Source, reference.Place));
    }

    private void ReportRemoved(Reference reference, KnownEntity removed, Descriptor descriptor, FindingCollector findings)
    {
        var better = inSight.NewNameOf(removed) is { } renamed ? Write(renamed.Ref, reference.Field, descriptor.Namespace) : null;
        var offer = better is null
            ? " Refer to another entity, or keep the removed one."
            : $" It seems to have been renamed: write {DescriptorWording.Quote(better)}.";
        findings.Add(
            UnknownRules.For(reference.Field.Name), reference.Place, $"This change removes {Shown(removed.Ref)} from {removed.File}, and this still refers to "
                + $"it.{offer}",
            new Meant(offer, better, null).Fix(findings.Source, reference.Place));
    }

    private Meant Meant(Reference reference, EntityRef target, Descriptor descriptor)
    {
        if (TeamName(target) is { } team)
        {
            return AsMention(team, target, reference.Field, descriptor);
        }

        if (Elsewhere(reference, target, descriptor) is { } elsewhere)
        {
            return elsewhere;
        }

        if (suggestions.Closest(target) is { } closest)
        {
            // Two different people can have names that differ by a letter.
            var isSlip = closest.Kind != "user" && DidYouMean.IsSlip(target.Name, closest.Name);
            return new Meant(
                $" Did you mean {DescriptorWording.Quote(closest.Name)}?",
                isSlip ? WithName(reference.Place, target, closest.Name) : null,
                isSlip ? closest.Name : null)
            { IsGuess = true };
        }

        return suggestions.AnyOf(target.Name) is { } other && !other.Equals(target)
            ? new Meant($" {Shown(other)} exists, but is not what '{reference.Field.Name}' refers to.", null, null)
            : new Meant(" Define it, or refer to one that exists.", null, null);
    }

    // The same name in another kind or namespace.
    private Meant? Elsewhere(Reference reference, EntityRef target, Descriptor descriptor)
    {
        if (suggestions.SameName(target.Name, KindsOf(reference.Field)) is not { } elsewhere || elsewhere.Equals(target))
        {
            return null;
        }

        var better = Write(elsewhere, reference.Field, descriptor.Namespace);
        return new Meant($" {Shown(elsewhere)} exists: write {DescriptorWording.Quote(better)}.", better, null);
    }

    // '@org/team' and '@login', as in CODEOWNERS.
    private Meant AsMention(string name, EntityRef target, ReferenceField field, Descriptor descriptor)
    {
        var found = suggestions.SameName(name, KindsOf(field)) ?? suggestions.Closest(new EntityRef(target.Kind, descriptor.Namespace, name));
        if (found is null)
        {
            return new Meant(" Use a group or user of the catalog, without '@'.", null, null);
        }

        var better = Write(found, field, descriptor.Namespace);
        return new Meant(
            $" Write {DescriptorWording.Quote(better)}: the name in the catalog, not the name on GitHub.",
            found.Name == name || DidYouMean.IsSlip(name, found.Name) ? better : null,
            null)
        { IsGuess = found.Name != name };
    }

    private static string? TeamName(EntityRef target) =>
        target.Namespace.StartsWith('@') ? target.Name : target.Name.StartsWith('@') && target.Name.Length > 1 ? target.Name[1..] : null;

    private static string[] KindsOf(ReferenceField field) => field switch
    {
        { Name: "owner" } => Owners,
        { DefaultKind: { } kind } => [kind.ToLowerInvariant()],
        _ => Dependencies,
    };

    // As short as the defaults of the field allow.
    private static string Write(EntityRef target, ReferenceField field, string @namespace)
    {
        var kind = field.DefaultKind is { } byDefault && byDefault.Equals(target.Kind, StringComparison.OrdinalIgnoreCase) ? "" : target.Kind + ":";
        return target.Namespace.Equals(@namespace, StringComparison.OrdinalIgnoreCase) ? kind + target.Name : $"{kind}{target.Namespace}/{target.Name}";
    }

    // Only the name changes: kind and namespace stay as they were written.
    private static string? WithName(Place place, EntityRef target, string name) =>
        place.Text is { } text && text.EndsWith(target.Name, StringComparison.OrdinalIgnoreCase) ? text[..^target.Name.Length] + name : null;

    private static string Shown(EntityRef reference) => DescriptorWording.Quote(reference.ToString())[1..^1];
}

/// <summary>The probable meaning of a reference.</summary>
/// <param name="Hint">The sentence with the advice, after a space.</param>
/// <param name="Text">The reference to write instead, if it is certain enough.</param>
/// <param name="Name">Only its name, if nothing else changes.</param>
internal sealed record Meant(string Hint, string? Text, string? Name)
{
    /// <summary>Whether another entity may have been meant: 'frontend-south' is not a misspelling of 'frontend-north', which exists.</summary>
    public bool IsGuess { get; init; }

    public Fix? Fix(SourceText source, Place place) => Written(source, place) is { } fix ? fix with { IsGuess = IsGuess } : null;

    private Fix? Written(SourceText source, Place place) =>
        place.Text is not null ? Text is null ? null : YamlFix.Replace(source, place.Value, Text)
        : Name is not null && place.Field("name") is { } name ? YamlFix.Replace(source, name.Value, Name)
        : null;
}
