using Automation.Cli.Tests.Driving;
using Automation.Testing;

namespace Automation.Cli.Tests.Templates;

/// <summary>A template and a service that was made from it, each in a clone on the disk.</summary>
public abstract class ServiceOnDisk : IDisposable
{
    /// <summary>The template: a skeleton, a name, and a size with a default.</summary>
    private protected const string Template = """
        apiVersion: scaffolder.backstage.io/v1beta3
        kind: Template
        metadata: { name: service }
        spec:
          type: service
          parameters:
            required: [name]
            properties:
              name: { type: string }
              size: { type: string, enum: [small, large], default: small }
          steps:
            - id: render
              action: fetch:template
              input:
                url: ./skeleton
                values: { name: '${{ parameters.name }}', size: '${{ parameters.size }}' }
        """;

    /// <summary>The value of the secret that runs are given.</summary>
    private protected const string Secret = "s3cr3t";

    /// <summary>The clone of the template's repository.</summary>
    private protected GitSandbox Source { get; } = GitSandbox.Create();

    /// <summary>The clone of the service.</summary>
    private protected GitSandbox Service { get; } = GitSandbox.Create();

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        Source.Dispose();
        Service.Dispose();
    }

    private protected void Scaffold(params (string Path, string Text)[] files) => Scaffold(Template, files);

    /// <summary>Commits a template with these files in its skeleton, and a service that is made from it.</summary>
    private protected void Scaffold(string template, params (string Path, string Text)[] files)
    {
        Source.With("template.yaml", template);
        foreach (var (path, text) in files)
        {
            Source.With($"skeleton/{path}", text);
        }

        Source.Commit();
        Make();
    }

    /// <summary>Commits a service that is made from the template as it is now.</summary>
    private protected void Make()
    {
        var made = Made("made");
        foreach (var file in Directory.EnumerateFiles(made, "*", SearchOption.AllDirectories))
        {
            var target = Service.At(Path.GetRelativePath(made, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }

        Service.Commit();
    }

    /// <summary>Runs the template as it is now, into a new folder.</summary>
    private protected string Made(string name)
    {
        var made = Service.Beside(name);
        Run.Automation("template", "run", "template.yaml", "--values", "-", "--out", made, "--secret", "TOKEN=MINE").With("MINE", Secret)
            .Reading("name: orders").In(Source.Path).Go().Ends(0).Everything.ShouldNotContain(Secret);
        return made;
    }

    private protected Outcome Update(params string[] more) => UpdateFrom(Source.Path, more);

    private protected Outcome UpdateFrom(string template, params string[] more) =>
        Run.Automation(["template", "update", Service.Path, "--template", template, .. more]).In(Service.Path).Go();

    private protected void Edit(string path, Func<string, string> edit) => Service.With(path, edit(Read(path)));

    private protected string Read(string path) => File.ReadAllText(Service.At(path));

    private protected static void MakeProgram(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, (UnixFileMode)Convert.ToInt32("755", 8));
        }
    }

    // Windows has none.
    private protected static string ModeOf(string path) => OperatingSystem.IsWindows() ? "" : Convert.ToString((int)File.GetUnixFileMode(path), 8);
}
