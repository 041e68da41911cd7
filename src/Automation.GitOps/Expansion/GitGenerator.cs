using System.Globalization;
using System.Text.Json.Nodes;
using Automation.Core.Text;
using Automation.Core.Trees;
using Automation.GitOps.Expansion.GoTemplates;
using Automation.GitOps.Model;
using Automation.GitOps.Objects;
using Automation.GitOps.Reading;
using Automation.GitOps.Settings;

namespace Automation.GitOps.Expansion;

/// <summary>The git generator: folders, or files with parameters (Argo CD: applicationset/generators/git.go).</summary>
/// <param name="listings">The repositories.</param>
/// <param name="interpolation">How expressions are read.</param>
/// <param name="oldGlobbing">Whether wildcards for files match '/', too.</param>
/// <param name="undecided">Takes what another setting of Argo CD would decide differently.</param>
/// <param name="cancellationToken">Cancels the reading.</param>
internal sealed class GitGenerator(
    CheckoutListings listings, Interpolation interpolation, bool oldGlobbing, Action<string> undecided, CancellationToken cancellationToken)
{
    private const long LargestFile = 1 << 20;

    /// <summary>The sets of parameters.</summary>
    public IEnumerable<GoMap> Run(JsonObject generator)
    {
        var source = new ApplicationSource(new JsonObject
        {
            ["repoURL"] = generator.Text("repoURL"),
            ["targetRevision"] = generator.Text("revision"),
        });
        var checkout = listings.Checkouts.Of(source) switch
        {
            CheckoutOutcome.Given given => given.Checkout,
            CheckoutOutcome.Absent absent => throw new NotExpandedException($"of its git generator {absent.Reason}", isMistake: false),
            _ => throw new InvalidOperationException("An outcome was added without being handled."),
        };
        return generator["directories"] is JsonArray { Count: > 0 } ? Folders(generator, checkout)
            : generator["files"] is JsonArray { Count: > 0 } ? Files(generator, checkout)
            : throw new NotExpandedException("its git generator has neither 'directories' nor 'files'", isMistake: true);
    }

    private IEnumerable<GoMap> Folders(JsonObject generator, Checkout checkout)
    {
        var items = generator.Objects("directories")
            .Select(d => (Pattern: new ArgoGlob(d.Text("path") ?? "", PatternStyle.Folder), IsExcluded: d.IsTrue("exclude"))).ToList();
        foreach (var folder in listings.Folders(checkout))
        {
            if (items.Exists(i => !i.IsExcluded && i.Pattern.Matches(folder)) && !items.Exists(i => i.IsExcluded && i.Pattern.Matches(folder)))
            {
                var parameters = new GoMap();
                AddPath(parameters, generator.Text("pathParamPrefix"), folder, null);
                ParameterSets.AddValues(parameters, generator.TextMap("values"), interpolation);
                yield return parameters;
            }
        }
    }

    private IEnumerable<GoMap> Files(JsonObject generator, Checkout checkout)
    {
        var chosen = Chosen(generator, checkout, oldGlobbing);
        if (!chosen.SequenceEqual(Chosen(generator, checkout, !oldGlobbing), StringComparer.Ordinal))
        {
            undecided($"the files of its git generator differ with Argo CD's {(oldGlobbing ? "new" : "old")} globbing; "
                + $"'old-globbing' in {GitOpsSettings.Path} is {(oldGlobbing ? "true" : "false")}");
        }

        foreach (var path in chosen)
        {
            foreach (var found in Read(checkout, path))
            {
                var parameters = interpolation.IsGo ? found : ParameterSets.Flat(found);
                AddPath(parameters, generator.Text("pathParamPrefix"), RepositoryPath.FolderOf(path) is { Length: > 0 } folder ? folder : ".", path);
                ParameterSets.AddValues(parameters, generator.TextMap("values"), interpolation);
                yield return parameters;
            }
        }
    }

    private static List<string> Chosen(JsonObject generator, Checkout checkout, bool oldGlobbing)
    {
        var style = oldGlobbing ? PatternStyle.Pathspec : PatternStyle.DoubleStar;
        var items = generator.Objects("files").Select(f => (Pattern: new ArgoGlob(f.Text("path") ?? "", style), IsExcluded: f.IsTrue("exclude"))).ToList();
        return
        [
            .. checkout.Below("").Select(e => e.Path)
                .Where(p => items.Exists(i => !i.IsExcluded && i.Pattern.Matches(p)) && !items.Exists(i => i.IsExcluded && i.Pattern.Matches(p))),
        ];
    }

    // A map, or a list of maps; only the first document counts, and an empty file is an empty map.
    private IEnumerable<GoMap> Read(Checkout checkout, string path)
    {
        var shown = Quoted.Of(path);
        if (checkout.Find(path) is not { IsFolder: false } found || checkout.Read(found.Path, LargestFile, cancellationToken) is not { } bytes)
        {
            throw new NotExpandedException($"the file {shown} of its git generator cannot be read, or is larger than 1 MiB", isMistake: false);
        }

        try
        {
            return GoEncodings.FromYaml(SourceText.Decode(path, bytes.Span).Content) switch
            {
                null => [new GoMap()],
                GoMap map => [map],
                List<object?> list => list.Select(i => i as GoMap ?? throw NotMaps(shown)),
                _ => throw NotMaps(shown),
            };
        }
        catch (GoTemplateException e)
        {
            throw new NotExpandedException($"the file {shown} of its git generator cannot be read: {e.Message}", isMistake: true);
        }
    }

    private static NotExpandedException NotMaps(string shown) =>
        new($"the file {shown} of its git generator is neither a map nor a list of maps", isMistake: true);

    // Of a file its folder, and the name of the file.
    private void AddPath(GoMap parameters, string? prefix, string folder, string? file)
    {
        var (name, fileName) = (GoPath.Base(folder), file is null ? null : GoPath.Base(file));
        if (interpolation.IsGo)
        {
            var path = new GoMap
            {
                ["path"] = folder,
                ["basename"] = name,
                ["basenameNormalized"] = GoTexts.Normalize(name),
                ["segments"] = folder.Split('/').Cast<object?>().ToList(),
            };
            if (fileName is not null)
            {
                path["filename"] = fileName;
                path["filenameNormalized"] = GoTexts.Normalize(fileName);
            }

            if (prefix is null)
            {
                parameters["path"] = path;
            }
            else
            {
                parameters[prefix] = new GoMap { ["path"] = path };
            }

            return;
        }

        var own = prefix is null ? "path" : $"{prefix}.path";
        parameters[own] = folder;
        parameters[$"{own}.basename"] = name;
        parameters[$"{own}.basenameNormalized"] = GoTexts.Normalize(name);
        if (fileName is not null)
        {
            parameters[$"{own}.filename"] = fileName;
            parameters[$"{own}.filenameNormalized"] = GoTexts.Normalize(fileName);
        }

        foreach (var (segment, i) in folder.Split('/').Select((s, i) => (s, i)))
        {
            parameters[string.Create(CultureInfo.InvariantCulture, $"{own}[{i}]")] = segment;
        }
    }
}

/// <summary>The folders of repositories, listed once.</summary>
/// <param name="checkouts">The repositories.</param>
internal sealed class CheckoutListings(Checkouts checkouts)
{
    private readonly Dictionary<Checkout, IReadOnlyList<string>> _folders = [];
    private readonly Lock _lock = new();

    /// <summary>The repositories.</summary>
    public Checkouts Checkouts => checkouts;

    /// <summary>The folders that have files, in ordinal order, but for those whose names begin with a dot and what is below them.</summary>
    public IReadOnlyList<string> Folders(Checkout checkout)
    {
        lock (_lock)
        {
            if (!_folders.TryGetValue(checkout, out var folders))
            {
                _folders[checkout] = folders = Listed(checkout);
            }

            return folders;
        }
    }

    private static List<string> Listed(Checkout checkout)
    {
        var folders = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var entry in checkout.Below(""))
        {
            for (var folder = RepositoryPath.FolderOf(entry.Path); folder.Length > 0 && folders.Add(folder); folder = RepositoryPath.FolderOf(folder))
            {
            }
        }

        return [.. folders.Where(f => !$"/{f}".Contains("/.", StringComparison.Ordinal))];
    }
}
