using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Automation.Core.Text;
using Automation.GitOps.Model;
using Automation.GitOps.Objects;
using Automation.GitOps.Rendering;
using Automation.GitOps.Secrets;

namespace Automation.GitOps.Comparing;

/// <summary>How an object or an application changes.</summary>
public enum ChangeKind
{
    /// <summary>It is new.</summary>
    Added,

    /// <summary>It is on both sides, with another content.</summary>
    Changed,

    /// <summary>It is gone.</summary>
    Deleted,
}

/// <summary>A change of a field of an Application.</summary>
/// <param name="Name">The field.</param>
/// <param name="Before">Its old value as one line; empty where it had none.</param>
/// <param name="After">Its new value as one line; empty where it has none.</param>
public sealed record SpecFieldChange(string Name, string Before, string After);

/// <summary>A change of an object.</summary>
/// <param name="Key">The object.</param>
/// <param name="Kind">How it changes.</param>
/// <param name="Hook">When it runs; null for an ordinary object.</param>
/// <param name="Lines">What changes, with secrets covered.</param>
public sealed record ObjectChange(ObjectKey Key, ChangeKind Kind, string? Hook, IReadOnlyList<DifferenceLine> Lines);

/// <summary>What an application's change does.</summary>
public sealed record ApplicationChange
{
    /// <summary>The changed fields of the Application itself, the most important ones first.</summary>
    public IReadOnlyList<SpecFieldChange> Fields { get; init; } = [];

    /// <summary>The changed objects by group, kind, namespace and name.</summary>
    public IReadOnlyList<ObjectChange> Objects { get; init; } = [];

    /// <summary>How many differing fields <c>ignoreDifferences</c> hides.</summary>
    public int Hidden { get; init; }

    /// <summary>What could not be compared or decided. Sentences for people.</summary>
    public IReadOnlyList<string> Undecided { get; init; } = [];

    /// <summary>Mistakes.</summary>
    public IReadOnlyList<RenderProblem> Problems { get; init; } = [];

    /// <summary>Whether there is nothing to show.</summary>
    public bool IsEmpty => Fields.Count == 0 && Objects.Count == 0 && Hidden == 0 && Undecided.Count == 0 && Problems.Count == 0;
}

/// <summary>Compares what an application consists of on both sides.</summary>
/// <param name="before">The Application on the base; null where it is added.</param>
/// <param name="after">The Application on the head; null where it is removed.</param>
public sealed class ApplicationComparison(Application? before, Application? after)
{
    // The most important fields first; the rest of the object follows as a whole.
    private static readonly (string Name, string[] Path)[] Ordered =
    [
        ("destination", ["spec", "destination"]),
        ("project", ["spec", "project"]),
        ("syncPolicy", ["spec", "syncPolicy"]),
        ("finalizers", ["metadata", "finalizers"]),
        ("ignoreDifferences", ["spec", "ignoreDifferences"]),
        ("source", ["spec", "source"]),
        ("sources", ["spec", "sources"]),
        ("sourceHydrator", ["spec", "sourceHydrator"]),
    ];

    // Kubernetes keeps at most 1.5 MiB of an object: more lines than a person reads.
    private const int MostLines = 20_000;
    private const int LongestValue = 4_000;
    private const int DeepestField = 4;

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The change.</summary>
    /// <param name="old">What the base consists of; null where it is added.</param>
    /// <param name="fresh">What the head consists of; null where it is removed.</param>
    public ApplicationChange Run(RenderedApplication? old, RenderedApplication? fresh)
    {
        var secrets = new SecretTexts();
        new[] { old, fresh }.OfType<RenderedApplication>().ToList().ForEach(side => secrets.Take(side.Secrets.Value));
        var ignored = new IgnoredDifferences(new[] { before, after }.OfType<Application>());
        var problems = new List<RenderProblem>(fresh?.Problems ?? []);
        var (first, second) = (ByKey(old, []), ByKey(fresh, problems));
        var (objects, hidden) = (new List<ObjectChange>(), 0);

        // Half of a comparison would show everything as added, or deleted.
        var isWhole = old is not { NotRendered.Count: > 0 } && fresh is not { NotRendered.Count: > 0 };
        foreach (var key in isWhole ? first.Keys.Union(second.Keys).Order() : Enumerable.Empty<ObjectKey>())
        {
            var (one, other) = (first.GetValueOrDefault(key), second.GetValueOrDefault(key));
            var (left, right, count) = ignored.Apply(one?.Object, other?.Object);
            hidden += count;
            if (left is not null && right is not null && JsonNode.DeepEquals(left, right) && one!.Hook == other!.Hook)
            {
                continue;
            }

            var kind = one is null ? ChangeKind.Added : other is null ? ChangeKind.Deleted : ChangeKind.Changed;
            objects.Add(new ObjectChange(key, kind, (other ?? one)!.Hook, Lines(left, right, secrets)));
        }

        return new ApplicationChange
        {
            Fields = before is null || after is null ? [] : [.. Fields(secrets)],
            Objects = objects,
            Hidden = hidden,
            Undecided = [.. NotRendered(old, fresh).Concat((fresh ?? old)?.Undecided ?? []).Select(secrets.CoverSentence),
                .. ignored.NotApplied.Select(n => $"Not applied: {n}.")],
            Problems = [.. problems.Distinct().Select(p => p with { Text = secrets.CoverSentence(p.Text) })],
        };
    }

    /// <summary>The lines of an object's change, with secrets covered.</summary>
    private static IReadOnlyList<DifferenceLine> Lines(JsonObject? before, JsonObject? after, SecretTexts secrets)
    {
        var (old, fresh) = SecretMask.Apply(before, after);
        var (first, second) = (Yaml(old), Yaml(fresh));

        // Compared as it is, shown covered: two secrets that differ would be equal once they are covered.
        var (coveredOld, coveredNew, i, j) = (Cover(first, secrets), Cover(second, secrets), 0, 0);
        var script = new List<DifferenceLine>(first.Length + second.Length);
        foreach (var (mark, _) in TextDifference.Script(first, second))
        {
            script.Add(new DifferenceLine(mark, mark == '+' ? coveredNew[j] : coveredOld[i]));
            (i, j) = (mark == '+' ? i : i + 1, mark == '-' ? j : j + 1);
        }

        var lines = TextDifference.Shortened(script);
        return lines.Count <= MostLines ? lines : [.. lines.Take(MostLines), new DifferenceLine('@', $"{lines.Count - MostLines:N0} more lines")];
    }

    private static string[] Yaml(JsonObject? value) => value is null ? []
        : (ObjectYaml.Write(value) ?? value.ToJsonString()).TrimEnd('\n').Split('\n');

    private static string[] Cover(string[] lines, SecretTexts secrets) =>
        [.. SecretShape.Cover(string.Join('\n', lines)).Split('\n').Select(secrets.CoverLine)];

    private static IEnumerable<string> NotRendered(RenderedApplication? old, RenderedApplication? fresh)
    {
        var (before, after) = (old?.NotRendered ?? [], fresh?.NotRendered ?? []);
        return before.Select(n => Sentence(n, after.Contains(n) || fresh is null ? "" : " before the change"))
            .Concat(after.Where(n => !before.Contains(n)).Select(n => Sentence(n, old is null ? "" : " after the change")));

        static string Sentence(NotRendered one, string when) => $"Not rendered{when}: {one.Source}, because {one.Reason}.";
    }

    private static Dictionary<ObjectKey, RenderedObject> ByKey(RenderedApplication? side, List<RenderProblem> problems)
    {
        var byKey = new Dictionary<ObjectKey, RenderedObject>();
        foreach (var one in side?.Objects ?? [])
        {
            var key = one.Object.Key;

            // Never dropped: the second one gets a key of its own.
            for (var number = 2; !byKey.TryAdd(key, one); number++)
            {
                key = one.Object.Key with { Name = $"{one.Object.Name} ({number})" };
                if (number == 2)
                {
                    problems.Add(new RenderProblem(
                        RenderedRules.DuplicateObject, $"{one.Object.Key} is rendered more than once: Argo CD applies only the last one."));
                }
            }
        }

        return byKey;
    }

    // Compared as they are, shown covered.
    private IEnumerable<SpecFieldChange> Fields(SecretTexts secrets)
    {
        var (old, fresh) = ((JsonObject)before!.Content.Root.DeepClone(), (JsonObject)after!.Content.Root.DeepClone());
        var (coveredOld, coveredNew) = SecretMask.Apply(old, fresh);
        foreach (var (name, path) in Ordered)
        {
            var covered = (Take(coveredOld!, path), Take(coveredNew!, path));
            foreach (var change in Changes(name, (Take(old, path), Take(fresh, path)), covered, secrets, name == "source" ? DeepestField : 0))
            {
                yield return change;
            }
        }

        foreach (var part in (string[])["metadata", "spec"])
        {
            var (one, other) = (old.Object(part), fresh.Object(part));
            foreach (var name in (one?.Select(p => p.Key) ?? []).Union(other?.Select(p => p.Key) ?? []).Order(StringComparer.Ordinal).ToList())
            {
                if (!JsonNode.DeepEquals(one?[name], other?[name]))
                {
                    yield return new SpecFieldChange(name, Shown(coveredOld.Object(part)?[name], secrets), Shown(coveredNew.Object(part)?[name], secrets));
                }
            }
        }
    }

    // A source has values of charts and patches: only what differs is shown. Other fields are short, and read as a whole.
    private static IEnumerable<SpecFieldChange> Changes(
        string name, (JsonNode? Before, JsonNode? After) raw, (JsonNode? Before, JsonNode? After) covered, SecretTexts secrets, int deepest)
    {
        if (JsonNode.DeepEquals(raw.Before, raw.After))
        {
            yield break;
        }

        if (deepest > 0 && raw is (JsonObject old, JsonObject fresh) && covered is (JsonObject coveredOld, JsonObject coveredNew))
        {
            foreach (var key in old.Select(p => p.Key).Union(fresh.Select(p => p.Key)))
            {
                foreach (var change in Changes($"{name}.{key}", (old[key], fresh[key]), (coveredOld[key], coveredNew[key]), secrets, deepest - 1))
                {
                    yield return change;
                }
            }

            yield break;
        }

        var (before, after) = (Shown(covered.Before, secrets), Shown(covered.After, secrets));
        yield return before == after && before.Length > 0
            ? new SpecFieldChange(name, before.Replace(SecretMask.Same, SecretMask.Old, StringComparison.Ordinal),
                after.Replace(SecretMask.Same, SecretMask.New, StringComparison.Ordinal))
            : new SpecFieldChange(name, before, after);
    }

    private static JsonNode? Take(JsonObject root, string[] path)
    {
        var parent = root.Object(path[0]);
        var value = parent?[path[1]];
        parent?.Remove(path[1]);
        return value;
    }

    private static string Shown(JsonNode? value, SecretTexts secrets)
    {
        var text = value switch
        {
            null => "",
            JsonValue scalar when scalar.TryGetValue<string>(out var plain) => plain,
            _ => value.ToJsonString(Readable),
        };
        var covered = secrets.CoverLine(SecretShape.Cover(text));
        return covered.Length <= LongestValue ? covered : covered[..LongestValue] + "…";
    }
}
