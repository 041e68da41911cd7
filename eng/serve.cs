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

ushort port = 8000;
if (rest is [var text] && !ushort.TryParse(text, out port))
{
    Console.Error.WriteLine($"'{text}' is not a port.");
    return 2;
}

var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, port));
await using var app = builder.Build();
app.UseFileServer(new FileServerOptions { FileProvider = new PhysicalFileProvider(Path.GetFullPath(folder)) });
try
{
    await app.StartAsync();
}
catch (IOException e)
{
    Console.Error.WriteLine($"Port {port} cannot be used: {e.Message} Name another one: dotnet run eng/serve.cs {folder} 8001");
    return 2;
}

Console.WriteLine($"http://localhost:{port}/ shows {folder}. End it with Ctrl+C.");
await app.WaitForShutdownAsync();
return 0;
