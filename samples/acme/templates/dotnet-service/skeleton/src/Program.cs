var builder = WebApplication.CreateSlimBuilder(args);
var app = builder.Build();

app.MapGet("/", () => "${{ values.name }}");
app.MapGet("/healthz", () => Results.Ok());

app.Run();
