using Automation.Server.Hosting;
using Automation.Server.Operations;
using Automation.Server.Transports;
using Automation.Server.Transports.Choice;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Automation.Server.Tests.Transports;

public sealed class QueueSettingsTests
{
    private const string Postgres = "Ledger__Provider=postgresql Ledger__ConnectionString=Host=db";
    private const string Rabbit = "amqps://automation:c4nary%2Fpassword@mq.acme.example/work";
    private const string ServiceBus = "Endpoint=sb://acme.servicebus.windows.net/;SharedAccessKeyName=server;SharedAccessKey=YzRuYXJ5LWtleS1jNG5hcnk=";

    [Theory]
    [InlineData("", null)]
    [InlineData("Queue__Transport=ledger", null)]
    [InlineData($"{Postgres} Queue__Transport=rabbitmq Queue__Address={Rabbit}", "amqps://mq.acme.example:5671/work")]
    [InlineData($"{Postgres} Queue__Transport=RabbitMQ Queue__Address=amqp://localhost", "amqp://localhost:5672/")]
    [InlineData($"{Postgres} Queue__Transport=servicebus Queue__Address={ServiceBus}", "acme.servicebus.windows.net/automation")]
    [InlineData($"{Postgres} Queue__Transport=servicebus Queue__Address=acme.servicebus.windows.net Queue__Name=work", "acme.servicebus.windows.net/work")]
    public async Task The_settings_choose_the_transport(string given, string? location)
    {
        await using var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddTransport(Read(given)).BuildServiceProvider();

        services.GetService<ITransport>()?.Location.ShouldBe(location);
        (services.GetService<ITransport>() is null).ShouldBe(location is null);
    }

    [Theory]
    [InlineData("Queue__Transport=kafka", "must be one of ledger, rabbitmq, servicebus")]
    [InlineData("Queue__Name=work", "Queue__Transport is 'ledger', which has no broker")]
    [InlineData($"Queue__Transport=rabbitmq Queue__Address={Rabbit}", "needs Ledger__Provider=postgresql")]
    [InlineData($"{Postgres} Queue__Transport=rabbitmq", "Queue__Address is not set")]
    [InlineData($"{Postgres} Queue__Transport=rabbitmq Queue__Address=https://c4nary@mq.acme.example", "is not an address of RabbitMQ")]
    [InlineData($"{Postgres} Queue__Transport=rabbitmq Queue__Address=amqp://mq/a/c4nary", "is not an address of RabbitMQ")]
    [InlineData($"{Postgres} Queue__Transport=rabbitmq Queue__Address={Rabbit} Queue__Partitions=0", "must be a whole number from 1 to 256")]
    [InlineData($"{Postgres} Queue__Transport=rabbitmq Queue__Address={Rabbit} Queue__Name=-a", "Queue__Name must have")]
    [InlineData($"{Postgres} Queue__Transport=servicebus", "Queue__Address is not set")]
    [InlineData($"{Postgres} Queue__Transport=servicebus Queue__Address=c4nary", "is neither a host nor a connection string of Service Bus")]
    [InlineData($"{Postgres} Queue__Transport=servicebus Queue__Address={ServiceBus};EntityPath=other", "has an EntityPath")]
    [InlineData($"{Postgres} Queue__Transport=servicebus Queue__Address=sb://acme", "Queue__Address is neither a host")]
    [InlineData($"{Postgres} Queue__Transport=servicebus Queue__Address=a.b Queue__Partitions=4", "Queue__Partitions is a setting of RabbitMQ")]
    public void What_does_not_fit_together_is_a_sentence_without_a_value(string given, string says)
    {
        var message = Should.Throw<SettingsException>(() => Read(given)).Message;

        message.ShouldContain(says);
        message.ShouldNotContain("c4nary");
    }

    [Fact]
    public void The_password_is_masked_alone_and_in_the_connection_string()
    {
        var rabbit = new QueueSettings { Transport = QueueTransport.RabbitMq, Address = Rabbit };
        var serviceBus = new QueueSettings { Transport = QueueTransport.ServiceBus, Address = ServiceBus };

        new Redactor(rabbit.Address, QueueValidation.Password(rabbit)).Redact($"to {Rabbit} with c4nary/password").ShouldNotContain("c4nary");
        new Redactor(serviceBus.Address, QueueValidation.Password(serviceBus)).Redact($"to {ServiceBus}, key YzRuYXJ5LWtleS1jNG5hcnk=")
            .ShouldNotContain("YzRu");
    }

    private static ServerSettings Read(string given) => ServerSettingsReader.Read(new ConfigurationBuilder()
        .AddInMemoryCollection(given.Split(' ', StringSplitOptions.RemoveEmptyEntries).Append("GitHub__WebhookSecret=a secret of the tests")
            .Select(s => s.Split('=', 2)).Select(s => KeyValuePair.Create(s[0].Replace("__", ":", StringComparison.Ordinal), (string?)s[1])))
        .Build());
}
