#:sdk Microsoft.NET.Sdk.Web
#:property RestorePackagesWithLockFile=false
#:property EnableDefaultRunWorkingDirectory=false

// Serves a folder of static pages to this machine, such as the site of `automation catalog build --site`: dotnet run eng/serve.cs FOLDER [PORT]
using System.Net;
using Microsoft.Extensions.FileProviders;

if (args is not [var folder, .. { Length: <= 1 } rest] || !Directory.Exists(folder))
{
    Console.Error.WriteLine("Usage: dotnet run eng/serve.cs FOLDER [PORT]");
    return 2;
}

var port = rest is [var text] && ushort.TryParse(text, out var number) ? number : (ushort)8000;
var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, port));
await using var app = builder.Build();
app.UseFileServer(new FileServerOptions { FileProvider = new PhysicalFileProvider(Path.GetFullPath(folder)) });
Console.WriteLine($"http://localhost:{port}/ shows {folder}. End it with Ctrl+C.");
await app.RunAsync();
return 0;
